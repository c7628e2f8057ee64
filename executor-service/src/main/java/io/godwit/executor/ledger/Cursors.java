package io.godwit.executor.ledger;

import io.godwit.model.MigrationId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The ledger's table of cursors, of backfills and comparisons: written in the transaction of the batch it tells about.
public final class Cursors {

    /// How far a walk over a table is.
    ///
    /// @param pass      1 for the first walk over the table
    /// @param position  the last key walked, in PostgreSQL's text form, or the next block to walk; empty before the
    /// first batch of a pass
    /// @param batchRows size of the next batch
    /// @param walked    rows or blocks walked in this pass
    /// @param changed   rows changed in all passes, or found to disagree
    /// @param batches   batches committed in all passes
    public record Cursor(int pass, List<String> position, int batchRows, long walked, long changed, long batches) {
        public Cursor {
            position = List.copyOf(position);
        }

        public static Cursor start(int batchRows) {
            return new Cursor(1, List.of(), batchRows, 0, 0, 0);
        }

        /// From the first pass, with what was counted so far.
        public Cursor restarted() {
            return new Cursor(1, List.of(), batchRows, 0, changed, batches);
        }

        public Cursor nextPass() {
            return new Cursor(pass + 1, List.of(), batchRows, 0, changed, batches);
        }

        public Cursor advanced(List<String> to, int nextBatchRows, long walkedMore, long changedMore) {
            return new Cursor(pass, to, nextBatchRows, walked + walkedMore, changed + changedMore, batches + 1);
        }
    }

    private Cursors() {}

    public static Optional<Cursor> find(Connection connection, MigrationId id, int step) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM godwit.backfill WHERE migration_id = ? AND position = ?")) {
            select.setObject(1, id.value());
            select.setInt(2, step);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Cursor(
                        row.getInt("pass"),
                        List.of((String[]) row.getArray("cursor").getArray()),
                        row.getInt("batch_rows"),
                        row.getLong("rows_walked"),
                        row.getLong("rows_changed"),
                        row.getLong("batches")));
            }
        }
    }

    /// The next walk begins from the start.
    public static void forget(Connection transaction, MigrationId id, int step) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepareStatement("DELETE FROM godwit.backfill WHERE migration_id = ? AND position = ?")) {
            delete.setObject(1, id.value());
            delete.setInt(2, step);
            delete.executeUpdate();
        }
    }

    public static void save(Connection transaction, MigrationId id, int step, Cursor cursor) throws SQLException {
        String sql = """
                INSERT INTO godwit.backfill (migration_id, position, pass, cursor, batch_rows, rows_walked,
                    rows_changed, batches)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (migration_id, position) DO UPDATE SET pass = excluded.pass, cursor = excluded.cursor,
                    batch_rows = excluded.batch_rows, rows_walked = excluded.rows_walked,
                    rows_changed = excluded.rows_changed, batches = excluded.batches, changed_at = clock_timestamp()
                """;
        try (PreparedStatement upsert = transaction.prepareStatement(sql)) {
            Array position = transaction.createArrayOf("text", cursor.position().toArray());
            upsert.setObject(1, id.value());
            upsert.setInt(2, step);
            upsert.setInt(3, cursor.pass());
            upsert.setArray(4, position);
            upsert.setInt(5, cursor.batchRows());
            upsert.setLong(6, cursor.walked());
            upsert.setLong(7, cursor.changed());
            upsert.setLong(8, cursor.batches());
            upsert.executeUpdate();
        }
    }
}
