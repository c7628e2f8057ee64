package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// ADD COLUMN with a default that differs from row to row: the column comes without it, new rows get the
/// default, old ones are filled in batches, and NOT NULL follows by proof.
public final class FilledColumn implements SafePattern {
    private static final int FIRST_BATCH = 1000;

    @Override
    public String code() {
        return "GW102";
    }

    @Override
    public String explanation() {
        return "The column is added empty, its default set for new rows, and old rows are filled in batches:"
                + " adding it with its default would rewrite the whole table under ACCESS EXCLUSIVE.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof
                        Statement.AlterTable(ObjectName table, List<TableChange> changes, boolean _, boolean _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.AddColumn(ColumnDefinition column))
                || !before.mayHoldRows(table)
                || !column.constraints().isEmpty()
                || !(column.generation() instanceof Generation.None)
                || column.defaultExpression().isEmpty()
                || !questions
                        .defaultNeedsRewrite(
                                column.type(), column.defaultExpression().get())
                        .orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(steps(step, table, column, column.defaultExpression().get(), before));
    }

    private static List<Step> steps(
            Step step, ObjectName table, ColumnDefinition column, String expression, Situation before) {
        String quoted = SqlName.quoted(column.name());
        String alter = "ALTER TABLE " + table.sql() + " ";
        String of = table + "." + column.name();
        Steps steps = new Steps(step)
                .add(
                        step.phase(),
                        "Add the column " + of + ", empty",
                        Action.RunSql.together(alter + "ADD COLUMN " + quoted + " " + column.type()),
                        step.rollback(),
                        Probes.column(table, column.name()))
                .add(
                        step.phase(),
                        "Give new rows the default of " + of,
                        Action.RunSql.together(alter + "ALTER COLUMN " + quoted + " SET DEFAULT " + expression),
                        Rollback.lossless(alter + "ALTER COLUMN " + quoted + " DROP DEFAULT"),
                        Probes.hasDefault(table, column.name()))
                .add(
                        Phase.MIGRATE,
                        "Fill " + of + " in existing rows",
                        new Action.Backfill(
                                table,
                                before.catalog().table(table).map(Steps::rowKey).orElse(List.of()),
                                quoted + " = " + expression,
                                quoted + " IS NULL",
                                FIRST_BATCH),
                        Rollback.lossless(),
                        Probes.noRow(table, quoted + " IS NULL"));
        if (column.notNull()) {
            steps.setNotNull(
                    Phase.MIGRATE,
                    table,
                    column.name(),
                    Rollback.lossless(alter + "ALTER COLUMN " + quoted + " DROP NOT NULL"));
        }
        return steps.all();
    }
}
