package io.godwit.validator;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.proof.ProofOutcome;
import java.util.ArrayList;
import java.util.List;

/// What follows from the proof of a plan for its judgement. A plan that does not hold is rejected; a safe
/// form that does not hold gives way to the plan as it was proposed.
final class ProofFindings {
    static final String NOT_PROVEN = "GW117";
    static final String NOT_HELD = "GW118";

    private ProofFindings() {}

    /// Judges the plan as it was proposed, in its plain form.
    interface AsProposed {
        Judgement judge();
    }

    /// @param plain asked only if the safe form does not hold
    static Judgement in(Judgement judgement, ProofOutcome outcome, Plan proposed, AsProposed plain) {
        return switch (outcome) {
            case ProofOutcome.Proven(String where) ->
                new Judgement(
                        judgement.plan(),
                        judgement.findings(),
                        judgement.verdict(),
                        judgement.reason() + "; run forward and back on " + where + ", it did what it should");
            case ProofOutcome.NotTried(String reason) ->
                with(
                        judgement,
                        judgement.plan(),
                        finding(
                                NOT_PROVEN,
                                Severity.WARNING,
                                "the plan was not proven: " + reason,
                                "nobody has seen yet that it leads to the wanted schema and back",
                                "let copies.url name a PostgreSQL server on which it can be tried"),
                        judgement.verdict(),
                        judgement.reason());
            case ProofOutcome.SafeFormFails(String reason) -> {
                Judgement instead = plain.judge();
                yield with(
                        instead,
                        instead.plan(),
                        finding(
                                NOT_HELD,
                                Severity.WARNING,
                                "the safe form did not pass its proof, so this is the plan as it was proposed: "
                                        + reason,
                                "as proposed it may block others for long",
                                "look at what it blocks, or choose a quiet hour"),
                        instead.verdict().and(Verdict.NEEDS_APPROVAL),
                        instead.verdict() == Verdict.APPROVED
                                ? "a person has to look: the safe form did not pass its proof"
                                : instead.reason());
            }
            case ProofOutcome.Fails(String reason) ->
                with(
                        judgement,
                        proposed,
                        finding(
                                NOT_HELD,
                                Severity.DANGER,
                                "the plan did not pass its proof: " + reason,
                                "run on a copy of the schema it does not do, or does not undo, what it should",
                                "mend the statement that is named and submit the change again"),
                        Verdict.REJECTED,
                        "it would fail: " + reason);
        };
    }

    private static Judgement with(Judgement judgement, Plan plan, Finding finding, Verdict verdict, String reason) {
        List<Finding> findings = new ArrayList<>(List.of(finding));
        findings.addAll(judgement.findings());
        return new Judgement(plan, findings, verdict, reason);
    }

    private static Finding finding(String code, Severity severity, String message, String why, String help) {
        return new Finding(
                code,
                severity,
                "",
                "",
                message,
                why,
                help,
                List.of(new Evidence(Provenance.MEASURED, "a copy of the schema on the copies server")));
    }
}
