package io.godwit.migrationevents;

import io.godwit.events.Evidence;
import io.godwit.events.Finding;
import io.godwit.events.Verdict;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;

/// Findings and verdicts as events, and back.
public final class FindingEvents {
    private FindingEvents() {}

    public static Finding toEvent(io.godwit.model.finding.Finding finding) {
        return new Finding(
                finding.code(),
                severity(finding.severity()),
                finding.stepId(),
                finding.statement(),
                finding.message(),
                finding.why(),
                finding.suggestion(),
                finding.evidence().stream()
                        .map(evidence -> new Evidence(
                                io.godwit.events.Provenance.valueOf(
                                        evidence.provenance().name()),
                                evidence.fact()))
                        .toList());
    }

    public static io.godwit.model.finding.Finding fromEvent(Finding finding) {
        return new io.godwit.model.finding.Finding(
                finding.getCode(),
                PlanEvents.known(Severity.class, finding.getSeverity()),
                finding.getStepId(),
                finding.getStatement(),
                finding.getMessage(),
                finding.getWhy(),
                finding.getSuggestion(),
                finding.getEvidence().stream()
                        .map(evidence -> new io.godwit.model.finding.Evidence(
                                PlanEvents.known(Provenance.class, evidence.getProvenance()), evidence.getFact()))
                        .toList());
    }

    public static io.godwit.events.Severity severity(Severity severity) {
        return io.godwit.events.Severity.valueOf(severity.name());
    }

    public static Verdict verdict(io.godwit.model.finding.Verdict verdict) {
        return Verdict.valueOf(verdict.name());
    }

    /// A verdict this version does not know counts as the strictest.
    public static io.godwit.model.finding.Verdict verdict(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> io.godwit.model.finding.Verdict.APPROVED;
            case NEEDS_APPROVAL -> io.godwit.model.finding.Verdict.NEEDS_APPROVAL;
            case REJECTED, UNKNOWN -> io.godwit.model.finding.Verdict.REJECTED;
        };
    }
}
