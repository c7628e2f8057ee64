package io.godwit.cli.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ScratchServerIT {
    @Test
    void a_script_is_loaded_past_what_fails_and_with_the_extensions_it_uses() throws SQLException {
        try (ScratchServer server = ScratchServer.start();
                ScratchDatabase database = server.newDatabase("""
                        CREATE EXTENSION IF NOT EXISTS "vector";
                        CREATE TABLE tree (id uuid DEFAULT uuid_generate_v4(), name citext, bark vector(3));
                        CREATE TABLE tree (id integer);
                        CREATE INDEX CONCURRENTLY tree_name ON tree (name)""")) {
            assertThat(database.problems()).singleElement().asString().contains("already exists");
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT to_regclass('tree_name') IS NOT NULL")) {
                assertThat(row.next() && row.getBoolean(1)).isTrue();
            }
        }
    }
}
