package io.godwit.executor.step;

import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the sessions a step waits for or would wait for.
final class Blockers {
    private static final String SESSION = """
            SELECT a.pid, coalesce(a.backend_type, ''), coalesce(a.application_name, ''), coalesce(a.state, a.backend_type, 'state unknown'),
                coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0)::float8, coalesce(a.query, '')
            FROM pg_stat_activity a
            """;

    private Blockers() {}

    /// Whoever keeps the session waiting at this moment.
    static List<Blocker> of(Connection connection, int waitingPid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                SESSION + "WHERE a.pid = ANY (pg_blocking_pids(?)) ORDER BY a.xact_start")) {
            select.setInt(1, waitingPid);
            return read(select);
        }
    }

    /// How many clients wait for the session at this moment.
    static int blockedBy(Connection connection, int holdingPid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND ? = ANY (pg_blocking_pids(pid))
                """)) {
            select.setInt(1, holdingPid);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /// Whoever would keep a step waiting that takes these locks. An ordinary autovacuum is left out, because it gives
    /// way; one against wraparound does not.
    static List<Blocker> ahead(Connection connection, List<ExpectedLock> locks, int ownPid) throws SQLException {
        List<Blocker> found = new ArrayList<>();
        String sql = SESSION + """
                WHERE a.pid <> ? AND a.pid IN (
                    SELECT l.pid FROM pg_locks l
                    WHERE l.granted AND l.locktype = 'relation' AND l.relation = to_regclass(?) AND l.mode = ANY (?)
                        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                  AND NOT (a.query LIKE 'autovacuum:%' AND a.query NOT LIKE '%to prevent wraparound%')
                ORDER BY a.xact_start
                """;
        for (ExpectedLock lock : locks) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(1, ownPid);
                select.setString(2, lock.relation().sql());
                select.setArray(3, connection.createArrayOf("text", conflicting(lock.mode())));
                read(select).stream()
                        .filter(blocker -> found.stream().noneMatch(known -> known.pid() == blocker.pid()))
                        .forEach(found::add);
            }
            found.addAll(PreparedTransactions.ahead(connection, lock));
        }
        return found;
    }

    /// Names in `pg_locks` of the modes that conflict with a mode (PostgreSQL documentation, table 13.2).
    static String[] conflicting(LockMode mode) {
        return Arrays.stream(LockMode.values())
                .filter(other -> conflict(mode, other))
                .map(LockMode::pgLocks)
                .toArray(String[]::new);
    }

    private static boolean conflict(LockMode one, LockMode other) {
        LockMode weakest = switch (one) {
            case ACCESS_SHARE -> LockMode.ACCESS_EXCLUSIVE;
            case ROW_SHARE -> LockMode.EXCLUSIVE;
            case ROW_EXCLUSIVE -> LockMode.SHARE;
            case SHARE_UPDATE_EXCLUSIVE -> LockMode.SHARE_UPDATE_EXCLUSIVE;
            case SHARE, SHARE_ROW_EXCLUSIVE -> LockMode.ROW_EXCLUSIVE;
            case EXCLUSIVE -> LockMode.ROW_SHARE;
            case ACCESS_EXCLUSIVE -> LockMode.ACCESS_SHARE;
        };
        return other.compareTo(weakest) >= 0 && !(one == LockMode.SHARE && other == LockMode.SHARE);
    }

    private static List<Blocker> read(PreparedStatement select) throws SQLException {
        List<Blocker> blockers = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                blockers.add(new Blocker(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        Duration.ofMillis((long) (rows.getDouble(5) * 1000)),
                        rows.getString(6)));
            }
        }
        return blockers;
    }
}
