package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange.AddColumn;
import java.util.List;
import java.util.Optional;

/// Whether the rows let a key or reference come to be. Where they do not, it is left out and a question
/// asked.
final class KeyChecks {
    private final Catalog live;
    private final LiveTables rows;
    private final WantedChanges wanted;
    private final Drafts drafts;

    KeyChecks(Catalog live, LiveTables rows, WantedChanges wanted, Drafts drafts) {
        this.live = live;
        this.rows = rows;
        this.wanted = wanted;
        this.drafts = drafts;
    }

    /// Whether rows nobody looked into may refuse a key of the table.
    boolean maybeRefused(ObjectName table) {
        return live.table(table).isPresent() && !rows.knows(table);
    }

    /// Whether rows nobody looked into may refuse the constraint.
    boolean maybeRefused(ObjectName table, Constraint constraint) {
        return maybeRefused(table)
                || constraint instanceof Constraint.ForeignKey key && maybeRefused(key.referencedTable());
    }

    /// Whether a foreign key stays as it is, because a column at one of its ends keeps its type for now.
    boolean waitsForType(ObjectName table, Constraint constraint) {
        return constraint instanceof Constraint.ForeignKey key
                && (key.columns().stream().anyMatch(column -> drafts.keepsType(table, column))
                        || key.referencedColumns().stream()
                                .anyMatch(column -> drafts.keepsType(key.referencedTable(), column)));
    }

    boolean refuses(ObjectName table, Index index) {
        return index.unique() && hasDuplicates(table, index, index.columns(), index.name());
    }

    boolean refuses(ObjectName table, Constraint constraint) {
        return switch (constraint) {
            case Constraint.PrimaryKey key -> hasDuplicates(table, key.name(), key.columns());
            case Constraint.Unique key -> hasDuplicates(table, key.name(), key.columns());
            case Constraint.ForeignKey key -> hasOrphans(table, key);
            case Constraint.Check _, Constraint.Other _ -> false;
        };
    }

    private boolean hasDuplicates(ObjectName table, String name, List<String> columns) {
        return hasDuplicates(table, Index.btree(name, true, columns), columns, name);
    }

    private boolean hasDuplicates(ObjectName table, Index key, List<String> columns, String name) {
        if (live.table(table).isEmpty() || !rows.knows(table) || !rows.hasRows(table)) {
            return false;
        }
        List<Index.Key> old = key.keys().stream()
                .filter(each ->
                        each.column().flatMap(column -> added(table, column)).isEmpty())
                .toList();
        boolean differs = columns.stream()
                .flatMap(column -> added(table, column).stream())
                .anyMatch(column -> !drafts.isFilledLater(table, List.of(column.name())) && !isConstant(column));
        Index over = new Index(
                key.name(), true, key.method(), old, List.of(), key.predicate(), key.nullsNotDistinct(), true);
        if (differs || !rows.hasDuplicates(table, over)) {
            return false;
        }
        String listed = String.join(", ", columns);
        drafts.ask(new OpenQuestion(
                "duplicates:" + table + "." + name,
                "Rows of " + table + " share their " + listed + ", which becomes unique. Which of them should stay?"
                        + " Correct or remove the others, then plan again.",
                table,
                columns.isEmpty() ? "" : columns.getFirst(),
                List.of(),
                name + " is left out; the rest goes ahead."));
        return true;
    }

    private boolean hasOrphans(ObjectName table, Constraint.ForeignKey key) {
        boolean existing = live.table(table).isPresent()
                && rows.knows(table)
                && key.columns().stream()
                        .allMatch(column -> added(table, column).isEmpty());
        boolean retyped = wanted.changesTypeOfAny(table, key.columns())
                || wanted.changesTypeOfAny(key.referencedTable(), key.referencedColumns());
        if (!existing || retyped || !rows.hasOrphans(table, key)) {
            return false;
        }
        drafts.ask(new OpenQuestion(
                "orphans:" + table + "." + key.name(),
                "Rows of " + table + " refer by " + String.join(", ", key.columns()) + " to rows of "
                        + key.referencedTable() + " that are not there. What should become of them?"
                        + " Correct or remove them, then plan again.",
                table,
                key.columns().getFirst(),
                List.of(),
                "The foreign key " + key.name() + " is left out; the rest goes ahead."));
        return true;
    }

    /// The column if the plan adds it.
    private Optional<Column> added(ObjectName table, String column) {
        return wanted.of(AddColumn.class)
                .filter(add -> add.table().equals(table) && add.column().name().equals(column))
                .map(AddColumn::column)
                .findFirst();
    }

    /// Whether every existing row gets the same value in a new column.
    private static boolean isConstant(Column column) {
        return column.generation() instanceof Column.Generation.None
                && column.defaultExpression().isPresent()
                && !column.defaultExpression().get().contains("(");
    }
}
