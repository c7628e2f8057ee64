package io.godwit.acceptance.survival;

import io.godwit.acceptance.survival.MigrationTrial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Many migrations, one case after the other, turn by turn forward, back, and back from its contract phase, until they
/// have been disturbed often enough or the time is over. Goes on after a failure, prints a line for each migration, and
/// ends with a summary:
///
/// - `-Dgodwit.crash.points=300` in all; `-Dgodwit.crash.per=3` of one migration. With 0 of one migration nothing is
///   disturbed, and the points are migrations: the test with twins alone.
/// - `-Dgodwit.crash.seed=7`, `-Dgodwit.crash.minutes=30`
/// - `-Dgodwit.crash.cases=removals,new-key`, `-Dgodwit.crash.kinds=KILL_EXECUTOR,CRASH_DATABASE`
public final class SurvivalRuns {
    private final long seed = Long.getLong("godwit.crash.seed", 1);
    private final int points = Integer.getInteger("godwit.crash.points", 100);
    private final int perMigration = Integer.getInteger("godwit.crash.per", 3);
    private final long deadline = System.nanoTime()
            + Duration.ofMinutes(Long.getLong("godwit.crash.minutes", 60)).toNanos();
    private final List<SurvivalCase> cases = cases();
    private final Set<Disturbance> kinds = kinds();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private SurvivalRuns() {}

    public static void main(String... arguments) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("godwit-survival-");
        System.out.println("logs: " + folder);
        System.exit(failures(folder).isEmpty() ? 0 : 1);
    }

    /// @return one text for each migration that did not end as it should
    static List<String> failures(Path folder) throws SQLException {
        SurvivalRuns runs = new SurvivalRuns();
        try (Proving proving = Proving.start(folder, runs.kinds)) {
            runs.all(proving);
        }
        System.out.println(runs.counts + ", " + runs.failures.size() + " failures");
        runs.failures.forEach(System.out::println);
        return runs.failures;
    }

    private static List<SurvivalCase> cases() {
        String wanted = System.getProperty("godwit.crash.cases", "");
        return SurvivalCases.all().stream()
                .filter(change -> wanted.isEmpty() || List.of(wanted.split(",")).contains(change.name()))
                .toList();
    }

    private static Set<Disturbance> kinds() {
        String wanted = System.getProperty("godwit.crash.kinds", "");
        return wanted.isEmpty()
                ? EnumSet.allOf(Disturbance.class)
                : EnumSet.copyOf(Arrays.stream(wanted.split(","))
                        .map(Disturbance::valueOf)
                        .toList());
    }

    private void all(Proving proving) throws SQLException {
        int migrations = perMigration == 0 ? points : Math.max(1, points / perMigration);
        for (int number = 0; number < migrations && System.nanoTime() < deadline; number++) {
            SurvivalCase change = cases.get(number % cases.size());
            int way = number / cases.size() % 3;
            long began = System.nanoTime();
            try {
                Outcome outcome = switch (way) {
                    case 0 -> MigrationTrial.forward(proving, change, seed + number, perMigration, kinds);
                    case 1 -> MigrationTrial.back(proving, change, seed + number, perMigration, kinds);
                    default -> MigrationTrial.lateBack(proving, change, seed + number, perMigration, kinds);
                };
                count(outcome);
                System.out.printf(
                        "%s %s, seed %d, %.1f s, %s%n",
                        change,
                        List.of("forward", "back", "late back").get(way),
                        seed + number,
                        Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                        outcome);
            } catch (AssertionError failure) {
                failures.add(String.valueOf(failure.getMessage()));
                System.out.println("FAILED " + failure.getMessage());
            }
        }
    }

    private void count(Outcome outcome) {
        outcome.points().forEach(point -> counts.merge(point.split(" ", 2)[0], 1, Integer::sum));
        counts.merge("migrations", 1, Integer::sum);
        counts.merge("transactions", (int) outcome.committed(), Integer::sum);
    }
}
