package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Collects the steps that take the place of one step. They serve the same changes and are named after
/// it: `add-column.1`, `add-column.2`.
final class Steps {
    private static final int LONGEST_NAME = 63;

    private final Step original;
    private final List<Step> steps = new ArrayList<>();

    Steps(Step original) {
        this.original = original;
    }

    Steps add(Phase phase, String title, Action action, Rollback rollback, String probe) {
        return add(phase, title, action, rollback, Optional.of(probe));
    }

    /// Waits in CONTRACT until nobody has used the column for a while.
    Steps await(String title, ObjectName table, String column) {
        return wait(title, List.of(new Action.UsedName(table, Optional.of(column))));
    }

    /// Waits in CONTRACT until nobody has used any of the names for a while; for a while if there are
    /// none.
    Steps wait(String title, List<Action.UsedName> unused) {
        return add(Phase.CONTRACT, title, new Action.AwaitQuiet(unused), Rollback.lossless(), Optional.empty());
    }

    /// Compares in CONTRACT, before anything is destroyed.
    Steps compare(String title, Action.Compare compare) {
        return add(Phase.CONTRACT, title, compare, Rollback.lossless(), Optional.empty());
    }

    Steps add(Phase phase, String title, Action action, Rollback rollback, Optional<String> probe) {
        Phase latest = original.phase().compareTo(phase) > 0 ? original.phase() : phase;
        String id = original.id() + "." + (steps.size() + 1);
        steps.add(Step.of(id, latest, title, action, rollback, probe).serving(original.changes()));
        return this;
    }

    /// SET NOT NULL by proof: a check that is validated while others work, so that no scan is left for
    /// the strong lock.
    Steps setNotNull(Phase phase, ObjectName table, String column, Rollback rollback) {
        String check = limited(table.name() + "_" + column + "_not_null_proof");
        String alter = "ALTER TABLE " + table.sql() + " ";
        String quoted = SqlName.quoted(column);
        String of = table + "." + column;
        String dropCheck = alter + "DROP CONSTRAINT IF EXISTS " + SqlName.quoted(check);
        return add(
                        phase,
                        "Forbid new NULLs in " + of,
                        Action.RunSql.together(alter + "ADD CONSTRAINT " + SqlName.quoted(check) + " CHECK (" + quoted
                                + " IS NOT NULL) NOT VALID"),
                        Rollback.lossless(dropCheck),
                        Probes.either(Probes.constraint(table, check), Probes.notNull(table, column)))
                .add(
                        phase,
                        "Check that " + of + " holds no NULL",
                        Action.RunSql.together(alter + "VALIDATE CONSTRAINT " + SqlName.quoted(check)),
                        Rollback.lossless(),
                        Probes.either(Probes.validated(table, check), Probes.notNull(table, column)))
                .add(
                        phase,
                        "Make " + of + " required",
                        Action.RunSql.together(alter + "ALTER COLUMN " + quoted + " SET NOT NULL"),
                        rollback,
                        Probes.notNull(table, column))
                .add(
                        phase,
                        "Drop the check that proved it",
                        Action.RunSql.together(dropCheck),
                        Rollback.lossless(),
                        Probes.both(Probes.notNull(table, column), Probes.noConstraint(table, check)));
    }

    /// One step in the place of several, whose undo is theirs, last first.
    static Step together(Step like, Phase phase, String title, List<String> statements, List<Step> replaced) {
        Reversibility grade = replaced.stream()
                .map(step -> step.rollback().reversibility())
                .reduce(Reversibility.LOSSLESS, Reversibility::and);
        String notes = replaced.stream()
                .map(step -> step.rollback().note())
                .filter(note -> !note.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        List<String> back = replaced.reversed().stream()
                .flatMap(step -> step.rollback().statements().stream())
                .toList();
        return Step.of(
                        like.id(),
                        phase,
                        title,
                        new Action.RunSql(statements, TransactionMode.TOGETHER),
                        new Rollback(grade, back, TransactionMode.TOGETHER, notes),
                        Optional.empty())
                .serving(replaced.stream()
                        .flatMap(step -> step.changes().stream())
                        .distinct()
                        .toList());
    }

    List<Step> all() {
        return List.copyOf(steps);
    }

    /// The columns batches walk along: the primary key, else a unique key without NULLs, else none.
    static List<String> rowKey(Table table) {
        return table.primaryKey()
                .map(Constraint.PrimaryKey::columns)
                .or(() -> table.constraints().stream()
                        .filter(Constraint.Unique.class::isInstance)
                        .map(unique -> ((Constraint.Unique) unique).columns())
                        .filter(columns -> columns.stream()
                                .allMatch(column -> table.column(column)
                                        .map(found -> !found.nullable())
                                        .orElse(false)))
                        .findFirst())
                .orElse(List.of());
    }

    /// The name, or where it is longer than PostgreSQL keeps, its beginning and a sum that tells it from others of
    /// the same beginning.
    static String limited(String name) {
        if (bytes(name) <= LONGEST_NAME) {
            return name;
        }
        String sum = "_%08x".formatted(name.hashCode());
        String cut = name;
        while (bytes(cut) + sum.length() > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + sum;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
