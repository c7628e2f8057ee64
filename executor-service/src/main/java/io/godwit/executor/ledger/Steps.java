package io.godwit.executor.ledger;

import io.godwit.executor.ledger.StepRecord.StepState;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Action.AwaitQuiet;
import io.godwit.model.plan.Action.Backfill;
import io.godwit.model.plan.Action.BuildIndexConcurrently;
import io.godwit.model.plan.Action.Compare;
import io.godwit.model.plan.Action.DeleteRows;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ledger's table of steps. Times come from `clock_timestamp()`, because a step's record is often written in the
/// transaction of the step itself.
public final class Steps {
    private Steps() {}

    /// Writes a plan's steps, none of them begun, in the place of what an earlier plan of the migration left.
    static void reset(Connection transaction, MigrationId id, Plan plan) throws SQLException {
        update(transaction, "DELETE FROM godwit.backfill WHERE migration_id = ?", id.value());
        update(transaction, "DELETE FROM godwit.step WHERE migration_id = ?", id.value());
        for (int position = 0; position < plan.steps().size(); position++) {
            Step step = plan.steps().get(position);
            Rollback rollback = step.rollback();
            update(
                    transaction,
                    """
                    INSERT INTO godwit.step (migration_id, position, step_id, phase, title, commits_with_record,
                        rollback_grade, rollback_statements, rollback_transaction, rollback_note)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id.value(),
                    position,
                    step.id(),
                    step.phase().name(),
                    step.title(),
                    commitsWithRecord(step.action()),
                    rollback.reversibility().name(),
                    rollback.statements().toArray(String[]::new),
                    rollback.transaction().name(),
                    rollback.note());
        }
    }

    private static boolean commitsWithRecord(Action action) {
        return switch (action) {
            case RunSql sql -> sql.transaction() == TransactionMode.TOGETHER;
            case BuildIndexConcurrently _, Backfill _, DeleteRows _, Compare _, AwaitQuiet _ -> false;
        };
    }

    /// In the order of the plan.
    public static List<StepRecord> of(Connection connection, MigrationId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM godwit.step WHERE migration_id = ? ORDER BY position")) {
            select.setObject(1, id.value());
            try (ResultSet rows = select.executeQuery()) {
                List<StepRecord> steps = new ArrayList<>();
                while (rows.next()) {
                    steps.add(read(rows));
                }
                return steps;
            }
        }
    }

    public static StepRecord at(Connection connection, MigrationId id, int position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM godwit.step WHERE migration_id = ? AND position = ?")) {
            select.setObject(1, id.value());
            select.setInt(2, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return read(row);
            }
        }
    }

    /// Written before a step is begun, so that a leftover of a killed run is known to be ours.
    public static void begin(Connection connection, MigrationId id, int position) throws SQLException {
        update(connection, """
                UPDATE godwit.step SET state = 'RUNNING', attempts = attempts + 1, error = '',
                    started_at = coalesce(started_at, clock_timestamp())
                WHERE migration_id = ? AND position = ?
                """, id.value(), position);
    }

    public static void attempted(Connection connection, MigrationId id, int position, Duration lockWait, String error)
            throws SQLException {
        update(connection, """
                UPDATE godwit.step SET lock_wait_micros = lock_wait_micros + ?, error = ?, attempts = attempts + 1
                WHERE migration_id = ? AND position = ?
                """, lockWait.toNanos() / 1000, error, id.value(), position);
    }

    public static void failed(Connection connection, MigrationId id, int position, String error) throws SQLException {
        update(
                connection,
                "UPDATE godwit.step SET error = ? WHERE migration_id = ? AND position = ?",
                error,
                id.value(),
                position);
    }

    public static void lockWaited(Connection connection, MigrationId id, int position, Duration lockWait)
            throws SQLException {
        update(connection, """
                UPDATE godwit.step SET lock_wait_micros = lock_wait_micros + ? WHERE migration_id = ? AND position = ?
                """, lockWait.toNanos() / 1000, id.value(), position);
    }

    /// @param most clients that were seen waiting for the step at one time
    public static void blockedClients(Connection connection, MigrationId id, int position, int most)
            throws SQLException {
        if (most > 0) {
            update(connection, """
                    UPDATE godwit.step SET blocked_clients = greatest(blocked_clients, ?)
                    WHERE migration_id = ? AND position = ?
                    """, most, id.value(), position);
        }
    }

    public static void statementDone(Connection connection, MigrationId id, int position, int done)
            throws SQLException {
        update(
                connection,
                "UPDATE godwit.step SET statements_done = ? WHERE migration_id = ? AND position = ?",
                done,
                id.value(),
                position);
    }

    public static void done(Connection transaction, MigrationId id, int position, long rowsChanged)
            throws SQLException {
        update(transaction, """
                UPDATE godwit.step SET state = 'DONE', finished_at = clock_timestamp(), rows_changed = ?, error = ''
                WHERE migration_id = ? AND position = ?
                """, rowsChanged, id.value(), position);
    }

    /// The effect was there before Godwit did anything.
    public static void foundDone(Connection connection, MigrationId id, int position) throws SQLException {
        update(connection, """
                UPDATE godwit.step SET state = 'DONE', found_done = true, started_at = clock_timestamp(),
                    finished_at = clock_timestamp()
                WHERE migration_id = ? AND position = ?
                """, id.value(), position);
    }

    public static void beginUndo(Connection connection, MigrationId id, int position) throws SQLException {
        update(connection, """
                UPDATE godwit.step SET rollback_attempts = rollback_attempts + 1, rollback_error = '',
                    rollback_started_at = coalesce(rollback_started_at, clock_timestamp())
                WHERE migration_id = ? AND position = ?
                """, id.value(), position);
    }

    public static void undoAttempted(
            Connection connection, MigrationId id, int position, Duration lockWait, String error) throws SQLException {
        update(connection, """
                UPDATE godwit.step SET rollback_lock_wait_micros = rollback_lock_wait_micros + ?, rollback_error = ?
                WHERE migration_id = ? AND position = ?
                """, lockWait.toNanos() / 1000, error, id.value(), position);
    }

    public static void undoStatementDone(Connection connection, MigrationId id, int position, int done)
            throws SQLException {
        update(
                connection,
                "UPDATE godwit.step SET rollback_statements_done = ? WHERE migration_id = ? AND position = ?",
                done,
                id.value(),
                position);
    }

    public static void undone(Connection transaction, MigrationId id, int position) throws SQLException {
        update(transaction, """
                UPDATE godwit.step SET state = 'UNDONE', rolled_back_at = clock_timestamp(), rollback_error = ''
                WHERE migration_id = ? AND position = ?
                """, id.value(), position);
    }

    private static StepRecord read(ResultSet row) throws SQLException {
        String[] statements = (String[]) row.getArray("rollback_statements").getArray();
        return new StepRecord(
                row.getInt("position"),
                row.getString("step_id"),
                Phase.valueOf(row.getString("phase")),
                row.getString("title"),
                row.getBoolean("commits_with_record"),
                StepState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("statements_done"),
                Migrations.instant(row, "started_at"),
                Migrations.instant(row, "finished_at"),
                row.getLong("lock_wait_micros"),
                row.getLong("rows_changed"),
                row.getInt("blocked_clients"),
                row.getBoolean("found_done"),
                row.getString("error"),
                new Rollback(
                        Reversibility.valueOf(row.getString("rollback_grade")),
                        List.of(statements),
                        TransactionMode.valueOf(row.getString("rollback_transaction")),
                        row.getString("rollback_note")),
                undoTook(row),
                row.getInt("rollback_attempts"),
                row.getInt("rollback_statements_done"));
    }

    private static Duration undoTook(ResultSet row) throws SQLException {
        Optional<Instant> started = Migrations.instant(row, "rollback_started_at");
        Optional<Instant> ended = Migrations.instant(row, "rolled_back_at");
        return started.isPresent() && ended.isPresent() ? Duration.between(started.get(), ended.get()) : Duration.ZERO;
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            statement.executeUpdate();
        }
    }
}
