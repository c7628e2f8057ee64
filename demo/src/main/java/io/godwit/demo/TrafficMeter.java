package io.godwit.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What the shop's customers experienced, second by second.
public final class TrafficMeter {
    private record Second(long statements, Duration longest, Map<String, Long> errors) {
        static final Second EMPTY = new Second(0, Duration.ZERO, Map.of());

        Second and(Second other) {
            Map<String, Long> together = new TreeMap<>(errors);
            other.errors.forEach((state, count) -> together.merge(state, count, Long::sum));
            return new Second(
                    statements + other.statements,
                    longest.compareTo(other.longest) > 0 ? longest : other.longest,
                    Map.copyOf(together));
        }
    }

    private final ConcurrentSkipListMap<Long, Second> seconds = new ConcurrentSkipListMap<>();

    /// What happened in a span of time.
    ///
    /// @param statements how many were answered, with or without success
    /// @param longest    how long the slowest took
    /// @param errors     how many failed, by SQLSTATE
    public record Experience(long statements, Duration longest, Map<String, Long> errors) {
        public long failed() {
            return errors.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    void succeeded(Instant at, Duration took) {
        add(at, new Second(1, took, Map.of()));
    }

    void failed(Instant at, Duration took, String sqlState) {
        add(at, new Second(1, took, Map.of(sqlState, 1L)));
    }

    private void add(Instant at, Second second) {
        seconds.merge(at.getEpochSecond(), second, Second::and);
    }

    /// What happened from one moment to another, whole seconds, both included.
    public Experience between(Instant from, Instant to) {
        Second all = seconds
                .subMap(from.getEpochSecond(), true, Math.max(from.getEpochSecond(), to.getEpochSecond()), true)
                .values()
                .stream()
                .reduce(Second.EMPTY, Second::and);
        return new Experience(all.statements, all.longest, all.errors);
    }
}
