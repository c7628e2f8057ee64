package io.godwit.benchmarks;

import java.time.Duration;
import java.util.List;

/// How far the times of several runs lie apart.
///
/// @param sorted the times, the shortest first; at least one
public record Spread(List<Duration> sorted) {
    public Spread {
        sorted = sorted.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no times");
        }
    }

    static Spread of(List<Duration> times) {
        return new Spread(times);
    }

    /// The middle one; between the two in the middle where their number is even.
    public Duration median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    public Duration least() {
        return sorted.getFirst();
    }

    public Duration most() {
        return sorted.getLast();
    }
}
