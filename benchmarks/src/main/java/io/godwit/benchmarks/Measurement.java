package io.godwit.benchmarks;

import java.time.Duration;
import java.util.List;

/// All samples of a benchmark.
///
/// @param title   what was measured
/// @param columns the name of each time in a sample
/// @param samples at least one, in the order in which they were taken
/// @param goals   each about one of the columns
public record Measurement(String title, List<String> columns, List<Sample> samples, List<Goal> goals) {
    public Measurement {
        columns = List.copyOf(columns);
        samples = List.copyOf(samples);
        goals = List.copyOf(goals);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples of " + title);
        }
        for (Sample sample : samples) {
            if (sample.times().size() != columns.size()) {
                throw new IllegalArgumentException("%s has %d times for %d columns"
                        .formatted(sample.name(), sample.times().size(), columns.size()));
            }
        }
    }

    /// The times of one column, the shortest first.
    public Spread spread(String column) {
        return Spread.of(samples.stream().map(sample -> time(sample, column)).toList());
    }

    private Duration time(Sample sample, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " in " + columns);
        }
        return sample.times().get(index);
    }

    /// How many samples keep what is claimed.
    public long kept(Goal goal) {
        return samples.stream()
                .filter(sample -> goal.isMetBy(column -> time(sample, column)))
                .count();
    }

    /// Whether every sample keeps every goal.
    public boolean meetsGoals() {
        return goals.stream().allMatch(goal -> kept(goal) == samples.size());
    }
}
