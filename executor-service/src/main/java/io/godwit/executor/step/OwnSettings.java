package io.godwit.executor.step;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The settings of the executor's own sessions, in the place of those made for its role or its database: low timeouts
/// are meant for the application, and a step sets its own.
public final class OwnSettings {
    private OwnSettings() {}

    public static void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            // Which of them there are differs from version to version.
            statement.execute("""
                    SELECT set_config(name, '0', false)
                    FROM unnest(ARRAY['lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',
                        'transaction_timeout']) name
                    WHERE current_setting(name, true) IS NOT NULL
                    """);
            statement.execute("SET default_transaction_isolation = 'read committed'");
            statement.execute("SET default_transaction_read_only = off");
        }
    }
}
