package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors;
import io.godwit.executor.ledger.Cursors.Cursor;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.plan.Action.Backfill;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// Gives existing rows a value, range by range. Each batch commits with its cursor, so that a batch is done once
/// whatever happens; no transaction is longer than a batch.
final class BackfillRun {
    private static final Duration BATCH_TARGET = Duration.ofMillis(200);
    private static final int SMALLEST_BATCH = 100;
    private static final int LARGEST_BATCH = 100_000;
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
            Passed passed = pass(cursor);
            if (!(passed.outcome() instanceof StepOutcome.Done)) {
                return passed.outcome();
            }
            cursor = passed.cursor();
            if (!rowsLeft(connection)) {
                return done(cursor);
            }
            if (cursor.pass() >= PASSES) {
                return new StepOutcome.Failed("rows of " + action.table()
                        + " without a value keep coming after " + PASSES
                        + " passes: the application writes them. Deploy code that writes " + action.assignments()
                        + ".");
            }
            cursor = cursor.nextPass();
        }
    }

    private record Passed(StepOutcome outcome, Cursor cursor) {}

    private Passed pass(Cursor start) throws SQLException {
        Cursor cursor = start;
        Walk walk = Walk.of(context.connection(), action);
        Pace pace =
                new Pace(context.report(), action.table().toString(), walk.unit(), walk.total(context.connection()));
        while (true) {
            Batch batch = new Batch(walk, cursor);
            StepOutcome outcome =
                    new LockLadder(context, this::missed).climb(context.step().lockTimeout(), batch);
            if (!(outcome instanceof StepOutcome.Done)) {
                return new Passed(outcome, cursor);
            }
            if (batch.after.isEmpty()) {
                return new Passed(outcome, cursor);
            }
            cursor = batch.after.get();
            pace.tell(cursor);
        }
    }

    private void missed(Duration waited, SQLException failure) throws SQLException {
        Steps.lockWaited(context.connection(), context.migration(), context.position(), waited);
    }

    private StepOutcome done(Cursor cursor) throws SQLException {
        if (Probe.ask(context.connection(), context.step()).equals(Optional.of(false))) {
            return new StepOutcome.Failed("all rows were walked, but its probe says that it is not done.");
        }
        context.inTransaction(
                transaction -> Steps.done(transaction, context.migration(), context.position(), cursor.changed()));
        return new StepOutcome.Done();
    }

    private boolean rowsLeft(Connection connection) throws SQLException {
        context.session().timeouts(context.step().lockTimeout(), Duration.ZERO);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(
                    "SELECT EXISTS (SELECT FROM " + action.table().sql() + " WHERE " + action.condition() + ")")) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /// One range in one transaction with its cursor.
    private final class Batch implements LockLadder.Attempt {
        private final Walk walk;
        private final Cursor before;
        /// Empty if the walk was at its end.
        private Optional<Cursor> after = Optional.empty();

        Batch(Walk walk, Cursor before) {
            this.walk = walk;
            this.before = before;
        }

        @Override
        public void run(Duration lockTimeout) throws SQLException {
            context.session().timeouts(lockTimeout, context.step().statementTimeout());
            context.inTransaction(transaction -> {
                long begun = System.nanoTime();
                Optional<Walk.Range> next = walk.next(transaction, before.position(), before.batchRows());
                if (next.isEmpty()) {
                    after = Optional.empty();
                    return;
                }
                Walk.Range range = next.get();
                long changed = update(transaction, range);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                Cursor advanced =
                        before.advanced(range.end(), adapted(before.batchRows(), took), range.size(), changed);
                Cursors.save(transaction, context.migration(), context.position(), advanced);
                after = Optional.of(advanced);
            });
        }

        private long update(Connection transaction, Walk.Range range) throws SQLException {
            try (Statement statement = transaction.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.executeLargeUpdate("UPDATE " + action.table().sql() + " SET " + action.assignments()
                        + " WHERE " + range.condition() + " AND (" + action.condition() + ")");
            }
        }
    }

    /// At most twice or half as many as before.
    static int adapted(int batchRows, Duration took) {
        double wanted = (double) BATCH_TARGET.toNanos() / Math.max(1, took.toNanos());
        double factor = Math.clamp(wanted, 0.5, 2.0);
        return Math.clamp((long) (batchRows * factor), SMALLEST_BATCH, LARGEST_BATCH);
    }
}
