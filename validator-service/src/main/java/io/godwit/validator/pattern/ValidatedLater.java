package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// ADD FOREIGN KEY and ADD CHECK on a table with rows: first NOT VALID, then VALIDATE in a transaction of its own,
/// which lets readers and writers work.
public final class ValidatedLater implements SafePattern {
    private static final int FOREIGN_KEYS_OF_PARTITIONED_TABLES = 18;

    @Override
    public String code() {
        return "GW103";
    }

    @Override
    public String explanation() {
        return "The constraint is added NOT VALID and validated in a transaction of its own: checking the rows at once"
                + " would make others wait for it.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof
                        Statement.AlterTable(ObjectName table, List<TableChange> changes, boolean _, boolean _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.AddConstraint(ConstraintDefinition constraint))
                || !before.mayHoldRows(table)
                || !applies(constraint, table, before)) {
            return Optional.empty();
        }
        return constraint
                .name()
                .map(name -> new Steps(step)
                        .add(
                                step.phase(),
                                step.title() + ", for new rows",
                                Action.RunSql.together(statement.text() + " NOT VALID"),
                                step.rollback(),
                                Probes.constraint(table, name))
                        .add(
                                step.phase(),
                                "Check existing rows of " + table + " against " + name,
                                Action.RunSql.together(
                                        "ALTER TABLE " + table.sql() + " VALIDATE CONSTRAINT " + SqlName.quoted(name)),
                                Rollback.lossless(),
                                Probes.validated(table, name))
                        .all());
    }

    private static boolean applies(ConstraintDefinition constraint, ObjectName table, Situation before) {
        return switch (constraint) {
            case ConstraintDefinition.Check check -> check.validated();
            case ConstraintDefinition.ForeignKey key ->
                key.validated()
                        && (!before.isPartitioned(table)
                                || before.statistics().version() >= FOREIGN_KEYS_OF_PARTITIONED_TABLES);
            case ConstraintDefinition.NotNull _,
                    ConstraintDefinition.PrimaryKey _,
                    ConstraintDefinition.Unique _,
                    ConstraintDefinition.Exclusion _ -> false;
        };
    }
}
