package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors;
import io.godwit.executor.ledger.Cursors.Cursor;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.plan.Action.DeleteRows;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Deletes rows, range by range. The cursor is a key, no place: rows that are gone shift nothing.
final class DeleteRun {
    private final StepContext context;
    private final DeleteRows action;

    DeleteRun(StepContext context, DeleteRows action) {
        this.context = context;
        this.action = action;
    }

    StepOutcome run() throws SQLException {
        Connection connection = context.connection();
        Cursor start = Cursors.find(connection, context.migration(), context.position())
                .orElseGet(() -> Cursor.start(action.batchRows()));
        Walk walk = Walk.over(connection, action.table(), action.keyColumns());
        WalkRun.Passed passed = new WalkRun(
                        context, action.table(), walk, "Deletes from " + action.table(), "rows deleted", this::delete)
                .from(start);
        if (passed.outcome() instanceof StepOutcome.Done) {
            long deleted = passed.cursor().changed();
            context.inTransaction(
                    transaction -> Steps.done(transaction, context.migration(), context.position(), deleted));
        }
        return passed.outcome();
    }

    private long delete(Connection transaction, Walk.Range range) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(QueryStatistics.own("DELETE FROM "
                    + action.table().sql() + " WHERE " + range.condition() + " AND (" + action.condition() + ")"));
        }
    }
}
