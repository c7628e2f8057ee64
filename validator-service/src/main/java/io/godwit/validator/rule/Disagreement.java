package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.LockMode;
import io.godwit.validator.prediction.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares what was predicted with what was measured. Locks that nobody waits for may differ: minor releases differ in
/// them.
public final class Disagreement {
    private Disagreement() {}

    /// Empty if both say the same of what matters.
    public static Optional<StatementFinding> between(Prediction predicted, Prediction measured) {
        List<String> differences = new ArrayList<>();
        if (predicted.error().isPresent() != measured.error().isPresent()) {
            differences.add(measured.error()
                    .map(error -> "PostgreSQL refused it: " + error)
                    .orElse("it ran, though it was predicted to be refused: "
                            + predicted.error().orElse("")));
        } else {
            measured.locks().forEach((relation, mode) -> {
                LockMode expected = predicted.locks().getOrDefault(relation, LockMode.ACCESS_SHARE);
                if (mode.compareTo(expected) > 0 && mode.compareTo(LockMode.SHARE) >= 0 && !relation.fresh()) {
                    differences.add(relation + " was locked " + mode.sql() + ", predicted was " + expected.sql());
                }
            });
            if (!measured.rewritten().equals(predicted.rewritten())) {
                differences.add("rewritten " + measured.rewritten() + ", predicted " + predicted.rewritten());
            }
            if (!predicted.scanned().containsAll(measured.scanned())) {
                differences.add("read whole " + measured.scanned() + ", predicted " + predicted.scanned());
            }
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new StatementFinding(
                        Rules.DISAGREEMENT,
                        Severity.WARNING,
                        Blocking.of(measured),
                        "predicted and measured differ: " + String.join("; ", differences),
                        "the copy or this release of PostgreSQL does not behave as assumed",
                        "what was measured is used; compare the copy's version and schema with production's",
                        List.of(new Evidence(Provenance.MEASURED, "run on the copy and rolled back"))));
    }
}
