package io.godwit.model.finding;

import java.util.List;

/// A hazard or fact about a plan.
///
/// @param code       stable: `GW` and a number
/// @param stepId     the step it is about; empty if the whole plan
/// @param statement  the statement it is about; empty if none
/// @param message    what was found, in one sentence
/// @param why        why it matters
/// @param suggestion what to do about it, or what Godwit did
public record Finding(
        String code,
        Severity severity,
        String stepId,
        String statement,
        String message,
        String why,
        String suggestion,
        List<Evidence> evidence) {
    public Finding {
        evidence = List.copyOf(evidence);
        if (!code.matches("GW[0-9]{3}")) {
            throw new IllegalArgumentException("'" + code + "' is not a finding's code: GW and three digits");
        }
    }
}
