package io.godwit.cli.story;

import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.State;
import io.godwit.model.MigrationId;

/// Follows a change to production, approving it on the way if it waits for that.
final class Applying {
    private Applying() {}

    static Migration follow(Scene scene, MigrationId id) {
        Migration decided = scene.follow(id, Act.TIME_TO_APPLY, Applying::isDecided);
        if (decided.standing().state() == State.WAITING) {
            scene.approveIfAsked(decided);
            return scene.follow(id, Act.TIME_TO_APPLY, Applying::hasEnded);
        }
        return decided;
    }

    private static boolean isDecided(Migration migration) {
        return migration.standing().state() == State.WAITING || hasEnded(migration);
    }

    private static boolean hasEnded(Migration migration) {
        return migration.applied().isPresent() || migration.standing().state().ended();
    }
}
