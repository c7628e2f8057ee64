package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// A backfill that computes a column from others of its row, as splitting or merging columns does: the
/// old code goes on writing the others only, so a trigger computes the column anew whenever they change,
/// until the old code is gone. What the new code gives the column itself is taken as it is.
public final class FollowedBackfill implements SafePattern {
    @Override
    public String code() {
        return "GW109";
    }

    @Override
    public String explanation() {
        return "Until the new code is deployed the column follows those it is computed from; filled once, it would miss"
                + " what the old code writes.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(step.action() instanceof Action.Backfill fill) || !before.mayHoldRows(fill.table())) {
            return Optional.empty();
        }
        return before.catalog()
                .table(fill.table())
                .flatMap(table -> table.columns().stream()
                        .map(Column::name)
                        .filter(name -> fill.condition().equals(SqlName.quoted(name) + " IS NULL")
                                && fill.assignments().startsWith(SqlName.quoted(name) + " = "))
                        .findFirst()
                        .flatMap(name -> steps(step, fill, table, name)));
    }

    private static Optional<List<Step>> steps(Step step, Action.Backfill fill, Table table, String column) {
        String expression = fill.assignments().substring((SqlName.quoted(column) + " = ").length());
        List<String> sources = table.columns().stream()
                .map(Column::name)
                .filter(name -> !name.equals(column))
                .filter(name -> !new ColumnIndexes(table, name)
                        .in(expression, name + "?")
                        .equals(expression))
                .toList();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        Following following = new Following(table.name(), column, expression, sources, Optional.empty(), column);
        Steps steps = new Steps(step);
        following.begin(steps, step.phase());
        steps.add(step.phase(), step.title(), fill, step.rollback(), step.probe());
        following.end(steps);
        return Optional.of(steps.all());
    }
}
