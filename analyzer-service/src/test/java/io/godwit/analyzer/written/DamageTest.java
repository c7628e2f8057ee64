package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamageTest {
    private static final String DJANGO = """
            from django.db import migrations, models

            class Migration(migrations.Migration):
                operations = [
                    migrations.CreateModel('Note', [('id', models.AutoField(primary_key=True))]),
                ]
            """;

    private static final String TYPEORM = """
            import { MigrationInterface } from "typeorm";

            export class Notes1 implements MigrationInterface {
                public async up(queryRunner) {
                    await queryRunner.query(`CREATE TABLE "notes" ("id" int)`);
                }
            }
            """;

    private static final String ALEMBIC = """
            revision = "b"
            down_revision = "a"

            def upgrade():
                op.create_table("notes", sa.Column("id", sa.Integer()))
            """;

    private static FileChange added(String path, String text) {
        return new FileChange(path, Optional.empty(), Optional.of(text));
    }

    private static FileChange edited(String path, String before, String after) {
        return new FileChange(path, Optional.of(before), Optional.of(after));
    }

    private static List<String> damage(FileChange... files) {
        return WrittenMigrations.in(List.of(files), ProjectFacts.none()).damaged().stream()
                .map(ModelUnreadable::explanation)
                .toList();
    }

    private static List<String> notes(FileChange file) {
        return WrittenMigrations.in(List.of(file), ProjectFacts.none()).notes();
    }

    private static String cut(String text, String after) {
        return text.substring(0, text.indexOf(after) + after.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db/migration/V2__a.sql | ",
                "prisma/migrations/2_a/migration.sql | ",
                "migrations/2_a.up.sql | ",
                "sql/0002_a.sql | ",
                "db/migrations/2_a.sql | -- migrate:up\\n",
                "changes/a.sql | --liquibase formatted sql\\n--changeset ann:1\\n",
            })
    void an_sql_migration_that_breaks_off_is_named_with_its_line(String path, String head) {
        String text = (head == null ? "" : head.replace("\\n", "\n"))
                + "CREATE TABLE a (id int);\nALTER TABLE a ADD b varchar(";
        long line = text.lines().count();
        assertThat(damage(added(path, text)))
                .singleElement()
                .asString()
                .startsWith(path + ":" + line + ": this parenthesis is not closed");
        assertThat(notes(added(path, text))).isEmpty();
    }

    @Test
    void a_migration_of_code_that_breaks_off_is_named_whether_it_is_new_or_was_there() {
        List<List<String>> cases = List.of(
                List.of("shop/migrations/0002_note.py", DJANGO, "CreateModel('Note', ["),
                List.of("src/migrations/1700000000000-Notes.ts", TYPEORM, "CREATE TABLE"),
                List.of("alembic/versions/b_notes.py", ALEMBIC, "sa.Column("));
        for (List<String> each : cases) {
            String damaged = cut(each.get(1), each.get(2));
            assertThat(damage(added(each.get(0), damaged))).as(each.get(0)).hasSize(1);
            assertThat(damage(edited(each.get(0), each.get(1), damaged)))
                    .as(each.get(0))
                    .singleElement()
                    .asString()
                    .contains("a syntax error");
            assertThat(damage(added(each.get(0), each.get(1)))).as(each.get(0)).isEmpty();
        }
    }

    @Test
    void one_damaged_migration_keeps_back_the_plan_of_all() {
        Outcome outcome = Analysis.ofEveryLanguage(ProjectFacts.none())
                .withoutDatabase(List.of(
                        added("sql/0001_a.sql", "CREATE TABLE a (id int);"),
                        added("sql/0002_b.sql", "ALTER TABLE a ADD")));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        undecided -> assertThat(undecided.reason())
                                .startsWith("sql/0002_b.sql:1: the statement ends too early"));
    }

    @Test
    void null_characters_and_bytes_that_are_no_utf_8_are_named_by_line() {
        assertThat(damage(added("sql/0001_a.sql", "CREATE TABLE a (\n  b\0 int);"))
                        .getFirst())
                .startsWith("sql/0001_a.sql:2: it has null characters");
        assertThat(damage(added("sql/0001_a.sql", "CREATE TABLE a (\n  b text DEFAULT 'caf\uFFFD');"))
                        .getFirst())
                .startsWith("sql/0001_a.sql:2: a character here is no UTF-8");
        assertThat(damage(added("sql/0001_a.sql", "-- caf\uFFFD\nCREATE TABLE a ();")))
                .isEmpty();
    }

    @Test
    void how_lines_end_is_no_change() {
        String text = "CREATE TABLE a (\n  id int\n);\n";
        for (String ends : List.of("\r\n", "\r")) {
            FileChange file = edited("sql/0001_a.sql", text, text.replace("\n", ends));
            assertThat(WrittenMigrations.in(List.of(file), ProjectFacts.none()).isEmpty())
                    .isTrue();
            assertThat(notes(file)).isEmpty();
        }
    }

    @Test
    void an_emptied_or_empty_migration_is_pointed_out() {
        assertThat(notes(added("sql/0001_a.sql", "-- later\n")))
                .containsExactly("sql/0001_a.sql is called a migration and has nothing to run.");
        assertThat(notes(edited("sql/0001_a.sql", "CREATE TABLE a ();", "")))
                .anyMatch(note -> note.contains("1 statement is gone or another"));
        assertThat(notes(edited("shop/migrations/0002_note.py", DJANGO, "")))
                .singleElement()
                .asString()
                .contains("has none in it any more");
        assertThat(notes(added("shop/migrations/0002_note.py", ""))).hasSize(1);
        assertThat(notes(edited("src/migrations/1-Notes.ts", TYPEORM, ""))).hasSize(1);
    }

    @Test
    void a_last_statement_without_its_end_may_be_cut() {
        assertThat(notes(added("sql/0001_a.sql", "CREATE TABLE a ();\nDROP TABLE users")))
                .singleElement()
                .asString()
                .contains("ends without a semicolon");
        assertThat(notes(added("sql/0001_a.sql", "DROP TABLE users"))).isEmpty();
        assertThat(notes(added("sql/0001_a.sql", "CREATE TABLE a ();\nDROP TABLE users\n")))
                .isEmpty();
    }

    @Test
    void a_file_for_another_database_is_not_damaged() {
        assertThat(damage(added("sql/0001_a.sql", "CREATE TABLE `a` (b text DEFAULT 'it\\'s');")))
                .isEmpty();
    }

    @Test
    void a_label_that_is_too_long_is_named() {
        String label = "x".repeat(64);
        assertThat(damage(added("sql/0001_a.sql", "\nALTER TYPE mood ADD VALUE '" + label + "';")))
                .singleElement()
                .asString()
                .startsWith("sql/0001_a.sql:2: PostgreSQL refuses the label " + label);
        assertThat(damage(added("sql/0001_a.sql", "CREATE TYPE mood AS ENUM ('" + label.substring(1) + "');")))
                .isEmpty();
    }
}
