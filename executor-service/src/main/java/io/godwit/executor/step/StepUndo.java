package io.godwit.executor.step;

import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.StepRecord.StepState;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Undoes one step by the statements the ledger has kept, with the same care for locks as going forward.
final class StepUndo {
    private final StepContext context;

    StepUndo(StepContext context) {
        this.context = context;
    }

    /// @param record what the ledger holds of the step
    /// @throws SQLException if the database or the session went away: run it again then
    StepOutcome run(StepRecord record) throws SQLException {
        Rollback rollback = record.rollback();
        try {
            context.inTransaction(transaction -> Steps.beginUndo(transaction, context.migration(), context.position()));
            if (rollback.statements().isEmpty()) {
                return undone();
            }
            context.report().running("Undoes: " + record.title());
            StepOutcome outcome = switch (rollback.transaction()) {
                case TOGETHER -> together(rollback.statements());
                case NONE -> oneByOne(rollback.statements(), record);
            };
            return kept(outcome);
        } catch (SQLException failure) {
            if (SqlState.isEnvironment(failure)) {
                throw failure;
            }
            // An undo outside a transaction may have been done before a crash kept it from being recorded.
            boolean mayBeMissing = record.state() == StepState.RUNNING
                    || record.undoAttempts() > 0 && rollback.transaction() == TransactionMode.NONE;
            if (mayBeMissing && SqlState.isMissingObject(failure)) {
                return undone();
            }
            return kept(
                    new StepOutcome.Failed(SqlState.message(failure) + " (SQLSTATE " + failure.getSQLState() + ")."));
        }
    }

    private StepOutcome together(List<String> statements) throws SQLException {
        return ladder().climb(context.step().lockTimeout(), lockTimeout -> {
            context.session().timeouts(lockTimeout, context.step().statementTimeout());
            context.inTransaction(transaction -> {
                for (String sql : statements) {
                    NewObjectOwner.execute(transaction, sql);
                }
                Steps.undone(transaction, context.migration(), context.position());
            });
        });
    }

    private StepOutcome oneByOne(List<String> statements, StepRecord record) throws SQLException {
        for (int i = record.undoStatementsDone(); i < statements.size(); i++) {
            String sql = statements.get(i);
            boolean again = record.undoAttempts() > 0 && i == record.undoStatementsDone();
            Duration longest = StatementsRun.waitsForSnapshots(sql)
                    ? Duration.ZERO
                    : context.step().lockTimeout();
            StepOutcome outcome = ladder().climb(longest, lockTimeout -> {
                context.inTransaction(_ -> {});
                context.session().timeouts(lockTimeout, context.step().statementTimeout());
                if (again) {
                    aloneAgain(sql);
                } else {
                    alone(sql);
                }
            });
            if (!(outcome instanceof StepOutcome.Done)) {
                return outcome;
            }
            Steps.undoStatementDone(context.connection(), context.migration(), context.position(), i + 1);
        }
        return undone();
    }

    /// The statement may have been done before a crash kept it from being recorded.
    private void aloneAgain(String sql) throws SQLException {
        try {
            alone(sql);
        } catch (SQLException failure) {
            if (!SqlState.isDuplicateObject(failure)) {
                throw failure;
            }
        }
    }

    /// An index that is to be built again may be there: whole, if the step was broken off before it dropped it, or an
    /// undo after it had built it; or invalid, if either was broken off in the middle.
    private void alone(String sql) throws SQLException {
        Optional<ObjectName> index = builtConcurrently(sql);
        IndexState state = index.isPresent() ? IndexState.of(context.connection(), index.get()) : IndexState.MISSING;
        switch (state) {
            case VALID -> {
                return;
            }
            case INVALID -> IndexState.drop(context.connection(), index.orElseThrow());
            case MISSING -> {}
        }
        NewObjectOwner.execute(context.connection(), sql);
    }

    private static Optional<ObjectName> builtConcurrently(String sql) {
        return StatementParser.inPublic().parse(sql).statement() instanceof Statement.CreateIndex create
                        && create.concurrently()
                ? create.name().map(create.table()::sibling)
                : Optional.empty();
    }

    private StepOutcome undone() throws SQLException {
        context.inTransaction(transaction -> Steps.undone(transaction, context.migration(), context.position()));
        return new StepOutcome.Done();
    }

    private StepOutcome kept(StepOutcome outcome) throws SQLException {
        if (outcome instanceof StepOutcome.Failed failed) {
            Connection connection = context.connection();
            Steps.undoAttempted(connection, context.migration(), context.position(), Duration.ZERO, failed.why());
        }
        return outcome;
    }

    private LockLadder ladder() {
        return new LockLadder(
                context,
                (waited, failure) -> Steps.undoAttempted(
                        context.connection(),
                        context.migration(),
                        context.position(),
                        waited,
                        SqlState.message(failure)));
    }
}
