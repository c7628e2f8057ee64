package io.godwit.benchmarks;

import java.time.Duration;
import java.util.function.Function;

/// What is claimed of every sample's time in a column.
public sealed interface Goal {
    /// In words, as the project states it.
    String claim();

    /// The name of the column it is about.
    String column();

    /// Whether a sample keeps what is claimed.
    ///
    /// @param times of the sample, by column
    boolean isMetBy(Function<String, Duration> times);

    /// No sample takes as long as the limit.
    record Within(String claim, String column, Duration limit) implements Goal {
        @Override
        public boolean isMetBy(Function<String, Duration> times) {
            return times.apply(column).compareTo(limit) < 0;
        }
    }

    /// No sample has less than a share of another column's speed.
    ///
    /// @param reference the other column, which is faster
    /// @param share     of its speed, between 0 and 1
    record ShareOfSpeed(String claim, String column, String reference, double share) implements Goal {
        @Override
        public boolean isMetBy(Function<String, Duration> times) {
            return times.apply(column).toNanos() * share
                    <= times.apply(reference).toNanos();
        }
    }
}
