package io.godwit.validator.rule;

import io.godwit.model.plan.Step;
import java.util.List;
import java.util.stream.Stream;

/// Looks for one hazard of a step of a plan.
public interface StepRule {
    String code();

    /// What a list of rules says in a line.
    String title();

    /// @param statements the step's, in their order; none if it only looks or waits
    Stream<StatementFinding> check(Step step, List<CheckedStatement> statements);
}
