package io.godwit.monitor.sample;

import io.godwit.events.DatabaseMetrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What sessions and replicas do at this moment. Godwit's own do not count.
final class Activity {
    private static final String SESSIONS = """
            select count(*) filter (where state = 'active'), count(*) filter (where wait_event_type = 'Lock'),
                   coalesce(max(extract(epoch from clock_timestamp() - xact_start)) * 1000, 0)::bigint
            from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend' and application_name not like 'godwit%'
            """;
    private static final String LAG = """
            select (max(extract(epoch from greatest(replay_lag, flush_lag))) * 1000)::bigint from pg_stat_replication r
            where not exists (
                select from pg_replication_slots s where s.active_pid = r.pid and s.slot_name like 'godwit%')
            """;

    private Activity() {}

    static void read(Connection connection, DatabaseMetrics.Builder metrics) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(SESSIONS)) {
                row.next();
                metrics.setActiveSessions(row.getInt(1))
                        .setBlockedSessions(row.getInt(2))
                        .setLongestTransactionMillis(row.getLong(3));
            }
            try (ResultSet row = statement.executeQuery(LAG)) {
                row.next();
                long lag = row.getLong(1);
                metrics.setReplicationLagMillis(row.wasNull() ? null : lag);
            }
        }
    }
}
