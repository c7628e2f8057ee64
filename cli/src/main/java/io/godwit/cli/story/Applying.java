package io.godwit.cli.story;

import io.godwit.cli.timeline.Migration;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.events.Verdict;
import io.godwit.model.MigrationId;

/// Follows a change to production, approving it on the way if it waits for that.
final class Applying {
    private Applying() {}

    static Migration follow(Scene scene, MigrationId id) {
        Migration decided = scene.follow(id, Act.TIME_TO_APPLY, Applying::isDecided);
        if (waitsForApproval(decided)) {
            scene.approve(decided);
            return scene.follow(id, Act.TIME_TO_APPLY, Applying::hasEnded);
        }
        return decided;
    }

    private static boolean isDecided(Migration migration) {
        return waitsForApproval(migration) || hasEnded(migration);
    }

    /// Once the executor asks: it reads the topics by itself, and an approval that comes before the plan means nothing
    /// to it.
    private static boolean waitsForApproval(Migration migration) {
        return migration
                        .shadowTested()
                        .filter(tested -> tested.getVerdict() == Verdict.NEEDS_APPROVAL)
                        .isPresent()
                && migration
                        .progress()
                        .filter(progress ->
                                progress.getStage() == Stage.APPLY && progress.getState() == ProgressState.WAITING)
                        .isPresent();
    }

    private static boolean hasEnded(Migration migration) {
        return migration.applied().isPresent() || migration.standing().state().ended();
    }
}
