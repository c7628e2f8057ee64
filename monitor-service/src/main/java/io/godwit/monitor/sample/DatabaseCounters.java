package io.godwit.monitor.sample;

import io.godwit.events.DatabaseMetrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Transactions, deadlocks and write-ahead log since the last look.
final class DatabaseCounters {
    private record Counters(long commits, long rollbacks, long deadlocks, long walBytes) {}

    private Optional<Counters> last = Optional.empty();

    void sinceLastTime(Connection connection, DatabaseMetrics.Builder metrics) throws SQLException {
        Counters now = read(connection);
        Counters before = last.orElse(now);
        metrics.setCommits(since(now.commits(), before.commits()))
                .setRollbacks(since(now.rollbacks(), before.rollbacks()))
                .setDeadlocks(since(now.deadlocks(), before.deadlocks()))
                .setWalBytes(since(now.walBytes(), before.walBytes()));
        last = Optional.of(now);
    }

    /// After a reset of the statistics, what there is now is all new.
    private static long since(long now, long before) {
        return now < before ? now : now - before;
    }

    private static Counters read(Connection connection) throws SQLException {
        String sql = """
                select xact_commit, xact_rollback, deadlocks,
                       case when pg_is_in_recovery() then 0 else pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') end::bigint
                from pg_stat_database where datname = current_database()
                """;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Counters(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }
}
