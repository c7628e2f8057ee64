package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.RequiredSql;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// DROP COLUMN on a table with rows: once nobody uses the column it is put aside under another name, and
/// dropped when nobody has missed it for a while. Up to there the way back keeps every value.
///
/// A column of a primary key is dropped at once when it is quiet: put aside it would go on asking for
/// values.
public final class DroppedColumn implements SafePattern {
    @Override
    public String code() {
        return "GW107";
    }

    @Override
    public String explanation() {
        return "The column is put aside once nobody uses it and dropped later: what is dropped at once cannot be brought"
                + " back with its values.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (step.phase() != Phase.CONTRACT
                || !(statement.statement()
                        instanceof Statement.AlterTable(ObjectName name, List<TableChange> changes, var _, var _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.DropColumn(String dropped, boolean cascade, var _))
                || cascade
                || !before.mayHoldRows(name)) {
            return Optional.empty();
        }
        return before.catalog()
                .table(name)
                .filter(table -> !Relatives.has(table, before.catalog()))
                .flatMap(table -> table.column(dropped)
                        .filter(_ -> table.column(kept(dropped)).isEmpty())
                        .filter(_ -> !isKey(table, dropped))
                        .map(column -> steps(step, table.name(), column)));
    }

    private static boolean isKey(Table table, String column) {
        return table.primaryKey().filter(key -> key.columns().contains(column)).isPresent();
    }

    private static String kept(String column) {
        return Steps.limited("godwit_kept_" + column);
    }

    private static List<Step> steps(Step step, ObjectName table, Column column) {
        String alter = "ALTER TABLE " + table.sql() + " ";
        String of = table + "." + column.name();
        String name = SqlName.quoted(column.name());
        String kept = SqlName.quoted(kept(column.name()));
        boolean asks = !column.nullable()
                && column.defaultExpression().isEmpty()
                && column.generation() instanceof Generation.None;
        List<String> aside = new ArrayList<>(List.of(alter + "RENAME COLUMN " + name + " TO " + kept));
        List<String> back = new ArrayList<>(List.of(alter + "RENAME COLUMN " + kept + " TO " + name));
        if (asks) {
            aside.add(alter + "ALTER COLUMN " + kept + " DROP NOT NULL");
            back.add(RequiredSql.ifFilled(table, column.name()));
        }
        return new Steps(step)
                .await("Wait until the new code is deployed and nobody uses " + of, table, column.name())
                .add(
                        Phase.CONTRACT,
                        OwnSteps.ASIDE + of,
                        new Action.RunSql(aside, TransactionMode.TOGETHER),
                        new Rollback(Reversibility.LOSSLESS, back, TransactionMode.TOGETHER, ""),
                        Probes.noColumn(table, column.name()))
                .wait("Keep " + of + " for a while", List.of())
                .add(
                        Phase.CONTRACT,
                        step.title(),
                        Action.RunSql.together(alter + "DROP COLUMN " + kept),
                        DroppedTable.then(step.rollback(), aside),
                        Probes.noColumn(table, kept(column.name())))
                .all();
    }
}
