package io.godwit.validator.statementrule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Severity;
import java.util.List;

/// What a rule found in a statement.
///
/// @param message what, in one sentence
/// @param why     it matters
/// @param help    what to do instead
public record StatementFinding(
        String code,
        Severity severity,
        Blocking blocking,
        String message,
        String why,
        String help,
        List<Evidence> evidence) {
    public StatementFinding {
        evidence = List.copyOf(evidence);
    }
}
