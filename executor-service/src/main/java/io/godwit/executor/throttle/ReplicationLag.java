package io.godwit.executor.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How far physical replicas are behind in replaying. Logical subscribers are judged by the WAL their slots retain.
///
/// The server's own `replay_lag` says nothing of a replica that stands still since it had caught up: it is measured
/// when something is replayed. So the positions the server had written are kept with their times too, and what a
/// replica has replayed is looked up among them.
final class ReplicationLag implements Signal {
    private static final String LAG = """
            SELECT coalesce(application_name, ''), state IS NULL,
                coalesce(extract(epoch FROM replay_lag), 0)::float8 * 1000,
                coalesce(pg_wal_lsn_diff(replay_lsn, '0/0'), 0)::bigint,
                pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint
            FROM pg_stat_replication
            WHERE pid NOT IN (SELECT active_pid FROM pg_replication_slots
                WHERE slot_type = 'logical' AND active_pid IS NOT NULL)
                AND application_name <> 'pg_basebackup'
            ORDER BY 3 DESC
            """;

    /// Looks, two to four a second.
    private static final int KEPT = 10_000;

    private record Written(long position, long nanos) {}

    private final Duration limit;
    private final Deque<Written> written = new ArrayDeque<>();

    ReplicationLag(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Kind kind() {
        return Kind.REPLICATION_LAG;
    }

    @Override
    public Optional<String> veto(Connection connection) throws SQLException {
        long now = System.nanoTime();
        try (PreparedStatement select = connection.prepareStatement(LAG);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean(2)) {
                    return Optional.of("the lag of replica " + row.getString(1)
                            + " cannot be read (GRANT pg_read_all_stats to the executor's role)");
                }
                keep(new Written(row.getLong(5), now));
                long behind =
                        Math.max(row.getLong(3), behind(row.getLong(4), now).toMillis());
                if (behind > limit.toMillis()) {
                    return Optional.of("replica " + row.getString(1) + " is " + behind + " ms behind, the limit is "
                            + limit.toMillis() + " ms");
                }
            }
            return Optional.empty();
        }
    }

    private void keep(Written latest) {
        if (written.isEmpty() || written.getLast().position() < latest.position()) {
            written.addLast(latest);
        }
        if (written.size() > KEPT) {
            written.removeFirst();
        }
    }

    /// Since when the server has had a position that the replica has not replayed yet; zero if it has replayed all.
    private Duration behind(long replayed, long now) {
        return written.stream()
                .filter(position -> position.position() > replayed)
                .findFirst()
                .map(missing -> Duration.ofNanos(now - missing.nanos()))
                .orElse(Duration.ZERO);
    }
}
