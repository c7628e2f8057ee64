package io.godwit.benchmarks;

import java.time.Duration;
import java.util.List;

/// One run of what is measured.
///
/// @param name  what was run
/// @param times one for each column of the measurement
public record Sample(String name, List<Duration> times) {
    public Sample {
        times = List.copyOf(times);
    }
}
