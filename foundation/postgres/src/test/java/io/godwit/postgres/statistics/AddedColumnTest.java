package io.godwit.postgres.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.finding.Provenance;
import io.godwit.postgres.ScratchDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class AddedColumnTest {

    @Test
    void the_database_tells_whether_adding_a_column_rewrites() throws SQLException {
        try (Connection connection = ScratchDatabases.with("""
                        create domain checked as int check (value > 0);
                        create function stable_one() returns int language sql stable as 'select 1';
                        create function volatile_one() returns int language plpgsql volatile as 'begin return 1; end'
                        """).connect("godwit-test");
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = on");

            assertRewrites(connection, "text", "", false);
            assertRewrites(connection, "timestamp", "now()", false);
            assertRewrites(connection, "int", "stable_one()", false);
            assertRewrites(connection, "int", "volatile_one()", true);
            assertRewrites(connection, "uuid", "gen_random_uuid()", true);
            assertRewrites(connection, "checked", "", true);
            assertRewrites(connection, "serial", "", true);
        }
    }

    @Test
    void what_cannot_be_tried_is_concluded_from_the_functions_named() throws SQLException {
        try (Connection connection = ScratchDatabases.create().connect("godwit-test")) {
            AddedColumn unknownType = AddedColumn.ask(connection, "to_come", "random()");

            assertThat(unknownType.rewrites()).isTrue();
            assertThat(unknownType.evidence().provenance()).isEqualTo(Provenance.INFERRED);
        }
    }

    private static void assertRewrites(Connection connection, String type, String expression, boolean expected)
            throws SQLException {
        AddedColumn added = AddedColumn.ask(connection, type, expression);
        assertThat(added.rewrites()).as("%s default %s", type, expression).isEqualTo(expected);
        assertThat(added.evidence().provenance()).isEqualTo(Provenance.MEASURED);
    }
}
