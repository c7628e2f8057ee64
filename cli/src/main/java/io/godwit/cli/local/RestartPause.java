package io.godwit.cli.local;

import io.godwit.cli.timeline.Words;
import java.time.Duration;

/// How long to wait before a service that ended is started again: not at all the first time, then twice as long each
/// time up to half a minute, and not at all again after a run of a minute.
record RestartPause(Duration length) {
    static final RestartPause FIRST = new RestartPause(Duration.ofMillis(-1));

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration A_GOOD_RUN = Duration.ofMinutes(1);

    /// The pause after a run of that length.
    RestartPause after(Duration run) {
        if (length.isNegative() || run.compareTo(A_GOOD_RUN) >= 0) {
            return new RestartPause(Duration.ZERO);
        }
        Duration doubled = length.isZero() ? SHORTEST : length.multipliedBy(2);
        return new RestartPause(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }

    String words() {
        return length.isZero() ? "" : " in " + Words.of(length);
    }
}
