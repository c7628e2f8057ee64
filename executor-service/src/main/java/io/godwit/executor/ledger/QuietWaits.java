package io.godwit.executor.ledger;

import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The ledger's table of waits until the old is unused. The time that passes is the server's, also while no executor
/// runs.
public final class QuietWaits {

    /// @param quietFor for how long nobody was seen to use the old
    /// @param lastUse  who was seen last, in plain words; empty if nobody was
    public record QuietWait(Duration quietFor, String lastUse) {}

    private QuietWaits() {}

    /// Does nothing to a wait that has begun already.
    public static void begin(Connection transaction, MigrationId id, int position) throws SQLException {
        run(
                transaction,
                "INSERT INTO godwit.quiet (migration_id, position) VALUES (?, ?) ON CONFLICT DO NOTHING",
                id,
                position);
    }

    /// The quiet time begins anew.
    public static void used(Connection transaction, MigrationId id, int position, String use) throws SQLException {
        run(transaction, """
                UPDATE godwit.quiet SET quiet_since = clock_timestamp(), last_use = ?
                WHERE migration_id = ? AND position = ?
                """, use, id, position);
    }

    public static QuietWait at(Connection connection, MigrationId id, int position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT extract(epoch FROM clock_timestamp() - quiet_since)::float8, last_use FROM godwit.quiet
                WHERE migration_id = ? AND position = ?
                """)) {
            select.setObject(1, id.value());
            select.setInt(2, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Duration quietFor = Duration.ofMillis((long) (row.getDouble(1) * 1000));
                return new QuietWait(quietFor, row.getString(2));
            }
        }
    }

    /// The server's counters of uses at the latest look; empty before the first.
    public static Optional<Map<String, Long>> counters(Connection connection, MigrationId id, int position)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT counter, uses FROM godwit.quiet_counter WHERE migration_id = ? AND position = ?")) {
            select.setObject(1, id.value());
            select.setInt(2, position);
            Map<String, Long> counters = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counters.put(rows.getString(1), rows.getLong(2));
                }
            }
            return Optional.of(counters).filter(known -> !known.isEmpty());
        }
    }

    /// Keeps the counters of a look. One that has vanished is kept at what it was.
    public static void keep(Connection transaction, MigrationId id, int position, Map<String, Long> counters)
            throws SQLException {
        Map<String, Long> kept = new HashMap<>(counters);
        // So that a look that saw no counter at all is told from none.
        kept.put("looks", 0L);
        try (PreparedStatement upsert = transaction.prepareStatement("""
                INSERT INTO godwit.quiet_counter (migration_id, position, counter, uses) VALUES (?, ?, ?, ?)
                ON CONFLICT (migration_id, position, counter) DO UPDATE SET uses = excluded.uses
                WHERE quiet_counter.uses <> excluded.uses
                """)) {
            for (Map.Entry<String, Long> counter : kept.entrySet()) {
                upsert.setObject(1, id.value());
                upsert.setInt(2, position);
                upsert.setString(3, counter.getKey());
                upsert.setLong(4, counter.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void run(Connection transaction, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof MigrationId id ? id.value() : values[i]);
            }
            statement.executeUpdate();
        }
    }
}
