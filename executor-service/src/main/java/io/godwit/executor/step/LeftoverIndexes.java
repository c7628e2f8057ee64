package io.godwit.executor.step;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What REINDEX CONCURRENTLY leaves when it is broken off: an invalid index `NAME_ccnew` or, after the swap,
/// `NAME_ccold`, which slows writers and answers no query (PostgreSQL documentation, REINDEX).
final class LeftoverIndexes {
    private static final String INVALID = """
            SELECT n.nspname, c.relname FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND c.relkind = 'i'
                AND pg_has_role(c.relowner, 'USAGE')
                AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
            """;

    private LeftoverIndexes() {}

    /// Drops them all: one that is being built by someone else is left alone.
    ///
    /// @param connection outside a transaction
    static void drop(Connection connection, StepReport report) throws SQLException {
        List<ObjectName> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(INVALID);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new ObjectName(rows.getString(1), rows.getString(2)));
            }
        }
        for (ObjectName leftover : found) {
            report.running("Drops what a REINDEX that was broken off has left: index " + leftover);
            StatementsRun.execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + leftover.sql());
        }
    }

    /// Whether a statement may leave such indexes.
    static boolean mayBeLeftBy(String sql) {
        return sql.stripLeading().regionMatches(true, 0, "reindex", 0, 7);
    }
}
