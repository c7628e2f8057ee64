package io.godwit.executor.step;

import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action.BuildIndexConcurrently;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Builds an index without blocking writers. Neither the absence of an error nor `IF NOT EXISTS` says that the index is
/// good: an attempt that was broken off leaves one that is invalid, slows writers and answers no query. Only
/// `pg_index.indisvalid` counts.
final class IndexBuild {
    private static final int ATTEMPTS = 5;

    private final StepContext context;

    IndexBuild(StepContext context) {
        this.context = context;
    }

    StepOutcome run(BuildIndexConcurrently action, StepRecord record) throws SQLException {
        Connection connection = context.connection();
        context.session().timeouts(Duration.ZERO, Duration.ZERO);
        String lastError = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (!context.control().mayGoOn(connection)) {
                return yielded(action.index());
            }
            context.inTransaction(_ -> {});
            switch (IndexState.of(connection, action.index())) {
                case VALID -> {
                    return done(record, attempt);
                }
                case INVALID -> {
                    if (!droppedFirst(action.index())) {
                        return givenUp(action, waitedTooLong());
                    }
                }
                case MISSING -> {}
            }
            IndexWatch progress = new IndexWatch(
                    action.index(), context.report(), context.policy().indexWait());
            context.watch().begin(progress);
            try {
                StatementsRun.execute(connection, action.statement());
            } catch (SQLException failure) {
                if (SqlState.isEnvironment(failure)) {
                    throw failure;
                }
                lastError = SqlState.message(failure);
                if (progress.gaveUp()) {
                    return givenUp(action, waitedTooLong());
                }
                boolean withdrawn =
                        SqlState.isCancelled(failure) && !context.control().mayGoOn(connection);
                if (!SqlState.isLockConflict(failure) && !withdrawn) {
                    return givenUp(action, lastError);
                }
            } finally {
                Duration waited = context.watch().end();
                if (!connection.isClosed()) {
                    recordAttempt(waited, lastError);
                }
            }
        }
        return IndexState.of(connection, action.index()) == IndexState.VALID
                ? done(record, ATTEMPTS)
                : givenUp(action, "it was not valid after " + ATTEMPTS + " tries. " + lastError);
    }

    /// What is half built would slow writers for as long as the pause lasts.
    private StepOutcome yielded(ObjectName index) throws SQLException {
        String left = dropSoon(index);
        if (!left.isEmpty()) {
            context.report().running(left);
        }
        return new StepOutcome.Yielded();
    }

    private String waitedTooLong() {
        String who = context.watch().latest().stream()
                .findFirst()
                .map(blocker -> " for " + blocker)
                .orElse("");
        return "it waited longer than " + Spans.text(context.policy().indexWait()) + " (executor.index.wait)" + who
                + ". What was half built is dropped.";
    }

    private void recordAttempt(Duration waited, String error) throws SQLException {
        if (error.isEmpty()) {
            Steps.lockWaited(context.connection(), context.migration(), context.position(), waited);
        } else {
            Steps.attempted(context.connection(), context.migration(), context.position(), waited, error);
        }
    }

    private StepOutcome done(StepRecord record, int attempt) throws SQLException {
        boolean notOurs = attempt == 1 && record.attempts() == 0;
        context.inTransaction(transaction -> {
            if (notOurs) {
                Steps.foundDone(transaction, context.migration(), context.position());
            } else {
                Steps.done(transaction, context.migration(), context.position(), 0);
            }
        });
        return new StepOutcome.Done();
    }

    private StepOutcome givenUp(BuildIndexConcurrently action, String why) throws SQLException {
        String left = dropSoon(action.index());
        return new StepOutcome.Failed(
                "index " + action.index() + " could not be built: " + why + (left.isEmpty() ? "" : " " + left));
    }

    /// Waits as long as for the index itself: what is in the way of the one is in the way of the other.
    private boolean droppedFirst(ObjectName index) throws SQLException {
        context.report().running("Drops what an attempt that was broken off has left of index " + index);
        context.session().timeouts(context.policy().indexWait(), Duration.ZERO);
        try {
            context.watched(connection -> IndexState.drop(connection, index));
        } catch (SQLException failure) {
            if (!SqlState.isLockConflict(failure)) {
                throw failure;
            }
            return false;
        }
        context.session().timeouts(Duration.ZERO, Duration.ZERO);
        return true;
    }

    /// Does not wait long: whoever kept the index from being built keeps its remains from being dropped.
    ///
    /// @return what is left all the same, in one sentence; empty if nothing is
    private String dropSoon(ObjectName index) throws SQLException {
        if (IndexState.of(context.connection(), index) != IndexState.INVALID) {
            return "";
        }
        context.session().timeouts(Step.USUAL_LOCK_TIMEOUT, Duration.ZERO);
        try {
            IndexState.drop(context.connection(), index);
            return "";
        } catch (SQLException failure) {
            if (!SqlState.isLockConflict(failure)) {
                throw failure;
            }
            return "What is half built of index " + index
                    + " cannot be dropped before those who use its table have ended their transactions: it is dropped"
                    + " when the migration goes on, forward or back.";
        } finally {
            if (!context.connection().isClosed()) {
                context.session().timeouts(Duration.ZERO, Duration.ZERO);
            }
        }
    }
}
