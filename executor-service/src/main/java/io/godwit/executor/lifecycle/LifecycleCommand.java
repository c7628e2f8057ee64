package io.godwit.executor.lifecycle;

import io.godwit.model.ContentHash;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Phase;
import java.time.Instant;
import java.util.Optional;

/// What can be asked of a migration, by people, by other services, and by the worker that runs it.
public sealed interface LifecycleCommand {

    /// A plan was shadow-tested.
    ///
    /// @param why the verdict's reason, in one sentence
    record Submit(ContentHash planHash, ContentHash catalogHash, Verdict verdict, String why, Instant testedAt)
            implements LifecycleCommand {}

    /// @param planHash the hash of the plan that was looked at, as sent
    record Approve(String planHash, String by, String why) implements LifecycleCommand {}

    record Reject(String by, String why) implements LifecycleCommand {}

    record Pause(String by, String why) implements LifecycleCommand {}

    record Resume(String by, String why) implements LifecycleCommand {}

    /// @param now whether a wait until the old is unused is ended, or left out
    record Promote(String by, String why, boolean now) implements LifecycleCommand {}

    /// @param obstacle why it cannot be undone; empty if it can
    record RollBack(String by, String why, Optional<String> obstacle) implements LifecycleCommand {}

    /// Ends it, whatever that takes: nothing if nothing was run, else a rollback.
    ///
    /// @param obstacle why what was run cannot be undone; empty if it can
    record Cancel(String by, String why, Optional<String> obstacle) implements LifecycleCommand {}

    /// @param percent of the time that backfills and comparisons work; the rest of it they rest
    record SetSpeed(int percent, String by, String why) implements LifecycleCommand {}

    /// The monitor saw a regression and its policy asks for an automatic rollback.
    ///
    /// @param obstacle why it cannot be undone; empty if it can
    record UndoRegression(String evidence, Optional<String> obstacle) implements LifecycleCommand {}

    /// The worker takes it up.
    record Begin() implements LifecycleCommand {}

    /// The worker found another catalog than the plan was made for.
    record Drift(ContentHash found) implements LifecycleCommand {}

    /// A step failed and will not be tried again by itself.
    ///
    /// @param obstacle why what was done cannot be undone; empty if it can
    record StepFailed(String stepId, String why, Optional<String> obstacle) implements LifecycleCommand {}

    /// All steps that may run are done.
    ///
    /// @param last          phase of the last step that was run; empty if none was
    /// @param contractWaits whether steps of the contract phase are left
    record StepsDone(Optional<Phase> last, boolean contractWaits) implements LifecycleCommand {}

    /// @param note what was left in place; empty if nothing was
    record RollbackDone(String note) implements LifecycleCommand {}

    record RollbackFailed(String why) implements LifecycleCommand {}
}
