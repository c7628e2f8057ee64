package io.godwit.cli.diff;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.proof.PlanProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The way from one schema to another.
///
/// @param plan     in the order in which it runs
/// @param findings what is to be known about it, worst first
/// @param proof    what running it forward and back came to
/// @param refused  what is different and was not planned, one sentence each
public record SchemaDiff(Plan plan, List<Finding> findings, PlanProof proof, List<String> refused) {
    public SchemaDiff {
        findings = List.copyOf(findings);
        refused = List.copyOf(refused);
    }

    /// Why the plan must not be used; empty if it may.
    public Optional<String> error() {
        if (!refused.isEmpty()) {
            return Optional.of(String.join(" ", refused));
        }
        List<String> failed = new ArrayList<>(proof.forward());
        failed.addAll(proof.back());
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of("The plan did not pass its proof. " + String.join("; ", failed));
    }

    /// The plan as a script: statements that end in a semicolon and a line end.
    public String sql() {
        return script(plan.steps().stream()
                .flatMap(step -> step.action().statements().stream())
                .toList());
    }

    /// Its rollback as a script, last step first.
    public String rollback() {
        return script(plan.steps().reversed().stream()
                .flatMap((Step step) -> step.rollback().statements().stream())
                .toList());
    }

    private static String script(List<String> statements) {
        return statements.stream().map(sql -> plain(sql) + ";\n").collect(Collectors.joining());
    }

    /// Some statements bring their own semicolon (`pg_get_ruledef`).
    private static String plain(String sql) {
        String stripped = sql.strip();
        return stripped.endsWith(";")
                ? stripped.substring(0, stripped.length() - 1).strip()
                : stripped;
    }

    /// A fact about the way that no statement shows.
    static Finding note(String message) {
        return new Finding(
                "GW016",
                Severity.WARNING,
                "",
                "",
                message,
                "two schemas say nothing about the rows between them",
                "look at it before the plan runs",
                List.of(new Evidence(Provenance.ASSUMED, "nobody could be asked")));
    }
}
