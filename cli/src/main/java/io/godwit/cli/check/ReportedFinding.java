package io.godwit.cli.check;

import io.godwit.model.finding.Severity;
import io.godwit.validator.rule.StatementFinding;
import java.util.Optional;

/// A finding at its place.
///
/// @param statement its text
/// @param silenced  why it does not count; empty if it does
/// @param severity  after the policy
/// @param policy    the policy's words where it changed something; empty if it did not
record ReportedFinding(
        Place place,
        String statement,
        StatementFinding finding,
        Optional<String> silenced,
        Severity severity,
        String policy) {

    boolean counts(Severity failOn) {
        return silenced.isEmpty() && severity.compareTo(failOn) >= 0;
    }
}
