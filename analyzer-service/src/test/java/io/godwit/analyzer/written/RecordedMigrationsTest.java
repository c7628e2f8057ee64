package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.DatabaseRows;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedMigrationsTest {
    private static final String SECOND_REVISION = """
            from alembic import op
            import sqlalchemy as sa
            revision = "b2"
            down_revision = "a1"
            def upgrade():
                op.create_table("second", sa.Column("id", sa.Integer))
            """;

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestStack.newDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Flyway         | flyway_schema_history(version text, success bool) | ('1.01', true), ('2', false)     | db/V1_1__first.sql             | db/V2__second.sql
            golang-migrate | schema_migrations(version bigint, dirty bool)     | (7, false)                       | db/0007_first.up.sql           | db/0008_second.up.sql
            Prisma         | _prisma_migrations(migration_name text, finished_at date, rolled_back_at date) | ('1_a', now(), NULL), ('2_b', now(), now()) | prisma/migrations/1_a/migration.sql | prisma/migrations/2_b/migration.sql
            Diesel         | __diesel_schema_migrations(version text)          | ('20240102000001')               | migrations/2024-01-02-000001_a/up.sql | migrations/2024-01-02-000002_b/up.sql
            dbmate         | schema_migrations(version text)                   | ('001')                          | db/001_first.sql               | db/002_second.sql
            goose          | goose_db_version(id serial, version_id bigint, is_applied bool) | (1, 1, true), (2, 2, true), (3, 2, false) | db/00001_first.sql | db/00002_second.sql
            sql-migrate    | gorp_migrations(id text)                          | ('1-first.sql')                  | db/1-first.sql                 | db/2-second.sql
            Liquibase      | databasechangelog(author text, id text)           | ('ann', '1')                     | db/1.sql                       | db/2.sql
            """)
    void what_the_tool_says_has_run_is_left_out(String tool, String table, String rows, String ran, String open)
            throws SQLException {
        Outcome.Proposed proposed = proposed(
                table, rows, List.of(added(ran, marked(tool, 1, "first")), added(open, marked(tool, 2, "second"))));

        assertThat(statements(proposed)).contains("second").doesNotContain("first");
        assertThat(proposed.notes())
                .anyMatch(note -> note.contains(" says that they have run: ") && note.contains(ran))
                .noneMatch(note -> note.contains(" says that they have run: ") && note.contains(open));
    }

    @Test
    void what_comes_before_the_revision_that_alembic_records_has_run() throws SQLException {
        String first =
                SECOND_REVISION.replace("\"a1\"", "None").replace("b2", "a1").replace("second", "first");
        String third = SECOND_REVISION
                .replace("a1", "b0")
                .replace("b2", "c3")
                .replace("b0", "b2")
                .replace("second", "third");

        Outcome.Proposed proposed = proposed(
                "alembic_version(version_num text)",
                "('b2')",
                List.of(
                        added("versions/one.py", first),
                        added("versions/two.py", SECOND_REVISION),
                        added("versions/three.py", third)));

        assertThat(statements(proposed)).contains("third").doesNotContain("first", "second");
    }

    @Test
    void another_programs_table_of_that_name_says_nothing() throws SQLException {
        Outcome.Proposed proposed = proposed(
                "schema_migrations(what text)",
                "('001')",
                List.of(added("db/001_a.sql", marked("dbmate", 1, "first"))));

        assertThat(statements(proposed)).contains("first");
    }

    private static Outcome.Proposed proposed(String table, String rows, List<FileChange> files) throws SQLException {
        String name = table.substring(0, table.indexOf('('));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + "; INSERT INTO " + name + " VALUES " + rows);
            Outcome outcome = Analysis.ofEveryLanguage(ProjectFacts.none())
                    .of(files, CatalogReader.read(connection), new DatabaseRows(connection));
            statement.execute("DROP TABLE " + name);
            assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
            return (Outcome.Proposed) outcome;
        }
    }

    private static FileChange added(String path, String text) {
        return new FileChange(path, Optional.empty(), Optional.of(text));
    }

    private static String marked(String tool, int number, String table) {
        String create = "CREATE TABLE " + table + " (id int);\n";
        return switch (tool) {
            case "dbmate" -> "-- migrate:up\n" + create;
            case "goose" -> "-- +goose Up\n" + create;
            case "sql-migrate" -> "-- +migrate Up\n" + create;
            case "Liquibase" -> "--liquibase formatted sql\n--changeset ann:" + number + "\n" + create;
            default -> create;
        };
    }

    private static String statements(Outcome.Proposed proposed) {
        return proposed.plan().steps().stream()
                .flatMap(step -> step.action().statements().stream())
                .collect(Collectors.joining("\n"));
    }
}
