package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Phase;
import java.util.stream.Stream;

/// A step that takes something away: the code that no longer uses it has to be in production first.
public final class NeedsNewCode implements Rule {
    @Override
    public String code() {
        return "GW014";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        return view.step().phase() == Phase.CONTRACT && view.position() == 0
                ? Stream.of(view.judged(
                        code(),
                        Severity.WARNING,
                        Verdict.NEEDS_APPROVAL,
                        "needs the new code to be deployed first: "
                                + view.step().title(),
                        "code of the old version that still runs would fail",
                        "deploy the change, then promote the migration",
                        new Evidence(Provenance.INFERRED, "the step is of the phase CONTRACT")))
                : Stream.empty();
    }
}
