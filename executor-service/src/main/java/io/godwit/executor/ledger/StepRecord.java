package io.godwit.executor.ledger;

import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the ledger holds of a step: what was done, and how it is undone.
///
/// @param position       place in the plan, from 0
/// @param commitsWithRecord whether its effect and its record are committed together: what is not recorded as done has
/// no effect then
/// @param attempts       how often it was begun
/// @param statementsDone statements of a step without transaction that are known to be done
/// @param lockWaitMicros time spent waiting for locks
/// @param rowsChanged    rows a backfill changed
/// @param blockedClients the most clients that were seen waiting for it at one time
/// @param foundDone      whether its effect was there before Godwit did anything: it is not undone then
/// @param error          the last error; empty if none
/// @param rollback       kept from the plan
/// @param undoTook       zero if it was not undone
/// @param undoAttempts   how often its undo was begun
/// @param undoStatementsDone statements of an undo without transaction that are known to be done
public record StepRecord(
        int position,
        String id,
        Phase phase,
        String title,
        boolean commitsWithRecord,
        StepState state,
        int attempts,
        int statementsDone,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        long lockWaitMicros,
        long rowsChanged,
        int blockedClients,
        boolean foundDone,
        String error,
        Rollback rollback,
        Duration undoTook,
        int undoAttempts,
        int undoStatementsDone) {

    /// How far a step is. Kept by name.
    public enum StepState {
        PENDING,
        /// Begun; whether its effect is there, the catalog tells.
        RUNNING,
        DONE,
        UNDONE
    }

    /// Whether there may be an effect of Godwit's own to undo.
    public boolean mayHaveEffect() {
        return switch (state) {
            case PENDING, UNDONE -> false;
            case RUNNING -> !commitsWithRecord;
            case DONE -> !foundDone;
        };
    }
}
