package io.godwit.monitor.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was normal before a migration.
///
/// @param from     where it begins: the first interval's start
/// @param to       where it ends: when the migration began
/// @param measures everything added up
/// @param usualMeans by fingerprint, the mean time in milliseconds that nine of ten windows did not exceed: a query
/// that is now and then slow is not slower for being so again
record Baseline(Instant from, Instant to, Measures measures, Map<String, Double> usualMeans) {

    /// Empty if too little is known.
    ///
    /// @param intervals any; those inside the baseline's time count
    /// @param migrationBegan what comes later is not normal
    static Optional<Baseline> of(List<Interval> intervals, Instant migrationBegan, DetectorSettings settings) {
        Instant earliest = migrationBegan.minus(settings.baseline());
        List<Interval> before = intervals.stream()
                .filter(interval -> !interval.to().isAfter(migrationBegan)
                        && !interval.from().isBefore(earliest))
                .toList();
        return before.size() < settings.baselineIntervals()
                ? Optional.empty()
                : Optional.of(new Baseline(
                        before.getFirst().from(), migrationBegan, Measures.of(before), usualMeans(before, settings)));
    }

    private static Map<String, Double> usualMeans(List<Interval> before, DetectorSettings settings) {
        Map<String, List<Double>> means = new HashMap<>();
        for (Measures window : windows(before, settings.window())) {
            long calls = Math.max(1, settings.queryCalls() / 2);
            for (String fingerprint : window.queries().keySet()) {
                window.meanMillis(fingerprint, calls)
                        .ifPresent(mean -> means.computeIfAbsent(fingerprint, _ -> new ArrayList<>())
                                .add(mean));
            }
        }
        Map<String, Double> usual = new HashMap<>();
        means.forEach((fingerprint, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            usual.put(fingerprint, sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1));
        });
        return usual;
    }

    private static List<Measures> windows(List<Interval> before, Duration length) {
        List<Measures> windows = new ArrayList<>();
        List<Interval> current = new ArrayList<>();
        for (Interval interval : before) {
            if (!current.isEmpty()
                    && interval.to().isAfter(current.getFirst().from().plus(length))) {
                windows.add(Measures.of(current));
                current = new ArrayList<>();
            }
            current.add(interval);
        }
        if (!current.isEmpty()) {
            windows.add(Measures.of(current));
        }
        return windows;
    }
}
