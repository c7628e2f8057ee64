package io.godwit.model.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One step of a plan: done whole or not at all, as far as PostgreSQL allows.
///
/// @param id               names the step inside its plan
/// @param phase            when it runs
/// @param title            what it does, in plain words
/// @param action           what it does, for the executor
/// @param rollback         how it is undone
/// @param probe            a query of one boolean column and one row that tells whether the step is done; empty where
/// only the ledger can tell
/// @param locks            locks on relations that exist before the plan
/// @param lockTimeout      how long a statement may wait for a lock; zero means as long as it takes
/// @param statementTimeout how long a statement may run; zero means as long as it takes
/// @param changes          ids of the inferred changes this step serves
public record Step(
        String id,
        Phase phase,
        String title,
        Action action,
        Rollback rollback,
        Optional<String> probe,
        List<ExpectedLock> locks,
        Duration lockTimeout,
        Duration statementTimeout,
        List<String> changes) {
    /// Waiting longer for a strong lock makes everyone behind it wait too; the executor tries again instead.
    public static final Duration USUAL_LOCK_TIMEOUT = Duration.ofSeconds(2);

    public Step {
        locks = List.copyOf(locks);
        changes = List.copyOf(changes);
    }

    /// A step with the usual timeouts and no known locks.
    public static Step of(
            String id, Phase phase, String title, Action action, Rollback rollback, Optional<String> probe) {
        return new Step(
                id, phase, title, action, rollback, probe, List.of(), USUAL_LOCK_TIMEOUT, Duration.ZERO, List.of());
    }

    public Step withLocks(List<ExpectedLock> expected) {
        return new Step(id, phase, title, action, rollback, probe, expected, lockTimeout, statementTimeout, changes);
    }

    public Step withTimeouts(Duration lock, Duration statement) {
        return new Step(id, phase, title, action, rollback, probe, locks, lock, statement, changes);
    }

    public Step serving(List<String> inferredChanges) {
        return new Step(
                id, phase, title, action, rollback, probe, locks, lockTimeout, statementTimeout, inferredChanges);
    }
}
