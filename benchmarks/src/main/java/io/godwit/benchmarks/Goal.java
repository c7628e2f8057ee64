package io.godwit.benchmarks;

import java.time.Duration;

/// What is claimed: no sample of a column takes as long as the limit.
///
/// @param claim  in words, as the project states it
/// @param column the name of the column it is about
public record Goal(String claim, String column, Duration limit) {

    /// Whether a sample keeps what is claimed.
    public boolean isMetBy(Duration sample) {
        return sample.compareTo(limit) < 0;
    }
}
