package io.godwit.shadow.judgement;

import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Verdict;
import java.util.List;

/// What follows from a shadow test.
///
/// @param findings worst first
/// @param verdict  the stricter of the validator's and the shadow test's own
/// @param reason   why, in one sentence
public record Judgement(List<Finding> findings, Verdict verdict, String reason) {
    public Judgement {
        findings = List.copyOf(findings);
    }
}
