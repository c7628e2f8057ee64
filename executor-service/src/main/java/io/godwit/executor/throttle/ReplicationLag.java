package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// How far physical replicas are behind in replaying. Logical subscribers are judged by the WAL their slots retain.
record ReplicationLag(Duration limit) implements Signal {
    private static final String LAG = """
            SELECT coalesce(application_name, ''), state IS NULL,
                coalesce(extract(epoch FROM replay_lag), 0)::float8 * 1000
            FROM pg_stat_replication
            WHERE pid NOT IN (SELECT active_pid FROM pg_replication_slots
                WHERE slot_type = 'logical' AND active_pid IS NOT NULL)
                AND application_name <> 'pg_basebackup'
            ORDER BY 3 DESC
            """;

    @Override
    public Kind kind() {
        return Kind.REPLICATION_LAG;
    }

    @Override
    public Optional<String> veto(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAG);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean(2)) {
                    return Optional.of("the lag of replica " + row.getString(1)
                            + " cannot be read (GRANT pg_read_all_stats to the executor's role)");
                }
                if (row.getDouble(3) > limit.toMillis()) {
                    return Optional.of("replica " + row.getString(1) + " is " + row.getLong(3)
                            + " ms behind, the limit is " + limit.toMillis() + " ms");
                }
            }
            return Optional.empty();
        }
    }
}
