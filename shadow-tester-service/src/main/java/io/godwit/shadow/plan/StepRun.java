package io.godwit.shadow.plan;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.Step;
import java.time.Duration;
import java.util.List;

/// What one step did on the candidate.
///
/// @param took     how long it ran
/// @param locks    seen on relations that existed before it; the strongest of each relation
/// @param rewrites relations whose files were written anew
/// @param walBytes write-ahead log the server wrote meanwhile
public record StepRun(Step step, Duration took, List<ExpectedLock> locks, List<ObjectName> rewrites, long walBytes) {
    public StepRun {
        locks = List.copyOf(locks);
        rewrites = List.copyOf(rewrites);
    }
}
