package io.godwit.stack.test;

import java.time.Duration;

/// How long tests wait for what has to come.
public final class Patience {
    /// Longer than anything takes on a machine that builds several other things meanwhile. A test that waits for an
    /// event goes on as soon as it is there, so only one that fails waits this long.
    public static final Duration LONGEST = Duration.ofMinutes(3);

    private Patience() {}
}
