package io.godwit.shadow.plan;

import io.godwit.events.RollbackOutcome;
import io.godwit.events.RollbackProof;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.copy.DatabaseClone;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Takes a plan back on the candidate and compares what is there with the baseline, which never had it.
public final class RollbackRunner {
    private final DatabaseClone candidate;
    private final DatabaseClone baseline;

    public RollbackRunner(DatabaseClone candidate, DatabaseClone baseline) {
        this.candidate = candidate;
        this.baseline = baseline;
    }

    /// A proof for a plan that was not even applied.
    public static RollbackProof notTried(Plan plan) {
        return proof(plan, RollbackOutcome.NOT_TRIED, "the migration itself failed");
    }

    /// @param touched the tables whose rows are compared
    public RollbackProof run(Plan plan, Set<ObjectName> touched) throws SQLException {
        for (Step step : plan.steps()) {
            if (step.rollback().reversibility() == Reversibility.IMPOSSIBLE) {
                return proof(
                        plan,
                        RollbackOutcome.IMPOSSIBLE,
                        "'" + step.title() + "': " + step.rollback().note());
            }
        }
        try (Connection running = candidate.connect("godwit-shadow");
                Connection looking = candidate.connect("godwit-shadow-watch");
                Connection original = baseline.connect("godwit-shadow")) {
            StepRunner runner = new StepRunner(running, looking);
            for (Step step : plan.steps().reversed()) {
                Rollback rollback = step.rollback();
                try {
                    if (!rollback.statements().isEmpty()) {
                        runner.statements(rollback.statements(), rollback.transaction());
                    }
                } catch (StatementFailed failed) {
                    return proof(
                            plan,
                            RollbackOutcome.FAILED,
                            "undoing '" + step.title() + "': " + failed.statement() + ": " + failed.reason());
                }
            }
            return compare(plan, looking, original, touched);
        }
    }

    private static RollbackProof compare(Plan plan, Connection after, Connection before, Set<ObjectName> touched)
            throws SQLException {
        Catalog expected = CatalogReader.read(before);
        Catalog actual = CatalogReader.read(after);
        List<String> differences = differences(expected, actual);
        for (ObjectName table : touched) {
            if (expected.table(table).isPresent() && actual.table(table).isPresent()) {
                TableContents.difference(before, after, expected.table(table).get(), plan.reversibility())
                        .ifPresent(differences::add);
            }
        }
        if (!differences.isEmpty()) {
            return proof(plan, RollbackOutcome.DIFFERS, String.join("; ", differences));
        }
        String lost = plan.steps().stream()
                .map(step -> step.rollback().note())
                .filter(note -> !note.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        return proof(plan, RollbackOutcome.PROVED, lost);
    }

    /// The order of columns is no difference: PostgreSQL adds a column at the end only.
    private static List<String> differences(Catalog expected, Catalog actual) {
        List<String> differences = new ArrayList<>();
        Set<ObjectName> names = new TreeSet<>(expected.tables().keySet());
        names.addAll(actual.tables().keySet());
        for (ObjectName name : names) {
            if (expected.table(name).isEmpty()) {
                differences.add("table " + name + " is still there");
            } else if (actual.table(name).isEmpty()) {
                differences.add("table " + name + " is missing");
            } else if (!ordered(expected.table(name).get())
                    .equals(ordered(actual.table(name).get()))) {
                differences.add("table " + name + " differs: "
                        + firstDifference(
                                expected.table(name).get(), actual.table(name).get()));
            }
        }
        if (!expected.enums().equals(actual.enums())) {
            differences.add("the enums are " + actual.enums().values() + " instead of "
                    + expected.enums().values());
        }
        addDifference(differences, "schemas", expected.schemas(), actual.schemas());
        addDifference(differences, "extensions", expected.extensions(), actual.extensions());
        addDifference(differences, "other objects", expected.others(), actual.others());
        return differences;
    }

    private static void addDifference(List<String> all, String what, Set<String> expected, Set<String> actual) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        Set<String> more = new TreeSet<>(actual);
        more.removeAll(expected);
        if (!missing.isEmpty() || !more.isEmpty()) {
            all.add(what + " missing: " + missing + ", left over: " + more);
        }
    }

    private static Table ordered(Table table) {
        return table.withColumns(table.columns().stream()
                .sorted(Comparator.comparing(Column::name))
                .toList());
    }

    private static String firstDifference(Table expected, Table actual) {
        for (Column column : expected.columns()) {
            if (!actual.columns().contains(column)) {
                return "column " + column.name() + " is not as before";
            }
        }
        if (expected.columns().size() != actual.columns().size()) {
            return "it has " + actual.columns().size() + " columns instead of "
                    + expected.columns().size();
        }
        return expected.constraints().equals(actual.constraints())
                ? "indexes are " + actual.indexes() + " instead of " + expected.indexes()
                : "constraints are " + actual.constraints() + " instead of " + expected.constraints();
    }

    private static RollbackProof proof(Plan plan, RollbackOutcome outcome, String detail) {
        return RollbackProof.newBuilder()
                .setOutcome(outcome)
                .setReversibility(PlanEvents.toEvent(plan).getSteps().stream()
                        .map(step -> step.getRollback().getReversibility())
                        .max(Comparator.naturalOrder())
                        .orElse(io.godwit.events.Reversibility.LOSSLESS))
                .setDetail(detail)
                .build();
    }
}
