package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.validator.policy.Ruling;
import java.util.List;
import java.util.stream.Stream;

/// What a rule found in a statement.
///
/// @param verdict what follows for a plan with the statement, when no policy says otherwise
/// @param message what, in one sentence
/// @param why     it matters
/// @param help    what to do instead
public record StatementFinding(
        String code,
        Severity severity,
        Verdict verdict,
        Blocking blocking,
        String message,
        String why,
        String help,
        List<Evidence> evidence) {
    public StatementFinding {
        evidence = List.copyOf(evidence);
    }

    /// What only informs needs nobody's approval, all else does.
    public StatementFinding(
            String code,
            Severity severity,
            Blocking blocking,
            String message,
            String why,
            String help,
            List<Evidence> evidence) {
        this(
                code,
                severity,
                severity == Severity.INFO ? Verdict.APPROVED : Verdict.NEEDS_APPROVAL,
                blocking,
                message,
                why,
                help,
                evidence);
    }

    /// The statement would fail.
    StatementFinding rejecting() {
        return with(Verdict.REJECTED);
    }

    /// Good to know, but no reason to wait for a person.
    StatementFinding informing() {
        return with(Verdict.APPROVED);
    }

    private StatementFinding with(Verdict other) {
        return new StatementFinding(code, severity, other, blocking, message, why, help, evidence);
    }

    /// The same under a policy, whose reason is said.
    public StatementFinding ruledBy(Ruling ruling) {
        Verdict ruled = switch (ruling.decision()) {
            case REJECT -> Verdict.REJECTED;
            case ASK -> Verdict.NEEDS_APPROVAL;
            case APPROVE, IGNORE -> Verdict.APPROVED;
        };
        Severity felt = ruling.decision() == Ruling.Decision.IGNORE ? Severity.INFO : severity;
        return new StatementFinding(
                code, felt, ruled, blocking, message + " (" + ruling.words() + ")", why, help, evidence);
    }

    /// The same, known by more.
    StatementFinding by(Evidence more) {
        return new StatementFinding(
                code,
                severity,
                verdict,
                blocking,
                message,
                why,
                help,
                Stream.concat(Stream.of(more), evidence.stream()).toList());
    }
}
