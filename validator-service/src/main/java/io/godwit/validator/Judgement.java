package io.godwit.validator;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the validator says about a plan.
///
/// @param plan     in its safe form; as proposed if it is rejected
/// @param findings worst first
/// @param reason   of the verdict, in one sentence
public record Judgement(Plan plan, List<Finding> findings, Verdict verdict, String reason) {
    public Judgement {
        findings = List.copyOf(findings);
    }

    /// The same with more findings; those that do not only inform want a person to look.
    Judgement and(List<Finding> more) {
        Optional<Finding> worst = more.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .max(Comparator.comparing(Finding::severity));
        return new Judgement(
                plan,
                Stream.concat(findings.stream(), more.stream())
                        .sorted(Comparator.comparing(Finding::severity).reversed())
                        .toList(),
                worst.isPresent() ? verdict.and(Verdict.NEEDS_APPROVAL) : verdict,
                worst.isPresent() && verdict == Verdict.APPROVED
                        ? "a person has to look: " + worst.get().message()
                        : reason);
    }
}
