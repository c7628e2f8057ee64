package io.godwit.executor.step;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// A table that nobody has analyzed yet is analyzed before it is walked: without statistics PostgreSQL plans each range
/// as a scan of the whole table.
final class NeverAnalyzed {
    private static final String UNKNOWN = """
            SELECT EXISTS (SELECT FROM pg_class c
                WHERE c.reltuples < 0 AND c.relkind IN ('r', 'm')
                    AND c.oid IN (SELECT relid FROM pg_partition_tree(?::regclass) UNION SELECT ?::regclass))
            """;

    private NeverAnalyzed() {}

    static void analyze(StepContext context, ObjectName table) throws SQLException {
        if (!isIn(context.connection(), table)) {
            return;
        }
        context.report().running("Analyzes " + table + ", which has no statistics yet");
        context.session().timeouts(Step.USUAL_LOCK_TIMEOUT, Duration.ZERO);
        try {
            context.watched(connection -> StatementsRun.execute(connection, "ANALYZE " + table.sql()));
        } catch (SQLException failure) {
            // Somebody else is at it, a vacuum for example; the walk is slower without, and not wrong.
            if (!SqlState.isLockConflict(failure)) {
                throw failure;
            }
        }
    }

    private static boolean isIn(Connection connection, ObjectName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNKNOWN)) {
            select.setString(1, table.sql());
            select.setString(2, table.sql());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
