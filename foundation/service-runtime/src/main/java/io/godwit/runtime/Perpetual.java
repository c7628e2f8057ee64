package io.godwit.runtime;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Runs something again whenever it fails, until it ends by itself or the service stops.
///
/// @param pauses   how long the pauses are; its bound on attempts does not hold here
/// @param pause    lets them pass, and ends early when the service stops
/// @param stopping whether the service stops, which makes a failure the end
/// @param listener is told of each failure
record Perpetual(RetryPolicy pauses, Retry.Pause pause, BooleanSupplier stopping, Retry.Listener listener) {
    /// What has run that long and then fails is not a repeated failure: the pauses begin small again.
    private static final Duration LASTED = Duration.ofMinutes(1);

    /// What is run.
    @FunctionalInterface
    interface Work {
        /// @throws Exception if it is to be run again
        void run() throws Exception;
    }

    /// @throws InterruptedException if the thread is interrupted in a pause
    void run(Work work) throws InterruptedException {
        int failures = 0;
        while (!stopping.getAsBoolean()) {
            long begun = System.nanoTime();
            try {
                work.run();
                return;
            } catch (Throwable failure) {
                ProgramFiles.endIfReplaced(failure);
                if (stopping.getAsBoolean()) {
                    return;
                }
                boolean lasted = System.nanoTime() - begun > LASTED.toNanos();
                failures = lasted ? 1 : failures + 1;
                Duration length = pauses.pauseAfter(failures, RandomGenerator.getDefault());
                listener.failed(failures, asException(failure), length);
                pause.of(length);
            }
        }
    }

    private static Exception asException(Throwable failure) {
        return failure instanceof Exception exception
                ? exception
                : new IllegalStateException(failure.toString(), failure);
    }
}
