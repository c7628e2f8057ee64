package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.stream.Stream;

/// A step that takes something away: the code that no longer uses it has to be in production first.
public final class NeedsNewCode implements StepRule {
    @Override
    public String code() {
        return "GW014";
    }

    @Override
    public String title() {
        return "The new code has to be deployed first";
    }

    @Override
    public Stream<StatementFinding> check(Step step, List<CheckedStatement> statements) {
        return step.phase() == Phase.CONTRACT && !statements.isEmpty()
                ? Stream.of(new StatementFinding(
                        code(),
                        Severity.WARNING,
                        Blocking.NONE,
                        "needs the new code to be deployed first: " + step.title(),
                        "code of the old version that still runs would fail",
                        "deploy the change, then promote the migration",
                        List.of(new Evidence(Provenance.INFERRED, "the step is of the phase CONTRACT"))))
                : Stream.empty();
    }
}
