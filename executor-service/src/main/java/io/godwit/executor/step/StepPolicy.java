package io.godwit.executor.step;

import java.time.Duration;
import java.util.Set;

/// How the steps of one database are run.
///
/// @param lockBudget     how long a lock is tried for in all before a step stops and asks
/// @param quiet          how long the old must be unused before it may be removed; zero means no wait
/// @param uncountedRoles roles whose use of the old does not count: those of Godwit's own services
public record StepPolicy(Duration lockBudget, Duration quiet, Set<String> uncountedRoles) {
    public StepPolicy {
        uncountedRoles = Set.copyOf(uncountedRoles);
    }

    /// Two minutes for a lock, ten of quiet.
    public static StepPolicy usual() {
        return new StepPolicy(
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Set.of("godwit_reader", "godwit_capture", "godwit_executor"));
    }

    public StepPolicy withLockBudget(Duration budget) {
        return new StepPolicy(budget, quiet, uncountedRoles);
    }

    public StepPolicy withUncountedRoles(Set<String> roles) {
        return new StepPolicy(lockBudget, quiet, roles);
    }

    public StepPolicy withQuiet(Duration time) {
        return new StepPolicy(lockBudget, time, uncountedRoles);
    }
}
