package io.godwit.monitor.detect;

import java.time.Instant;
import java.util.List;

/// What can be said of a database after a migration, at some moment.
public sealed interface Judgement {
    /// Nothing got worse so far.
    ///
    /// @param windows how many windows this rests on; 0 means nothing was measured
    record NothingWorse(int windows) implements Judgement {}

    /// Too little is known from before to compare with.
    ///
    /// @param intervals how many intervals there were
    record NoBaseline(int intervals) implements Judgement {}

    /// Something got worse.
    ///
    /// @param worse never empty, worst first
    record GotWorse(List<Worse> worse, Instant baselineFrom, Instant baselineTo) implements Judgement {
        public GotWorse {
            worse = List.copyOf(worse);
        }
    }
}
