package io.godwit.monitor.detect;

import java.time.Duration;

/// When something counts as worse.
///
/// @param baseline          how far the baseline reaches back before a migration
/// @param baselineIntervals sampled intervals without which there is no baseline to compare with
/// @param window            length of the windows that are compared with it
/// @param windowsJudged     how many windows are looked at together, the latest ones
/// @param windowsWorse      how many of them must be worse
/// @param querySettling     how long after a migration query times are not judged: caches are cold and
/// statistics new
/// @param queryFactor       a query's mean time must be this many times the baseline's
/// @param queryMillis       and this much longer, in milliseconds
/// @param queryCalls        and rest on this many calls in the window and in the baseline
/// @param errorEvents       failures of one SQLSTATE in a window beyond what the baseline lets expect
/// @param blockedSessions   sessions that wait for locks at the same time
/// @param lagMillis         lag of a replica, and five times what it was
public record DetectorSettings(
        Duration baseline,
        int baselineIntervals,
        Duration window,
        int windowsJudged,
        int windowsWorse,
        Duration querySettling,
        double queryFactor,
        double queryMillis,
        long queryCalls,
        long errorEvents,
        int blockedSessions,
        long lagMillis) {

    public DetectorSettings {
        if (windowsWorse < 1 || windowsWorse > windowsJudged) {
            throw new IllegalArgumentException(
                    "of " + windowsJudged + " windows, " + windowsWorse + " cannot be worse");
        }
    }
}
