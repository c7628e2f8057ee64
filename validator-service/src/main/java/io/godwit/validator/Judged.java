package io.godwit.validator;

import io.godwit.model.finding.Finding;
import io.godwit.validator.policy.Ruling;
import io.godwit.validator.rule.StatementFinding;
import java.util.Optional;

/// A finding and the step it is about; none if the whole plan.
///
/// @param overruled whether a policy made another verdict of it
record Judged(Optional<PlanReading.StepView> step, String statement, StatementFinding found, boolean overruled) {
    Judged(Optional<PlanReading.StepView> step, String statement, StatementFinding found) {
        this(step, statement, found, false);
    }

    Judged ruledBy(Ruling ruling) {
        StatementFinding ruled = found.ruledBy(ruling);
        return new Judged(step, statement, ruled, ruled.verdict() != found.verdict());
    }

    Finding finding() {
        return new Finding(
                found.code(),
                found.severity(),
                step.map(view -> view.step().id()).orElse(""),
                statement,
                found.message(),
                found.why(),
                found.help(),
                found.evidence());
    }
}
