package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors;
import io.godwit.executor.ledger.Cursors.Cursor;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.plan.Action.Backfill;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// Gives existing rows a value, range by range.
final class BackfillRun {
    /// Rows that are written without a value behind the walk are found by another pass; if they keep coming, the
    /// application does not write the value, and no number of passes helps.
    private static final int PASSES = 3;

    private final StepContext context;
    private final Backfill action;

    BackfillRun(StepContext context, Backfill action) {
        this.context = context;
        this.action = action;
    }

    StepOutcome run() throws SQLException {
        Connection connection = context.connection();
        Cursor cursor = Cursors.find(connection, context.migration(), context.position())
                .orElseGet(() -> Cursor.start(action.batchRows()));
        while (true) {
            WalkRun.Passed passed = walk().from(cursor);
            if (!(passed.outcome() instanceof StepOutcome.Done)) {
                return passed.outcome();
            }
            cursor = passed.cursor();
            if (action.passes() == Backfill.Passes.ONCE || !rowsLeft()) {
                return done(cursor);
            }
            if (cursor.pass() >= PASSES) {
                Cursor again = cursor.restarted();
                context.inTransaction(
                        transaction -> Cursors.save(transaction, context.migration(), context.position(), again));
                return new StepOutcome.Failed("rows of " + action.table()
                        + " without a value keep coming after " + PASSES
                        + " passes: the application writes them. Deploy code that writes " + action.assignments()
                        + ".");
            }
            cursor = cursor.nextPass();
        }
    }

    private WalkRun walk() throws SQLException {
        Walk walk = Walk.over(context.connection(), action.table(), action.keyColumns());
        return new WalkRun(context, action.table(), walk, "Fills " + action.table(), "rows changed", this::update);
    }

    private long update(Connection transaction, Walk.Range range) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(
                    QueryStatistics.own("UPDATE " + action.table().sql() + " SET " + action.assignments() + " WHERE "
                            + range.condition() + " AND (" + action.condition() + ")"));
        }
    }

    private StepOutcome done(Cursor cursor) throws SQLException {
        if (Probe.ask(context.connection(), context.step()).equals(Optional.of(false))) {
            return new StepOutcome.Failed("all rows were walked, but its probe says that it is not done.");
        }
        context.inTransaction(
                transaction -> Steps.done(transaction, context.migration(), context.position(), cursor.changed()));
        return new StepOutcome.Done();
    }

    private boolean rowsLeft() throws SQLException {
        context.session().timeouts(context.step().lockTimeout(), Duration.ZERO);
        boolean[] left = new boolean[1];
        context.watched(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet row = statement.executeQuery(QueryStatistics.own(
                        "SELECT EXISTS (SELECT FROM " + action.table().sql() + " WHERE " + action.condition() + ")"))) {
                    row.next();
                    left[0] = row.getBoolean(1);
                }
            }
        });
        return left[0];
    }
}
