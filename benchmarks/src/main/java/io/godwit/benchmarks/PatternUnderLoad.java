package io.godwit.benchmarks;

import io.godwit.benchmarks.pattern.Change;
import io.godwit.benchmarks.pattern.LoadedTable;
import io.godwit.model.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The longest time a client's statement took while a table was changed, by the statement as one would
/// run it by hand and by its safe form; and while nothing was changed.
final class PatternUnderLoad implements Benchmark {
    private static final String SAFE = "safe";
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    private final Change change;

    PatternUnderLoad(Change change) {
        this.change = change;
    }

    @Override
    public Measurement measure(Place place, int rounds) {
        String name = change.name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<Sample> samples = new ArrayList<>();
        place.say().accept("%s: filling a table with %,d rows".formatted(name, place.rows()));
        try (LoadedTable table = LoadedTable.fill(place.rows(), change)) {
            for (int round = 1; round <= rounds; round++) {
                place.say().accept("%s, round %d of %d".formatted(name, round, rounds));
                Duration quiet = table.longestWithout();
                LoadedTable.Blocked naive = table.longestNaive();
                LoadedTable.Blocked safe = table.longestSafe();
                samples.add(new Sample(
                        "round %d (failed: naive %d, safe %d)".formatted(round, naive.failed(), safe.failed()),
                        List.of(quiet, naive.longest(), safe.longest(), naive.whole(), safe.whole())));
            }
        } catch (SQLException problem) {
            throw Problem.environment("BENCHMARK_FAILED", "The benchmark cannot go on: " + problem, problem);
        }
        return new Measurement(
                "The longest a client's statement took, table of %,d rows, change %s".formatted(place.rows(), name),
                List.of("nothing changed", "naive", SAFE, "naive, whole", "safe, whole"),
                samples,
                List.of(new Goal.Within(
                        "the safe form blocks nobody for 50 ms beyond the lock timeout",
                        SAFE,
                        LOCK_TIMEOUT.plusMillis(50))));
    }
}
