package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.merge.WayBack;
import io.godwit.model.planning.merge.WaysBack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Columns merged into one, or split into several: new columns that are filled from some that go. Undone, those get
/// their values back from the new ones, also what was written since.
final class MergedColumns {
    private final Map<String, WaysBack> byTable = new HashMap<>();
    private final LiveTables rows;

    MergedColumns(Catalog live, LiveTables rows, WantedChanges wanted, Answers answers) {
        this.rows = rows;
        Map<ObjectName, List<Column>> fresh = new LinkedHashMap<>();
        wanted.of(AddColumn.class)
                .filter(add -> answer(add.table(), add.column().name(), answers).isPresent())
                .forEach(add -> fresh.computeIfAbsent(add.table(), _ -> new ArrayList<>())
                        .add(add.column()));
        fresh.forEach((name, columns) -> live.table(name).ifPresent(table -> {
            Set<String> dropped = table.columns().stream()
                    .map(Column::name)
                    .filter(column -> wanted.dropsColumn(name, column))
                    .collect(Collectors.toSet());
            Map<String, String> fills = new LinkedHashMap<>();
            columns.forEach(column ->
                    answer(name, column.name(), answers).ifPresent(expression -> fills.put(column.name(), expression)));
            if (!dropped.isEmpty()) {
                byTable.put(name.sql(), WaysBack.of(table, live, columns, fills, dropped));
            }
        }));
    }

    private static Optional<String> answer(ObjectName table, String column, Answers answers) {
        return answers.to(Answers.valueQuestion(table.toString(), column));
    }

    /// The undo of a new column's fill.
    Rollback undoFill(ObjectName table, String column) {
        Optional<WaysBack> ways = Optional.ofNullable(byTable.get(table.sql()));
        return ways.flatMap(found -> found.update(column)
                        .map(update -> graded(
                                found,
                                Optional.ofNullable(found.ways().get(column)).orElseThrow(),
                                List.of(update))))
                .orElseGet(Rollback::lossless);
    }

    /// The undo of dropping a column whose values come back from a new one; empty if they do not.
    ///
    /// @param add brings the column back without values
    Optional<Rollback> undoDrop(ObjectName table, String column, String add) {
        return Optional.ofNullable(byTable.get(table.sql()))
                .flatMap(ways -> ways.of(column).map(way -> graded(ways, way, List.of(add))));
    }

    private Rollback graded(WaysBack ways, WayBack way, List<String> statements) {
        String columns = String.join(", ", way.values().keySet());
        String from = ways.ways().entrySet().stream()
                .filter(entry -> entry.getValue().equals(way))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        String how = columns + " of " + ways.table().name() + " come back by "
                + String.join(", ", way.values().values());
        if (way.lossless()) {
            return new Rollback(Reversibility.LOSSLESS, statements, TransactionMode.TOGETHER, how);
        }
        String unless = way.unless().orElse("");
        RowsSay say = ways.proof(from)
                .filter(_ -> rows.knows(ways.table().name()))
                .map(condition -> rows.fulfil(ways.table().name(), condition))
                .orElse(RowsSay.PERHAPS);
        return switch (say) {
            case YES ->
                new Rollback(
                        Reversibility.LOSSLESS,
                        statements,
                        TransactionMode.TOGETHER,
                        how + ": every row there is now comes back as it is");
            case NO ->
                Rollback.lossy(
                        how + "; there are rows that come back with other values, where " + unless,
                        statements.toArray(String[]::new));
            case PERHAPS ->
                Rollback.lossy(how + "; with other values where " + unless, statements.toArray(String[]::new));
        };
    }
}
