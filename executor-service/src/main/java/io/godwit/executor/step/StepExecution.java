package io.godwit.executor.step;

import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Action.AwaitQuiet;
import io.godwit.model.plan.Action.Backfill;
import io.godwit.model.plan.Action.BuildIndexConcurrently;
import io.godwit.model.plan.Action.Compare;
import io.godwit.model.plan.Action.DeleteRows;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Brings one step to its end from wherever an earlier run has left it: asks the probe first, records the attempt, runs
/// the action, and puts a failure into words.
final class StepExecution {
    private final StepContext context;

    StepExecution(StepContext context) {
        this.context = context;
    }

    /// @param before what the ledger holds of the step
    /// @throws SQLException if the database or the session went away: run it again then
    StepOutcome run(StepRecord before) throws SQLException {
        Connection connection = context.connection();
        Step step = context.step();
        try {
            context.session().timeouts(Step.USUAL_LOCK_TIMEOUT, step.statementTimeout());
            if (Probe.ask(connection, step).equals(Optional.of(true))) {
                return alreadyDone(before);
            }
            context.inTransaction(transaction -> Steps.begin(transaction, context.migration(), context.position()));
            context.report().running(step.title());
            return kept(act(step.action(), before));
        } catch (SQLException failure) {
            if (SqlState.isCancelled(failure) && !context.control().mayGoOn(connection)) {
                return new StepOutcome.Yielded();
            }
            if (SqlState.isEnvironment(failure)) {
                throw failure;
            }
            return afterError(before, failure);
        }
    }

    private StepOutcome act(Action action, StepRecord before) throws SQLException {
        return switch (action) {
            case RunSql sql -> new StatementsRun(context).run(sql, before);
            case BuildIndexConcurrently build -> new IndexBuild(context).run(build, before);
            case Backfill backfill -> new BackfillRun(context, backfill).run();
            case DeleteRows delete -> new DeleteRun(context, delete).run();
            case Compare compare -> new CompareRun(context, compare).run();
            case AwaitQuiet wait -> new QuietRun(context, wait).run();
        };
    }

    /// A step whose effect and record commit together and that is not recorded was done by someone else; so
    /// was any that was never begun.
    private StepOutcome alreadyDone(StepRecord before) throws SQLException {
        boolean ours = before.attempts() > 0 && !before.commitsWithRecord();
        context.inTransaction(transaction -> {
            if (ours) {
                Steps.done(transaction, context.migration(), context.position(), before.rowsChanged());
            } else {
                Steps.foundDone(transaction, context.migration(), context.position());
            }
        });
        return new StepOutcome.Done();
    }

    /// An error does not say that nothing was done: a statement outside a transaction may have been repeated after a
    /// crash that followed it. The probe decides.
    private StepOutcome afterError(StepRecord before, SQLException failure) throws SQLException {
        if (!before.commitsWithRecord()
                && Probe.ask(context.connection(), context.step()).equals(Optional.of(true))) {
            context.inTransaction(transaction -> Steps.done(transaction, context.migration(), context.position(), 0));
            return new StepOutcome.Done();
        }
        return kept(new StepOutcome.Failed(SqlState.message(failure) + " (SQLSTATE " + failure.getSQLState() + ")."));
    }

    private StepOutcome kept(StepOutcome outcome) throws SQLException {
        Steps.blockedClients(
                context.connection(),
                context.migration(),
                context.position(),
                context.watch().mostBlockedClients());
        if (outcome instanceof StepOutcome.Failed failed) {
            Steps.failed(context.connection(), context.migration(), context.position(), failed.why());
        }
        return outcome;
    }
}
