package io.godwit.cli.timeline;

import io.godwit.cli.timeline.Migration.Moment;
import io.godwit.events.MigrationProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A migration's history as one tells it: of what a long step says again and again, only the latest.
public final class Told {
    private Told() {}

    /// @param history the oldest first
    public static List<Moment> of(List<Moment> history) {
        Set<String> steps = new HashSet<>();
        List<Moment> told = new ArrayList<>();
        for (Moment moment : history.reversed()) {
            if (!(moment.event() instanceof MigrationProgress progress)
                    || progress.getStepId().isEmpty()
                    || steps.add(progress.getStage() + " " + progress.getStepId())) {
                told.add(moment);
            }
        }
        return told.reversed();
    }
}
