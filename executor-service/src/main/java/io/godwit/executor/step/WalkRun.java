package io.godwit.executor.step;

import io.godwit.executor.ledger.Cursors;
import io.godwit.executor.ledger.Cursors.Cursor;
import io.godwit.executor.ledger.Steps;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Goes once over a table, each range in a transaction of its own that also keeps the cursor: so a range is done once
/// whatever happens, and no transaction is longer than a range.
final class WalkRun {
    /// What is done with a range.
    @FunctionalInterface
    interface RangeWork {
        /// @return rows changed, or found
        long on(Connection transaction, Walk.Range range) throws SQLException;
    }

    /// @param outcome done when the walk is at its end
    /// @param cursor  where it is
    record Passed(StepOutcome outcome, Cursor cursor) {}

    private final StepContext context;
    private final ObjectName table;
    private final Walk walk;
    private final RangeWork work;
    private final Gate gate;
    private final Pace pace;
    private final BatchSize batchSize = new BatchSize();

    /// @param doing   in plain words, for progress: `Fills public.orders`
    /// @param counted what the work counts: `rows changed`
    WalkRun(StepContext context, ObjectName table, Walk walk, String doing, String counted, RangeWork work)
            throws SQLException {
        this.context = context;
        this.table = table;
        this.gate = new Gate(context, table);
        this.walk = walk;
        this.work = work;
        this.pace = new Pace(context.report(), doing, counted, walk.unit(), walk.total(context.connection()));
    }

    /// A batch that a crash of the server takes away takes its cursor with it and is done again, so that no commit of
    /// one waits for the disk. What is recorded after the walk does wait, and with it all batches are kept.
    Passed from(Cursor start) throws SQLException {
        NeverAnalyzed.analyze(context, table);
        StatementsRun.execute(context.connection(), "SET synchronous_commit = off");
        try {
            Passed passed = walked(start);
            commitsWaitAgain();
            return passed;
        } catch (SQLException | RuntimeException failure) {
            try {
                commitsWaitAgain();
            } catch (SQLException lost) {
                failure.addSuppressed(lost);
            }
            throw failure;
        }
    }

    private void commitsWaitAgain() throws SQLException {
        StatementsRun.execute(context.connection(), "RESET synchronous_commit");
    }

    private Passed walked(Cursor start) throws SQLException {
        Cursor cursor = start;
        Duration lastBatch = Duration.ZERO;
        while (true) {
            if (!gate.opens(lastBatch)) {
                return new Passed(new StepOutcome.Yielded(), cursor);
            }
            Batch batch = new Batch(cursor);
            StepOutcome outcome = atOnce(batch)
                    ? new StepOutcome.Done()
                    : new LockLadder(context, this::missed).climb(context.step().lockTimeout(), batch);
            if (!(outcome instanceof StepOutcome.Done) || batch.after.isEmpty()) {
                return new Passed(outcome, cursor);
            }
            cursor = batch.after.get();
            lastBatch = batch.took;
            pace.tell(cursor);
        }
    }

    /// Nearly every batch finds no lock in its way: who might be is looked at only after a miss, because each question
    /// to the server takes as long as many rows.
    ///
    /// @return false if somebody holds a lock that it needs
    private boolean atOnce(Batch batch) throws SQLException {
        long begun = System.nanoTime();
        context.watch().beginShort();
        try {
            batch.run(LockLadder.FIRST_TIMEOUT);
            return true;
        } catch (SQLException failure) {
            if (!SqlState.isLockConflict(failure)) {
                throw failure;
            }
            missed(Duration.ofNanos(System.nanoTime() - begun), failure);
            return false;
        } finally {
            context.watch().end();
        }
    }

    private void missed(Duration waited, SQLException failure) throws SQLException {
        Steps.lockWaited(context.connection(), context.migration(), context.position(), waited);
    }

    private final class Batch implements LockLadder.Attempt {
        private final Cursor before;
        /// Empty if the walk was at its end.
        private Optional<Cursor> after = Optional.empty();
        private Duration took = Duration.ZERO;

        Batch(Cursor before) {
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
                long changed = work.on(transaction, next.get());
                took = Duration.ofNanos(System.nanoTime() - begun);
                Cursor advanced = before.advanced(
                        next.get().end(),
                        batchSize.after(before.batchRows(), took),
                        next.get().size(),
                        changed);
                Cursors.save(transaction, context.migration(), context.position(), advanced);
                after = Optional.of(advanced);
            });
        }
    }
}
