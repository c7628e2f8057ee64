package io.godwit.benchmarks.execution;

import io.godwit.benchmarks.Benchmark;
import io.godwit.benchmarks.Goal;
import io.godwit.benchmarks.Measurement;
import io.godwit.benchmarks.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long the slowest statement of clients takes while a column of a large table gets another type: in place, and as
/// the executor does it; and how long without any migration.
public final class LongestBlock implements Benchmark {
    private static final int ROWS = 5_000_000;
    private static final String CHANGE = "ALTER TABLE numbers ALTER COLUMN n SET DATA TYPE bigint";
    private static final String UNDO = "ALTER TABLE numbers ALTER COLUMN n SET DATA TYPE integer";
    private static final String EXECUTOR = "executor";

    @Override
    public Measurement measure(Place place, int rounds) {
        int rows = place.rows().orElse(ROWS);
        List<Sample> samples = new ArrayList<>();
        try (Target target = Target.start(place)) {
            for (int round = 1; round <= rounds; round++) {
                place.say().accept("longest-block, round %d of %d".formatted(round, rounds));
                fresh(target, rows);
                Duration calm = slowest(target, rows, () -> pause(Duration.ofSeconds(10)));
                Duration naive = slowest(target, rows, () -> target.execute(CHANGE));
                fresh(target, rows);
                Duration[] whole = new Duration[1];
                Duration executor =
                        slowest(target, rows, () -> whole[0] = target.executed(target.safePlan(CHANGE, UNDO)));
                samples.add(new Sample("round " + round, List.of(calm, naive, executor, whole[0])));
            }
        }
        return new Measurement(
                "The slowest statement of clients while a column of %d rows gets another type".formatted(rows),
                List.of("no migration", "ALTER in place", EXECUTOR, "(whole migration)"),
                samples,
                List.of(new Goal.Within("no statement waits 100 ms", EXECUTOR, Duration.ofMillis(100))));
    }

    private static Duration slowest(Target target, int rows, Runnable migration) {
        try (Shoppers shoppers = Shoppers.start(target, rows)) {
            pause(Duration.ofSeconds(2));
            shoppers.forget();
            migration.run();
            return shoppers.slowest();
        }
    }

    private static void fresh(Target target, int rows) {
        target.execute(
                "DROP TABLE IF EXISTS numbers",
                "CREATE TABLE numbers (id bigint PRIMARY KEY, n int, note text)",
                "INSERT INTO numbers SELECT i, i, 'number ' || i FROM generate_series(1, " + rows + ") i",
                "CREATE INDEX numbers_n ON numbers (n)",
                "VACUUM ANALYZE numbers",
                "CHECKPOINT");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
