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
import java.util.stream.Collectors;

/// ADD UNIQUE on a table with rows: the index is built concurrently, then the constraint takes it over.
public final class UniqueThroughIndex implements SafePattern {
    @Override
    public String code() {
        return "GW103";
    }

    @Override
    public String explanation() {
        return "The unique index is built CONCURRENTLY and then taken over by the constraint, which would otherwise build"
                + " it under ACCESS EXCLUSIVE.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof
                        Statement.AlterTable(ObjectName table, List<TableChange> changes, boolean _, boolean _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.AddConstraint(ConstraintDefinition constraint))
                || !(constraint instanceof ConstraintDefinition.Unique unique)
                || unique.columns().isEmpty()
                || statement.text().matches("(?is).*\\b(deferrable|include)\\b.*")
                || !before.mayHoldRows(table)
                || before.isPartitioned(table)) {
            return Optional.empty();
        }
        return unique.name().map(name -> steps(step, table, name, unique));
    }

    private static List<Step> steps(Step step, ObjectName table, String name, ConstraintDefinition.Unique unique) {
        ObjectName index = table.sibling(name);
        String columns = unique.columns().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        String build = "CREATE UNIQUE INDEX CONCURRENTLY " + SqlName.quoted(name) + " ON " + table.sql() + " ("
                + columns + ")" + (unique.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "");
        return new Steps(step)
                .add(
                        step.phase(),
                        "Build the unique index " + name,
                        new Action.BuildIndexConcurrently(index, build),
                        Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + index.sql()),
                        Probes.validIndex(index))
                .add(
                        step.phase(),
                        step.title(),
                        Action.RunSql.together("ALTER TABLE " + table.sql() + " ADD CONSTRAINT " + SqlName.quoted(name)
                                + " UNIQUE USING INDEX " + SqlName.quoted(name)),
                        step.rollback(),
                        Probes.constraint(table, name))
                .all();
    }
}
