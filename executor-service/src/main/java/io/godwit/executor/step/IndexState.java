package io.godwit.executor.step;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What the catalog has of an index. One whose building or dropping was broken off is there and INVALID.
enum IndexState {
    MISSING,
    INVALID,
    VALID;

    static IndexState of(Connection connection, ObjectName index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT i.indisvalid AND i.indisready FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?
                """)) {
            select.setString(1, index.schema());
            select.setString(2, index.name());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return MISSING;
                }
                return row.getBoolean(1) ? VALID : INVALID;
            }
        }
    }

    /// Without blocking writers, and without an error if there is none.
    static void drop(Connection connection, ObjectName index) throws SQLException {
        StatementsRun.execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index.sql());
    }
}
