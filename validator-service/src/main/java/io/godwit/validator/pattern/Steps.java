package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the steps that take the place of one step. They serve the same changes and are named after it:
/// `add-column.1`, `add-column.2`.
final class Steps {
    private static final int LONGEST_NAME = 63;

    private final Step original;
    private final List<Step> steps = new ArrayList<>();

    Steps(Step original) {
        this.original = original;
    }

    Steps add(Phase phase, String title, Action action, Rollback rollback, String probe) {
        Phase latest = original.phase().compareTo(phase) > 0 ? original.phase() : phase;
        String id = original.id() + "." + (steps.size() + 1);
        steps.add(
                Step.of(id, latest, title, action, rollback, Optional.of(probe)).serving(original.changes()));
        return this;
    }

    /// SET NOT NULL by proof: a check that is validated while others work, so that no scan is left for the strong lock.
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

    List<Step> all() {
        return List.copyOf(steps);
    }

    /// The name cut to the bytes PostgreSQL keeps.
    static String limited(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }
}
