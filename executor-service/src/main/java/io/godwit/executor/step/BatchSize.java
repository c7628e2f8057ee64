package io.godwit.executor.step;

import java.time.Duration;

/// How many rows the next batch takes, from how long the ones before it took: a weighted mean of the time a row takes,
/// the latest batch counting most, against the time a batch should take. It doubles while it is far below, and then
/// changes by a fifth at most, so that one slow batch does not throw it about (as GitLab's batch optimizer does).
final class BatchSize {
    /// Whoever writes a row of the batch waits until it is committed.
    private static final Duration TARGET = Duration.ofMillis(75);
    private static final int SMALLEST = 100;
    private static final int LARGEST = 100_000;
    private static final double WEIGHT_OF_LATEST = 0.4;
    private static final double STEP = 0.2;

    private double nanosPerRow;
    private boolean found;

    /// @param rows the batch's size
    /// @param took how long it took
    int after(int rows, Duration took) {
        double latest = (double) Math.max(1, took.toNanos()) / rows;
        nanosPerRow = nanosPerRow == 0 ? latest : WEIGHT_OF_LATEST * latest + (1 - WEIGHT_OF_LATEST) * nanosPerRow;
        double wanted = TARGET.toNanos() / nanosPerRow / rows;
        found |= wanted < 1.5;
        double factor = found ? Math.clamp(wanted, 1 - STEP, 1 + STEP) : Math.min(wanted, 2);
        // A batch that takes many times too long holds row locks all that time: that is not smoothed.
        if (took.compareTo(TARGET.multipliedBy(3)) > 0) {
            factor = 0.5;
        }
        return Math.clamp((long) (rows * factor), SMALLEST, LARGEST);
    }
}
