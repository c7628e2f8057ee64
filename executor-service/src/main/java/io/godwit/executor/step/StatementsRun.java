package io.godwit.executor.step;

import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.plan.Action.RunSql;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs the statements of a step: in one transaction with the ledger's row, or one by one where PostgreSQL does not
/// allow a transaction; then what is done is read from the catalog.
final class StatementsRun {
    /// These wait for old snapshots anywhere in the database, which counts as waiting for a lock, but their own lock
    /// does not keep others from reading or writing: a lock timeout would only break them off.
    private static final Pattern CONCURRENTLY = Pattern.compile(
            "\\s*(create\\s+(unique\\s+)?index|drop\\s+index|reindex)\\b.*\\bconcurrently\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final StepContext context;

    StatementsRun(StepContext context) {
        this.context = context;
    }

    StepOutcome run(RunSql action, StepRecord record) throws SQLException {
        return switch (action.transaction()) {
            case TOGETHER -> together(action);
            case NONE -> oneByOne(action, record);
        };
    }

    private StepOutcome together(RunSql action) throws SQLException {
        Step step = context.step();
        try {
            return ladder().climb(step.lockTimeout(), lockTimeout -> {
                context.session().timeouts(lockTimeout, step.statementTimeout());
                context.inTransaction(transaction -> {
                    for (String sql : action.statements()) {
                        NewObjectOwner.execute(transaction, sql);
                    }
                    if (Probe.ask(transaction, step).equals(Optional.of(false))) {
                        throw new NotDone();
                    }
                    Steps.lockWaited(
                            transaction,
                            context.migration(),
                            context.position(),
                            context.watch().end());
                    Steps.done(transaction, context.migration(), context.position(), 0);
                });
            });
        } catch (NotDone notDone) {
            return new StepOutcome.Failed(
                    "its statements succeeded, but its probe says that it is not done; nothing was committed. The probe: "
                            + step.probe().orElse("") + ".");
        }
    }

    private StepOutcome oneByOne(RunSql action, StepRecord record) throws SQLException {
        for (int i = record.statementsDone(); i < action.statements().size(); i++) {
            String sql = action.statements().get(i);
            StepOutcome outcome = alone(sql);
            if (!(outcome instanceof StepOutcome.Done)) {
                return outcome;
            }
            Steps.statementDone(context.connection(), context.migration(), context.position(), i + 1);
        }
        if (Probe.ask(context.connection(), context.step()).equals(Optional.of(false))) {
            return new StepOutcome.Failed("its statements succeeded, but its probe says that it is not done.");
        }
        context.inTransaction(transaction -> Steps.done(transaction, context.migration(), context.position(), 0));
        return new StepOutcome.Done();
    }

    private StepOutcome alone(String sql) throws SQLException {
        Duration longest =
                waitsForSnapshots(sql) ? Duration.ZERO : context.step().lockTimeout();
        return ladder().climb(longest, lockTimeout -> {
            context.inTransaction(_ -> {});
            context.session().timeouts(lockTimeout, context.step().statementTimeout());
            if (LeftoverIndexes.mayBeLeftBy(sql)) {
                LeftoverIndexes.drop(context.connection(), context.report());
            }
            NewObjectOwner.execute(context.connection(), sql);
        });
    }

    static boolean waitsForSnapshots(String sql) {
        return CONCURRENTLY.matcher(sql).matches();
    }

    private LockLadder ladder() {
        return new LockLadder(
                context,
                (waited, failure) -> Steps.attempted(
                        context.connection(),
                        context.migration(),
                        context.position(),
                        waited,
                        SqlState.message(failure)));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static final class NotDone extends RuntimeException {
        NotDone() {
            super("the probe says that the step is not done");
        }
    }
}
