package io.godwit.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often something is tried, and how long the pauses between are.
///
/// @param attempts at least 1; the first counts
/// @param first    the pause before the second attempt; doubles with each further one
/// @param longest  what no pause exceeds
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /// For what must not be given up while the service runs.
    public static final int WITHOUT_END = Integer.MAX_VALUE;

    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.isNegative()) {
            throw new IllegalArgumentException("A retry policy has at least one attempt and no negative pauses");
        }
    }

    /// The same pauses, with at most that many attempts.
    public RetryPolicy atMost(int fewer) {
        return new RetryPolicy(Math.min(attempts, fewer), first, longest);
    }

    /// The same pauses, for ever.
    public RetryPolicy withoutEnd() {
        return new RetryPolicy(WITHOUT_END, first, longest);
    }

    /// The pause after an attempt that failed: a random length between half the exponential one and the whole of it,
    /// so that those who failed together do not come back together.
    ///
    /// @param attempt the attempt that failed, from 1
    public Duration pauseAfter(int attempt, RandomGenerator random) {
        double exponential = first.toMillis() * Math.pow(2, Math.min(attempt - 1, 40));
        double whole = Math.min(exponential, longest.toMillis());
        return Duration.ofMillis(Math.round(whole * (0.5 + random.nextDouble() / 2)));
    }
}
