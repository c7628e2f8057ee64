package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.planning.Answers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenMigrationsTest {
    private static FileChange added(String path, String text) {
        return new FileChange(path, Optional.empty(), Optional.of(text));
    }

    private static List<String> ups(FileChange... files) {
        return texts(WrittenMigrations.in(List.of(files), ProjectFacts.none()).ups());
    }

    private static List<String> downs(FileChange... files) {
        return texts(WrittenMigrations.in(List.of(files), ProjectFacts.none()).downs());
    }

    private static List<String> texts(List<Script> scripts) {
        return scripts.stream()
                .flatMap(script -> script.statements().stream())
                .map(statement -> statement.location() + " " + statement.text())
                .toList();
    }

    @Test
    void flyway_versions_run_in_the_order_of_their_numbers_and_undo_is_paired() {
        FileChange tenth = added("db/migration/V10__b.sql", "CREATE TABLE b ();");
        FileChange second = added("db/migration/V2__a.sql", "-- first\nCREATE TABLE a ();");
        FileChange undo = added("db/migration/U2__a.sql", "DROP TABLE a;");
        WrittenMigrations found = WrittenMigrations.in(List.of(tenth, second, undo), ProjectFacts.none());
        assertThat(texts(found.ups()))
                .containsExactly(
                        "db/migration/V2__a.sql:2 CREATE TABLE a ()", "db/migration/V10__b.sql:1 CREATE TABLE b ()");
        assertThat(found.down(found.ups().getFirst())).isPresent();
        assertThat(found.down(found.ups().getLast())).isEmpty();
    }

    @Test
    void golang_migrate_pairs_up_and_down_files() {
        FileChange up = added("migrations/0003_x.up.sql", "ALTER TABLE a ADD b int;");
        FileChange down = added("migrations/0003_x.down.sql", "ALTER TABLE a DROP b;");
        WrittenMigrations found = WrittenMigrations.in(List.of(up, down), ProjectFacts.none());
        assertThat(found.down(found.ups().getFirst()).orElseThrow().statements())
                .hasSize(1);
    }

    @Test
    void dbmate_and_goose_files_hold_both_directions() {
        FileChange dbmate =
                added("db/migrations/1_a.sql", "-- migrate:up\nCREATE TABLE a ();\n\n-- migrate:down\nDROP TABLE a;\n");
        assertThat(ups(dbmate)).containsExactly("db/migrations/1_a.sql:2 CREATE TABLE a ()");
        assertThat(downs(dbmate)).containsExactly("db/migrations/1_a.sql:5 DROP TABLE a");
        FileChange goose = added("sql/2_a.sql", "-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;\n");
        assertThat(ups(goose)).hasSize(1);
        assertThat(downs(goose)).hasSize(1);
    }

    @Test
    void a_new_changeset_of_a_liquibase_file_is_the_only_one_proposed() {
        String old = "--liquibase formatted sql\n\n--changeset ann:1\nCREATE TABLE a ();\n--rollback DROP TABLE a;\n";
        String fresh =
                old + "\n--changeset bob:2 runInTransaction:false\nCREATE TABLE b ();\n--rollback DROP TABLE b;\n"
                        + "--changeset bob:3 dbms:mysql\nCREATE TABLE c ();\n";
        FileChange file = new FileChange("db/changelog.sql", Optional.of(old), Optional.of(fresh));
        assertThat(ups(file)).containsExactly("db/changelog.sql:8 CREATE TABLE b ()");
        assertThat(downs(file)).containsExactly("db/changelog.sql:9 DROP TABLE b");
    }

    @Test
    void properties_delimiters_and_databases_of_liquibase_are_heeded() {
        String text = """
                --liquibase formatted sql
                --property name:kind value:bigint dbms:mysql
                --property name:kind value:"numeric (10, 2)"

                --changeset "ann lee":1 endDelimiter:/
                CREATE TABLE a (x ${kind})
                /
                CREATE TABLE b (x text)
                /
                --rollback DROP TABLE b
                --rollback /
                --rollback DROP TABLE a

                --changeset bob:2
                --rollback ;
                CREATE TABLE c (id INT AUTO_INCREMENT);

                --changeset bob:3
                --precondition-sql-check expectedResult:0 SELECT count(*) FROM a
                DROP TABLE a;
                """;
        FileChange file = added("db/changelog.sql", text);
        assertThat(ups(file))
                .containsExactly(
                        "db/changelog.sql:6 CREATE TABLE a (x numeric (10, 2))",
                        "db/changelog.sql:8 CREATE TABLE b (x text)",
                        "db/changelog.sql:20 DROP TABLE a");
        assertThat(downs(file)).containsExactly("db/changelog.sql:10 DROP TABLE b", "db/changelog.sql:12 DROP TABLE a");
        assertThat(WrittenMigrations.in(List.of(file), ProjectFacts.none()).notes())
                .satisfiesExactly(
                        note -> assertThat(note).contains("db/changelog.sql:14: changeset bob:2 is for MySQL"),
                        note -> assertThat(note).contains("db/changelog.sql:18: changeset bob:3 has preconditions"));
    }

    @Test
    void a_changeset_of_some_contexts_runs_where_they_are_stated() {
        FileChange file = added("db/changelog.sql", """
                --liquibase formatted sql
                --changeset ann:1 context:test
                CREATE TABLE a ();
                --changeset ann:2 context:"prod, eu"
                CREATE TABLE b ();
                """);
        assertThat(WrittenMigrations.in(List.of(file), ProjectFacts.none()).ups().stream()
                        .flatMap(script -> script.statements().stream())
                        .map(statement -> statement.obstacle().orElse("")))
                .satisfiesExactly(
                        obstacle -> assertThat(obstacle).contains("context test", "liquibase.contexts"),
                        obstacle -> assertThat(obstacle).contains("context prod, eu"));
        ProjectFacts production = new ProjectFacts(Map.of("liquibase.contexts", "eu,blue"));
        assertThat(WrittenMigrations.in(List.of(file), production).ups())
                .singleElement()
                .satisfies(script -> assertThat(script.statements())
                        .singleElement()
                        .satisfies(statement -> assertThat(statement.obstacle()).isEmpty()));
    }

    @Test
    void whether_a_context_runs_is_asked_once() {
        FileChange file = added("db/changelog.sql", """
                --liquibase formatted sql
                --changeset ann:1 context:test
                CREATE TABLE a (); CREATE TABLE b ();
                --changeset ann:2 context:test
                CREATE TABLE c ();
                """);
        WrittenMigrations open = WrittenMigrations.in(List.of(file), ProjectFacts.none());
        OpenStatements waiting = new OpenStatements();
        open.ups().stream()
                .flatMap(script -> script.statements().stream())
                .forEach(statement -> waiting.add(statement, ""));
        assertThat(waiting.questions()).singleElement().satisfies(asked -> {
            assertThat(asked.question().id()).isEqualTo("context:test");
            assertThat(asked.question().text()).contains("Answer yes or no");
        });
        assertThat(statementsWith("yes", open)).hasSize(3);
        assertThat(statementsWith("no", open)).isEmpty();
        assertThat(statementsWith("perhaps", open))
                .allSatisfy(statement -> assertThat(statement.obstacle()).isPresent());
    }

    private static List<WrittenStatement> statementsWith(String answer, WrittenMigrations open) {
        return WrittenMigrations.statements(
                open.answered(new Answers(Map.of("context:test", answer))).ups());
    }

    @Test
    void a_placeholder_gets_the_value_that_is_stated() {
        ProjectFacts facts = new ProjectFacts(Map.of("placeholder.schema", "app"));
        FileChange file = added("db/V1__a.sql", "CREATE TABLE ${schema}.a (); CREATE TABLE ${other}.b ();");
        assertThat(WrittenMigrations.in(List.of(file), facts).ups().getFirst().statements())
                .satisfiesExactly(
                        one -> assertThat(one.text()).isEqualTo("CREATE TABLE app.a ()"),
                        other -> assertThat(other.obstacle().orElseThrow()).contains("placeholder.other"));
    }

    @Test
    void prisma_folders_and_numbered_files_are_migrations() {
        assertThat(ups(added("prisma/migrations/20240101_x/migration.sql", "CREATE TABLE a ();")))
                .hasSize(1);
        assertThat(ups(added("supabase/migrations/20240101_x.sql", "CREATE TABLE a ();")))
                .hasSize(1);
        assertThat(ups(added("drizzle/0001_x.sql", "CREATE TABLE a ();\n--> statement-breakpoint\nCREATE TABLE b ();")))
                .hasSize(2);
    }

    @Test
    void each_tools_mark_for_the_way_back_is_known() {
        for (String text : List.of(
                "# --- !Ups\nCREATE TABLE a ();\n# --- !Downs\nDROP TABLE a;",
                "-- !Ups\nCREATE TABLE a ();\n-- !Downs\nDROP TABLE a;",
                "-- // first\nCREATE TABLE a ();\n-- //@UNDO\nDROP TABLE a;",
                "CREATE TABLE a ();\n---- create above / drop below ----\nDROP TABLE a;",
                "-- rambler up\nCREATE TABLE a ();\n-- rambler down\nDROP TABLE a;")) {
            FileChange file = added("db/1_a.sql", text);
            assertThat(ups(file)).singleElement().asString().contains("CREATE TABLE a ()");
            assertThat(downs(file)).singleElement().asString().endsWith("DROP TABLE a");
        }
    }

    @Test
    void a_numbered_files_way_back_is_never_taken_for_a_migration() {
        for (String back : List.of(
                "db/0001_a.rollback.sql", "db/0001_a_down.sql", "db/rollback/0001_a.sql", "db/down/0001_a.sql")) {
            WrittenMigrations found = WrittenMigrations.in(
                    List.of(added("db/0001_a.sql", "CREATE TABLE a ();"), added(back, "DROP TABLE a;")),
                    ProjectFacts.none());
            assertThat(found.ups()).hasSize(1);
            assertThat(found.down(found.ups().getFirst())).as(back).isPresent();
        }
    }

    @Test
    void upgrades_from_version_to_version_run_in_their_order() {
        assertThat(ups(
                        added("sql/upgrade_7.9_to_7.10.sql", "CREATE TABLE b ();"),
                        added("sql/upgrade_7.8_to_7.9.sql", "CREATE TABLE a ();")))
                .satisfiesExactly(
                        one -> assertThat(one).endsWith("CREATE TABLE a ()"),
                        other -> assertThat(other).endsWith("CREATE TABLE b ()"));
        assertThat(ups(added("ext--1.0--1.1.sql", "CREATE TABLE a ();"))).hasSize(1);
        assertThat(ups(added("db/upgrade/release-12.sql", "CREATE TABLE a ();")))
                .hasSize(1);
        assertThat(ups(added("report_2_tones.sql", "SELECT 1;"))).isEmpty();
    }

    @Test
    void sqitchs_changes_run_in_the_order_of_its_plan() {
        FileChange plan = added(
                "sqitch.plan",
                "%syntax-version=1.0.0\n%project=flip\n\nusers 2024-01-01T00:00:00Z A <a@x> # u\n@v1 2024-01-01T00:00:00Z A <a@x>\n"
                        + "albums [users] 2024-01-02T00:00:00Z A <a@x> # a\n");
        FileChange albums =
                added("deploy/albums.sql", "-- Deploy flip:albums to pg\nBEGIN;\nCREATE TABLE albums ();\nCOMMIT;");
        FileChange users = added("deploy/users.sql", "CREATE TABLE users ();");
        FileChange back = added("revert/users.sql", "DROP TABLE users;");
        FileChange check = added("verify/users.sql", "SELECT 1/0;");
        WrittenMigrations found = WrittenMigrations.in(List.of(albums, users, back, check, plan), ProjectFacts.none());
        assertThat(found.ups()).extracting(Script::migration).containsExactly("users", "albums");
        assertThat(found.down(found.ups().getFirst())).isPresent();
        assertThat(ups(added("deploy/start.sql", "CREATE TABLE a ();"))).isEmpty();
    }

    @Test
    void migrations_for_tests_or_other_databases_are_left_out() {
        assertThat(ups(added("src/test/resources/db/migration/V1__a.sql", "CREATE TABLE a ();")))
                .isEmpty();
        WrittenMigrations mysql = WrittenMigrations.in(
                List.of(added("db/V1__a.sql", "CREATE TABLE `a` (id INT AUTO_INCREMENT) ENGINE=InnoDB;")),
                ProjectFacts.none());
        assertThat(mysql.isEmpty()).isTrue();
        assertThat(mysql.notes()).singleElement().asString().contains("MySQL");
    }

    @Test
    void a_file_that_only_moved_brings_nothing() {
        FileChange gone = new FileChange("a/V1__a.sql", Optional.of("CREATE TABLE a ();"), Optional.empty());
        assertThat(ups(gone, added("b/V1__a.sql", "CREATE TABLE a ();"))).isEmpty();
    }

    @Test
    void sql_of_a_typeorm_migration_is_read_from_its_methods() {
        FileChange file = added("src/migrations/17-AddName.ts", """
                import { MigrationInterface, QueryRunner } from "typeorm";
                export class AddName17 implements MigrationInterface {
                    public async up(queryRunner: QueryRunner): Promise<void> {
                        await queryRunner.query(`ALTER TABLE "user" ADD "name" character varying DEFAULT 'it\\'s'`);
                        await queryRunner.query('CREATE INDEX "i" ' + 'ON "user" ("name")');
                        await queryRunner.dropTable("old");
                        await queryRunner.dropForeignKey("user", (await queryRunner.getTable("user")).foreignKeys[0]);
                    }
                    public async down(queryRunner: QueryRunner): Promise<void> {
                        await queryRunner.query(`ALTER TABLE "user" DROP COLUMN "name"`);
                    }
                }
                """);
        assertThat(ups(file))
                .containsExactly(
                        "src/migrations/17-AddName.ts:4 ALTER TABLE \"user\" ADD \"name\" character varying DEFAULT 'it's'",
                        "src/migrations/17-AddName.ts:5 CREATE INDEX \"i\" ON \"user\" (\"name\")",
                        "src/migrations/17-AddName.ts:6 DROP TABLE \"old\"",
                        "src/migrations/17-AddName.ts:7 queryRunner.dropForeignKey(\"user\", (await"
                                + " queryRunner.getTable(\"user\")).foreignKeys[0])");
        assertThat(downs(file)).hasSize(1);
        assertThat(WrittenMigrations.in(List.of(file), ProjectFacts.none())
                        .ups()
                        .getFirst()
                        .statements()
                        .getLast()
                        .obstacle())
                .isPresent();
    }
}
