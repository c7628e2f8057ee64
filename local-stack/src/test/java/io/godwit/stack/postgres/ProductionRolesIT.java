package io.godwit.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/// Each role can do its work, and no more.
class ProductionRolesIT {
    @Test
    void capture_reads_the_log_and_no_other_file() throws SQLException {
        DatabaseAddress capture = as(ProductionRoles.CAPTURE);
        String file = text(
                capture, "postgres", "SELECT name FROM pg_ls_logdir() WHERE name LIKE '%.json' ORDER BY name LIMIT 1");

        assertThat(text(
                        capture,
                        "postgres",
                        "SELECT convert_from(godwit.read_log('%s', 0, 12), 'UTF8')".formatted(file)))
                .isEqualTo("{\"timestamp\"");
        assertThatThrownBy(() -> text(capture, "postgres", "SELECT godwit.read_log('../postgresql.conf', 0, 12)"))
                .hasMessageContaining("not the name of a log file");
        assertThatThrownBy(() -> text(capture, "postgres", "SELECT pg_read_binary_file('postgresql.conf')"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void the_reader_reads_rows_and_never_writes() throws SQLException {
        DatabaseAddress reader = as(ProductionRoles.READER);
        try (TestDatabase database = TestStack.newDatabase()) {
            database.execute("CREATE TABLE bird AS SELECT 'godwit' AS name");

            assertThat(text(reader, database.name(), "SELECT name FROM bird")).isEqualTo("godwit");
            assertThatThrownBy(() -> text(reader, database.name(), "DELETE FROM bird RETURNING name"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_executor_changes_what_the_owner_it_was_granted_owns_and_nothing_else() throws SQLException {
        DatabaseAddress executor = as(ProductionRoles.EXECUTOR);
        try (TestDatabase database = TestStack.newDatabase()) {
            String owner = "owner_of_" + database.name();
            database.execute("CREATE ROLE " + owner);
            try (Connection connection = executor.connect(database.name());
                    Statement statement = connection.createStatement()) {
                database.execute("CREATE TABLE bird (name text); CREATE TABLE nest (id int); ALTER TABLE bird OWNER TO "
                        + owner + "; GRANT " + owner + " TO godwit_executor");

                statement.execute("ALTER TABLE bird ADD COLUMN kilometres bigint");
                assertThatThrownBy(() -> statement.execute("ALTER TABLE nest ADD COLUMN eggs int"))
                        .hasMessageContaining("must be owner");
                assertThatThrownBy(() -> statement.execute("SET ROLE postgres"))
                        .hasMessageContaining("permission denied");
            } finally {
                database.execute("DROP TABLE bird; DROP ROLE " + owner);
            }
        }
    }

    private static DatabaseAddress as(String role) {
        DatabaseAddress owner = TestStack.production();
        return owner.as(role, owner.password());
    }

    private static String text(DatabaseAddress server, String database, String query) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
