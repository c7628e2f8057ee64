package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        String quoted = SqlName.quoted(column);
        String expression = fill.assignments().substring((quoted + " = ").length());
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
        SyncTrigger trigger = new SyncTrigger(
                table.name(),
                SyncTrigger.LAST + table.name().name() + "_" + column + "_follows",
                "",
                body(table, quoted, expression, sources),
                "");
        String of = table.name() + "." + column;
        return Optional.of(new Steps(step)
                .add(
                        step.phase(),
                        "Let " + of + " follow " + String.join(", ", sources),
                        sql(trigger.create()),
                        new Rollback(Reversibility.LOSSLESS, trigger.drop(), TransactionMode.TOGETHER, ""),
                        Probes.trigger(table.name(), trigger.name()))
                .add(step.phase(), step.title(), fill, step.rollback(), step.probe())
                .add(
                        Phase.CONTRACT,
                        "Let " + of + " stand by itself, which the new code writes",
                        sql(trigger.drop()),
                        Rollback.lossless(),
                        Probes.noTrigger(table.name(), trigger.name()))
                .all());
    }

    private static String body(Table table, String column, String expression, List<String> sources) {
        String compute = "NEW." + column + " := (SELECT " + expression + " FROM (SELECT (NEW).*) AS "
                + SqlName.quoted(table.name().name()) + ");";
        String given = "ROW(NEW." + column + ")::record OPERATOR(pg_catalog.*<>) ROW(OLD." + column + ")::record";
        String changed = sources.stream()
                .map(SqlName::quoted)
                .map(name -> "ROW(NEW." + name + ")::record OPERATOR(pg_catalog.*<>) ROW(OLD." + name + ")::record")
                .collect(Collectors.joining(" OR "));
        return "IF NEW." + column + " IS NULL THEN " + compute + " ELSIF TG_OP = 'UPDATE' THEN IF NOT (" + given
                + ") AND (" + changed + ") THEN " + compute + " END IF; END IF;";
    }

    private static Action sql(List<String> statements) {
        return new Action.RunSql(statements, TransactionMode.TOGETHER);
    }
}
