package io.godwit.validator.policy;

import java.util.Locale;

/// What a policy says about a finding.
///
/// @param reason as the policy gives it
public record Ruling(Decision decision, String reason) {
    public enum Decision {
        /// The migration must not run.
        REJECT,
        /// A person has to look.
        ASK,
        /// It is no reason to wait.
        APPROVE,
        /// The finding is silenced; it stays in the report with the reason.
        IGNORE
    }

    /// `the policy rejects it: not in business hours`
    public String words() {
        String verb = switch (decision) {
            case REJECT -> "rejects it";
            case ASK -> "wants a person to look";
            case APPROVE -> "approves it";
            case IGNORE -> "ignores it";
        };
        return "the policy " + verb + ": " + reason;
    }

    static Decision decision(String word) {
        return Decision.valueOf(word.strip().toUpperCase(Locale.ROOT));
    }
}
