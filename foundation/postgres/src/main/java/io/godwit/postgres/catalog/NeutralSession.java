package io.godwit.postgres.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/// Runs queries under settings in which PostgreSQL prints names and expressions the same for everyone: empty
/// `search_path` (so every name of a user's schema is qualified), fixed styles. Afterwards the connection is as it was.
final class NeutralSession {
    private static final String SETTINGS = """
            select set_config('search_path', '', true), set_config('DateStyle', 'ISO, MDY', true),
                   set_config('IntervalStyle', 'postgres', true), set_config('TimeZone', 'UTC', true),
                   set_config('quote_all_identifiers', 'off', true), set_config('jit', 'off', true)
            """;

    private NeutralSession() {}

    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    static <T> T query(Connection connection, Query<T> query) throws SQLException {
        return connection.getAutoCommit() ? inItsOwnTransaction(connection, query) : atSavepoint(connection, query);
    }

    private static <T> T inItsOwnTransaction(Connection connection, Query<T> query) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                statement.execute(SETTINGS);
            }
            return query.run(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Rolling back to the savepoint takes the settings back.
    private static <T> T atSavepoint(Connection connection, Query<T> query) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            return query.run(connection);
        } finally {
            connection.rollback(before);
            connection.releaseSavepoint(before);
        }
    }
}
