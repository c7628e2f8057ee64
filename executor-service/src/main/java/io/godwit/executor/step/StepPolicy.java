package io.godwit.executor.step;

import io.godwit.executor.throttle.ThrottleLimits;
import java.time.Duration;
import java.util.Set;

/// How the steps of one database are run.
///
/// @param lockBudget     how long a lock is tried for in all before a step stops and asks
/// @param blockers       what is done about sessions that hold a lock for half that time
/// @param indexWait      how long the building of an index may wait for others without getting further
/// @param throttle       from where on backfills and comparisons hold back
/// @param quiet          how long the old must be unused before it may be removed; zero means no wait
/// @param unseen         what ends the wait where uses may be hidden from the executor
/// @param uncountedRoles roles whose use of the old does not count: those of Godwit's own services
public record StepPolicy(
        Duration lockBudget,
        Blocking blockers,
        Duration indexWait,
        ThrottleLimits throttle,
        Duration quiet,
        Unseen unseen,
        Set<String> uncountedRoles) {

    /// What is done about those who block a step.
    public enum Blocking {
        /// They are waited for.
        WAIT,
        /// Statements are broken off.
        CANCEL,
        /// Statements are broken off, then sessions ended.
        TERMINATE
    }

    /// What ends a wait for quiet if the executor cannot see all who may use the old.
    public enum Unseen {
        /// A person.
        ASK,
        /// The time, as if there were none but those who are seen.
        PASS
    }

    public StepPolicy {
        uncountedRoles = Set.copyOf(uncountedRoles);
    }

    /// Two minutes for a lock, half an hour for an index, ten minutes of quiet; nobody is broken off.
    public static StepPolicy usual() {
        return new StepPolicy(
                Duration.ofMinutes(2),
                Blocking.WAIT,
                Duration.ofMinutes(30),
                ThrottleLimits.usual(),
                Duration.ofMinutes(10),
                Unseen.ASK,
                Set.of("godwit_reader", "godwit_capture", "godwit_executor"));
    }

    public StepPolicy withLockBudget(Duration budget) {
        return new StepPolicy(budget, blockers, indexWait, throttle, quiet, unseen, uncountedRoles);
    }

    public StepPolicy withBlockers(Blocking what) {
        return new StepPolicy(lockBudget, what, indexWait, throttle, quiet, unseen, uncountedRoles);
    }

    public StepPolicy withIndexWait(Duration longest) {
        return new StepPolicy(lockBudget, blockers, longest, throttle, quiet, unseen, uncountedRoles);
    }

    public StepPolicy withThrottle(ThrottleLimits limits) {
        return new StepPolicy(lockBudget, blockers, indexWait, limits, quiet, unseen, uncountedRoles);
    }

    public StepPolicy withQuiet(Duration time) {
        return new StepPolicy(lockBudget, blockers, indexWait, throttle, time, unseen, uncountedRoles);
    }

    public StepPolicy withUnseen(Unseen what) {
        return new StepPolicy(lockBudget, blockers, indexWait, throttle, quiet, what, uncountedRoles);
    }

    public StepPolicy withUncountedRoles(Set<String> roles) {
        return new StepPolicy(lockBudget, blockers, indexWait, throttle, quiet, unseen, roles);
    }
}
