package io.godwit.validator;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.validator.usage.UsageFinding;
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

    /// The same with more findings, each with what follows from it.
    Judgement and(List<UsageFinding> more) {
        Optional<UsageFinding> worst = more.stream()
                .filter(found -> found.verdict() != Verdict.APPROVED)
                .max(Comparator.comparing(UsageFinding::verdict)
                        .thenComparing(found -> found.finding().severity()));
        Verdict all = more.stream().map(UsageFinding::verdict).reduce(verdict, Verdict::and);
        return new Judgement(
                plan,
                Stream.concat(findings.stream(), more.stream().map(UsageFinding::finding))
                        .sorted(Comparator.comparing(Finding::severity).reversed())
                        .toList(),
                all,
                worst.isPresent() && verdict != all ? reason(all, worst.get().finding()) : reason);
    }

    private static String reason(Verdict verdict, Finding worst) {
        return (verdict == Verdict.REJECTED ? "it must not run: " : "a person has to look: ") + worst.message();
    }
}
