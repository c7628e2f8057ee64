package io.godwit.benchmarks.execution;

import io.godwit.benchmarks.Benchmark;
import io.godwit.benchmarks.Goal;
import io.godwit.benchmarks.Measurement;
import io.godwit.benchmarks.Sample;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// An application's writes, one statement a row and many in a transaction, on a table without a trigger and on one
/// whose column is just getting another type, so that every write to it is kept in two columns.
public final class WriteSpeed implements Benchmark {
    /// At most; fewer on demand.
    private static final int ROWS = 200_000;
    private static final int WRITES = 60_000;
    private static final int WRITES_PER_TRANSACTION = 100;
    private static final String WITHOUT = "without";
    private static final String WITH = "with trigger";

    @Override
    public Measurement measure(Place place, int rounds) {
        int rows = (int) Math.min(place.rows(), ROWS);
        List<Sample> samples = new ArrayList<>();
        try (Target target = Target.start(place)) {
            fresh(target, rows);
            List<Step> converting = target.safePlan(
                            "ALTER TABLE numbers ALTER COLUMN n SET DATA TYPE bigint",
                            "ALTER TABLE numbers ALTER COLUMN n SET DATA TYPE integer")
                    .steps();
            for (int round = 1; round <= rounds; round++) {
                place.say().accept("write-speed, round %d of %d".formatted(round, rounds));
                fresh(target, rows);
                Duration without = writes(target, rows, round);
                fresh(target, rows);
                begin(target, converting);
                Duration with = writes(target, rows, round);
                samples.add(new Sample("round " + round, List.of(without, with)));
            }
        }
        return new Measurement(
                "%d writes of an application (half of them to the column, a quarter to another one, the rest inserts)"
                        .formatted(WRITES),
                List.of(WITHOUT, WITH),
                samples,
                List.of(new Goal.ShareOfSpeed("at most 25 % of the speed lost", WITH, WITHOUT, 0.75)));
    }

    /// The steps up to the backfill, and the backfill as one statement: what an application writes after it.
    private static void begin(Target target, List<Step> steps) {
        for (Step step : steps) {
            target.execute(step.action().statements().toArray(String[]::new));
            if (step.action() instanceof Action.Backfill) {
                target.execute("VACUUM ANALYZE numbers", "CHECKPOINT");
                return;
            }
        }
        throw new IllegalStateException("the type is changed without a backfill");
    }

    private static void fresh(Target target, int rows) {
        target.execute(
                "DROP TABLE IF EXISTS numbers",
                "CREATE TABLE numbers (id bigint PRIMARY KEY, n int, note text)",
                "INSERT INTO numbers SELECT i, i, 'number ' || i FROM generate_series(1, " + rows + ") i",
                "VACUUM ANALYZE numbers",
                "CHECKPOINT");
    }

    private static Duration writes(Target target, int rows, long seed) {
        Random random = new Random(seed);
        try (Connection connection = target.connect();
                PreparedStatement column = connection.prepareStatement("UPDATE numbers SET n = ? WHERE id = ?");
                PreparedStatement other = connection.prepareStatement("UPDATE numbers SET note = ? WHERE id = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO numbers (n, id, note) VALUES (?, ?, 'new')")) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (int write = 1; write <= WRITES; write++) {
                int id = 1 + random.nextInt(rows);
                switch (random.nextInt(4)) {
                    case 0, 1 -> run(column, random.nextInt(), id);
                    case 2 -> {
                        other.setString(1, "note " + write);
                        other.setLong(2, id);
                        other.executeUpdate();
                    }
                    default -> run(insert, random.nextInt(), rows + (long) write);
                }
                if (write % WRITES_PER_TRANSACTION == 0) {
                    connection.commit();
                }
            }
            return Duration.ofNanos(System.nanoTime() - began);
        } catch (SQLException failure) {
            throw Target.failed(failure);
        }
    }

    private static void run(PreparedStatement statement, int n, long id) throws SQLException {
        statement.setInt(1, n);
        statement.setLong(2, id);
        statement.executeUpdate();
    }
}
