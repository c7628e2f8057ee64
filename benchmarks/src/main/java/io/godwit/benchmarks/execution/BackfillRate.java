package io.godwit.benchmarks.execution;

import io.godwit.benchmarks.Benchmark;
import io.godwit.benchmarks.Goal;
import io.godwit.benchmarks.Measurement;
import io.godwit.benchmarks.Sample;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The executor fills a column batch by batch, each with its cursor, beside a single UPDATE of as many equal rows: the
/// most that any backfill can reach.
public final class BackfillRate implements Benchmark {
    /// At most; fewer on demand.
    private static final int ROWS = 1_000_000;
    private static final String ONE_UPDATE = "one UPDATE";
    private static final String BACKFILL = "backfill";
    private static final String ASSIGNMENT = "filled = n";
    private static final String CONDITION = "filled IS NULL AND n IS NOT NULL";

    @Override
    public Measurement measure(Place place, int rounds) {
        int rows = (int) Math.min(place.rows(), ROWS);
        List<Sample> samples = new ArrayList<>();
        try (Target target = Target.start(place)) {
            for (int round = 1; round <= rounds; round++) {
                place.say().accept("backfill, round %d of %d".formatted(round, rounds));
                fresh(target, rows);
                Duration update = target.timed("UPDATE numbers SET " + ASSIGNMENT + " WHERE " + CONDITION);
                fresh(target, rows);
                Duration backfill = target.executed(target.plan(step()));
                samples.add(new Sample("round " + round, List.of(update, backfill)));
            }
        }
        return new Measurement(
                "Filling a column in %d rows".formatted(rows),
                List.of(ONE_UPDATE, BACKFILL),
                samples,
                List.of(new Goal.ShareOfSpeed(
                        "backfill at 80 % of the speed of one UPDATE", BACKFILL, ONE_UPDATE, 0.8)));
    }

    private static void fresh(Target target, int rows) {
        target.execute(
                "DROP TABLE IF EXISTS numbers",
                "CREATE TABLE numbers (id bigint PRIMARY KEY, n int, note text, filled bigint)",
                "INSERT INTO numbers SELECT i, i, 'number ' || i FROM generate_series(1, " + rows + ") i",
                "VACUUM ANALYZE numbers",
                "CHECKPOINT");
    }

    private static Step step() {
        return Step.of(
                "fill",
                Phase.MIGRATE,
                "Fills numbers.filled",
                new Action.Backfill(ObjectName.inPublic("numbers"), List.of("id"), ASSIGNMENT, CONDITION, 1000),
                Rollback.lossless(),
                Optional.empty());
    }
}
