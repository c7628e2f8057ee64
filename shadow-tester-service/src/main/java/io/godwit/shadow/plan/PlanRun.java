package io.godwit.shadow.plan;

import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Optional;

/// What came of a plan on the candidate.
///
/// @param steps   those that were done, in order
/// @param failure what stopped the plan; empty if all of it was done
public record PlanRun(List<StepRun> steps, Optional<Failure> failure) {
    public PlanRun {
        steps = List.copyOf(steps);
    }

    /// A step that could not be done.
    ///
    /// @param statement the statement that failed
    /// @param error     in PostgreSQL's words
    public record Failure(Step step, String statement, String error) {}
}
