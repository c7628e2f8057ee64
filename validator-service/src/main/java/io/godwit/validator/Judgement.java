package io.godwit.validator;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import java.util.List;

/// What the validator says about a plan.
///
/// @param plan     in its safe form; as proposed if it is rejected
/// @param findings worst first
/// @param reason   of the verdict, in one sentence
public record Judgement(Plan plan, List<Finding> findings, Verdict verdict, String reason) {
    public Judgement {
        findings = List.copyOf(findings);
    }
}
