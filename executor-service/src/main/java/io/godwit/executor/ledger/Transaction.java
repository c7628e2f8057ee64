package io.godwit.executor.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/// Work that is committed whole or not at all.
@FunctionalInterface
public interface Transaction {
    void work(Connection transaction) throws SQLException;

    /// @param connection in autocommit mode, and left so
    static void run(Connection connection, Transaction transaction) throws SQLException {
        connection.setAutoCommit(false);
        try {
            transaction.work(connection);
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            undo(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
    }

    private static void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            failure.addSuppressed(lost);
        }
    }
}
