package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.postgres.statement.RowUpdate;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.prediction.BatchableUpdate;
import io.godwit.validator.prediction.ColumnName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An UPDATE that somebody wrote for many rows of a table becomes a backfill. Where it fills a column that has no value
/// yet, the rows that old code writes meanwhile get theirs from a trigger, until the new code is deployed.
///
/// Each row is written once, as the UPDATE would write it: what the application gives a row afterwards stays.
public final class BatchedUpdate implements SafePattern {
    @Override
    public String code() {
        return "GW109";
    }

    @Override
    public String explanation() {
        return "The rows are written in batches, each a transaction of its own: in one, all of them would stay locked to"
                + " its end, and a new column would lack what old code writes meanwhile.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        Optional<ObjectName> name = WrittenRows.table(Operation.UPDATE, step, statement, before);
        Optional<RowUpdate> update = name.flatMap(written -> RowUpdate.of(statement.text(), written.schema())
                .filter(read -> read.table().equals(written)));
        Optional<Table> table = name.flatMap(before.catalog()::table);
        if (update.isEmpty() || table.isEmpty()) {
            return Optional.empty();
        }
        BatchableUpdate batchable = new BatchableUpdate(update.get(), before.setting());
        boolean felt = batchable.manyRows(WrittenRows.rows(table.get().name(), before))
                || filled(update.get(), before, batchable).findAny().isPresent();
        List<String> key = Steps.rowKey(table.get());
        if (!felt || batchable.obstacle().isPresent() || key.isEmpty() && !batchable.fillsEmpty()) {
            return Optional.empty();
        }
        return Optional.of(steps(
                step,
                update.get(),
                batchable,
                table.get(),
                filled(update.get(), before, batchable).toList(),
                before));
    }

    /// Columns that have no value yet, and that every row is given one in: old code does not know them.
    private static Stream<String> filled(RowUpdate update, Situation before, BatchableUpdate batchable) {
        return update.assignments().keySet().stream()
                .filter(column -> batchable.asksForMissing(column)
                        || isEmpty(update.table(), column, before)
                                && update.condition()
                                        .map(where -> !RowUpdate.named(where).contains(column))
                                        .orElse(true));
    }

    private static boolean isEmpty(ObjectName table, String column, Situation before) {
        ColumnName name = new ColumnName(table, column);
        return before.newColumns().contains(name) && !before.filled().contains(name);
    }

    private static List<Step> steps(
            Step step,
            RowUpdate update,
            BatchableUpdate batchable,
            Table table,
            List<String> filled,
            Situation before) {
        List<Following> followings = new ArrayList<>();
        for (String column : filled) {
            followings.add(following(step, update, table, column, before));
        }
        boolean fresh = filled.stream().allMatch(column -> isEmpty(table.name(), column, before));
        Steps steps = new Steps(step);
        followings.forEach(following -> following.begin(steps, step.phase()));
        steps.add(
                step.phase(),
                step.title(),
                new Action.Backfill(
                        table.name(),
                        Steps.rowKey(table),
                        assignments(update, table),
                        condition(update, batchable),
                        WrittenRows.FIRST_BATCH,
                        Action.Backfill.Passes.ONCE),
                fresh && filled.size() == update.assignments().size() ? Rollback.lossless() : step.rollback(),
                step.probe());
        followings.forEach(following -> following.end(steps));
        return steps.all();
    }

    private static Following following(Step step, RowUpdate update, Table table, String column, Situation before) {
        String value = value(update.value(column), column, table);
        boolean missing = new BatchableUpdate(update, before.setting()).asksForMissing(column);
        Optional<String> where = missing ? Optional.empty() : update.condition();
        Set<String> named = new HashSet<>(RowUpdate.named(value));
        where.map(RowUpdate::named).ifPresent(named::addAll);
        boolean whole = RowUpdate.takesWhole(value, table.name());
        List<String> sources = table.columns().stream()
                .map(Column::name)
                .filter(name ->
                        (whole || named.contains(name)) && !update.assignments().containsKey(name))
                .toList();
        String called = where.isEmpty() ? column : column + "_" + laterFirst(step.id());
        return new Following(table.name(), column, value, sources, where, called);
    }

    /// Triggers fire by name. Of several statements that fill a column, the last one's comes first: what it gives, the
    /// others leave.
    private static String laterFirst(String id) {
        return id.chars()
                .map(c -> c >= '0' && c <= '9' ? '0' + '9' - c : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// What the application has given the new columns meanwhile stays.
    private static String condition(RowUpdate update, BatchableUpdate batchable) {
        if (!batchable.fillsEmpty()) {
            return update.condition().orElse("true");
        }
        String missing = update.assignments().keySet().stream()
                .map(column -> SqlName.quoted(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        return update.condition()
                .filter(_ -> update.assignments().keySet().stream().noneMatch(batchable::asksForMissing))
                .map(where -> "(" + missing + ") AND (" + where + ")")
                .orElse(missing);
    }

    private static String assignments(RowUpdate update, Table table) {
        return update.assignments().entrySet().stream()
                .map((Map.Entry<String, String> set) ->
                        SqlName.quoted(set.getKey()) + " = " + value(set.getValue(), set.getKey(), table))
                .collect(Collectors.joining(", "));
    }

    private static String value(String written, String column, Table table) {
        return written.equalsIgnoreCase("default")
                ? table.column(column).flatMap(Column::defaultExpression).orElse("NULL")
                : written;
    }
}
