package io.godwit.executor.lifecycle;

import io.godwit.model.ContentHash;
import io.godwit.model.plan.Phase;
import java.time.Instant;
import java.util.Optional;

/// What became of a migration. The ledger keeps each.
public sealed interface LifecycleEvent {
    /// In one sentence, for people.
    String message();

    /// A plan was taken in, in the place of an earlier one that was not begun.
    record Submitted(ContentHash planHash, ContentHash catalogHash, Instant testedAt, boolean promoted, String message)
            implements LifecycleEvent {}

    record Observed(String message) implements LifecycleEvent {}

    record ApprovalAwaited(String message) implements LifecycleEvent {}

    record Authorized(String by, String message) implements LifecycleEvent {}

    record Refused(String message) implements LifecycleEvent {}

    /// Refused because the catalog is not the one the plan was made for.
    ///
    /// @param found the catalog's hash
    record Drifted(ContentHash found, String message) implements LifecycleEvent {}

    record Rejected(String message) implements LifecycleEvent {}

    record Begun(String message) implements LifecycleEvent {}

    record Paused(String message) implements LifecycleEvent {}

    record Resumed(String message) implements LifecycleEvent {}

    /// @param hurriedBy who ends the wait until the old is unused; empty if it is kept
    record Promoted(Optional<String> hurriedBy, String message) implements LifecycleEvent {}

    record SpeedSet(int percent, String message) implements LifecycleEvent {}

    record Stopped(String stepId, String message) implements LifecycleEvent {}

    /// @param last phase of the last step that was run; empty if none was
    record PromotionAwaited(Optional<Phase> last, String message) implements LifecycleEvent {}

    record Applied(Optional<Phase> last, String message) implements LifecycleEvent {}

    record RollbackBegun(boolean automatic, String why) implements LifecycleEvent {
        @Override
        public String message() {
            return "Being rolled back: " + why;
        }
    }

    record RollbackStopped(String message) implements LifecycleEvent {}

    record RolledBack(String message) implements LifecycleEvent {}

    /// A command that cannot be followed as things stand; the message says why and what to do.
    record CommandRefused(String message) implements LifecycleEvent {}

    /// A command that changes nothing, because it is so already.
    record CommandUnneeded(String message) implements LifecycleEvent {}
}
