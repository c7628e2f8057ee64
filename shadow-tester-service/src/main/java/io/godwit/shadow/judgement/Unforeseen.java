package io.godwit.shadow.judgement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import io.godwit.shadow.plan.StepRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says where a step locked a table more strongly on the copy than the validator predicted for it. Locks that let
/// others
/// write are left out; what a prediction does not list at all (indexes, sequences) is not compared.
final class Unforeseen {
    private static final Logger LOG = LoggerFactory.getLogger(Unforeseen.class);

    private Unforeseen() {}

    static Optional<Finding> in(StepRun run) {
        Map<ObjectName, LockMode> predicted = run.step().locks().stream()
                .collect(Collectors.toMap(
                        ExpectedLock::relation,
                        ExpectedLock::mode,
                        (one, other) -> one.compareTo(other) >= 0 ? one : other));
        String differences = run.locks().stream()
                .filter(lock -> lock.mode().blocksWriters())
                .flatMap(lock -> difference(lock, predicted).stream())
                .collect(Collectors.joining("; "));
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        LOG.warn("step '{}': predicted and measured differ: {}", run.step().title(), differences);
        return Optional.of(new Finding(
                "GW116",
                Severity.INFO,
                run.step().id(),
                "",
                "step '" + run.step().title() + "': predicted and measured differ: " + differences,
                "The copy or this release of PostgreSQL does not behave as assumed.",
                "What was measured counts; compare the copy's version and schema with production's.",
                List.of(new Evidence(Provenance.MEASURED, "the step ran on the copy"))));
    }

    private static Optional<String> difference(ExpectedLock seen, Map<ObjectName, LockMode> predicted) {
        Optional<LockMode> mode = Optional.ofNullable(predicted.get(seen.relation()));
        return mode.filter(expected -> seen.mode().compareTo(expected) > 0)
                .map(expected ->
                        seen.relation() + " was locked " + seen.mode().sql() + ", predicted was " + expected.sql());
    }
}
