package io.godwit.validator.policy;

import io.godwit.model.finding.Severity;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rules of an organisation; the first that fits a finding decides.
public final class Policy {
    private final List<PolicyRule> rules;
    private final Set<String> enabled;

    Policy(List<PolicyRule> rules, Set<String> enabled) {
        this.rules = List.copyOf(rules);
        this.enabled = Set.copyOf(enabled);
    }

    /// Decides nothing.
    public static Policy none() {
        return new Policy(List.of(), Set.of());
    }

    /// Codes of rules that are off unless a policy switches them on.
    public Set<String> enabled() {
        return enabled;
    }

    /// @param tables   names, without schema, that the statement locks or changes
    /// @param database its name; empty if none is known
    public Optional<Ruling> about(
            String code, Severity severity, Set<String> tables, String database, LocalDateTime now) {
        return rules.stream()
                .filter(rule -> rule.fits(code, severity, tables, database, now))
                .map(PolicyRule::ruling)
                .findFirst();
    }
}
