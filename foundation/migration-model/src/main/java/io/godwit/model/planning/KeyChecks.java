package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.Check;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange.AddColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether the rows let a key, a reference or a check come to be. Where they do not, or nobody has looked, a question
/// is asked.
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

    /// Whether a foreign key stays as it is, because a column at one of its ends keeps its type for now.
    boolean waitsForType(ObjectName table, Constraint constraint) {
        return constraint instanceof ForeignKey key
                && (key.columns().stream().anyMatch(column -> drafts.keepsType(table, column))
                        || key.referencedColumns().stream()
                                .anyMatch(column -> drafts.keepsType(key.referencedTable(), column)));
    }

    RowsSay allow(ObjectName table, Index index) {
        return index.unique() ? allowUnique(table, index, false) : RowsSay.YES;
    }

    RowsSay allow(ObjectName table, Constraint constraint) {
        return switch (constraint) {
            case Constraint.PrimaryKey key -> allowUnique(table, Index.btree(key.name(), true, key.columns()), true);
            case Constraint.Unique key -> allowUnique(table, Index.btree(key.name(), true, key.columns()), false);
            case ForeignKey key -> allowReference(table, key);
            case Check check -> allowCheck(table, check);
            case Constraint.Other other -> allowOther(table, other);
        };
    }

    private RowsSay allowUnique(ObjectName table, Index key, boolean primary) {
        List<String> columns = key.columns();
        boolean nullsDiffer = !primary && !key.nullsNotDistinct();
        if (hasNoRows(table) || nullsDiffer && columns.stream().anyMatch(column -> isNullInEveryRow(table, column))) {
            return RowsSay.YES;
        }
        if (!rows.knows(table)) {
            drafts.ask(new KeyQuestions(false).duplicates(table, key.name(), columns));
            return RowsSay.PERHAPS;
        }
        if (drafts.isFilledLater(table, columns) || wanted.changesTypeOfAny(table, columns)) {
            return RowsSay.PERHAPS;
        }
        if (columns.stream().flatMap(column -> added(table, column).stream()).anyMatch(column -> !isConstant(column))) {
            return RowsSay.YES;
        }
        if (!rows.hasDuplicates(table, withoutAdded(table, key))) {
            return RowsSay.YES;
        }
        drafts.ask(new KeyQuestions(true).duplicates(table, key.name(), columns));
        return RowsSay.NO;
    }

    /// A new column that is the same in every row tells none from the other.
    private Index withoutAdded(ObjectName table, Index key) {
        List<Index.Key> old = key.keys().stream()
                .filter(each ->
                        each.column().flatMap(column -> added(table, column)).isEmpty())
                .toList();
        return new Index(key.name(), true, key.method(), old, List.of(), key.predicate(), key.nullsNotDistinct(), true);
    }

    private RowsSay allowReference(ObjectName table, ForeignKey key) {
        ObjectName target = key.referencedTable();
        boolean mayMissItsKey = !hasNoRows(target) && wanted.addsKeyOver(target, key.referencedColumns());
        if (hasNoRows(table) || key.columns().stream().anyMatch(column -> isNullInEveryRow(table, column))) {
            return mayMissItsKey ? RowsSay.PERHAPS : RowsSay.YES;
        }
        boolean targetIsNew = live.table(target).isEmpty();
        if (!rows.knows(table) || !targetIsNew && !rows.knows(target)) {
            drafts.ask(new KeyQuestions(false).orphans(table, key));
            return RowsSay.PERHAPS;
        }
        if (mayMissItsKey
                || wanted.changesTypeOfAny(table, key.columns())
                || wanted.changesTypeOfAny(target, key.referencedColumns())
                || key.columns().stream()
                        .anyMatch(column -> added(table, column).isPresent())) {
            return RowsSay.PERHAPS;
        }
        RowsSay found = targetIsNew
                ? rows.fulfil(table, "NOT (" + allPresent(key.columns()) + ")")
                : rows.hasOrphans(table, key) ? RowsSay.NO : RowsSay.YES;
        if (found == RowsSay.NO) {
            drafts.ask(new KeyQuestions(true).orphans(table, key));
        }
        return found;
    }

    private static String allPresent(List<String> columns) {
        return columns.stream()
                .map(column -> SqlName.quoted(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    private RowsSay allowCheck(ObjectName table, Check check) {
        if (hasNoRows(table) || !check.validated() || isMet(table, check)) {
            return RowsSay.YES;
        }
        if (!rows.knows(table)) {
            if (mentionsOldColumn(table, check.expression())) {
                drafts.ask(new KeyQuestions(false).broken(table, check));
            }
            return RowsSay.PERHAPS;
        }
        RowsSay found = rows.fulfil(table, check.expression());
        if (found == RowsSay.NO) {
            drafts.ask(new KeyQuestions(true).broken(table, check));
        }
        return found;
    }

    /// Whether a check that rows fulfil already lets less pass.
    private boolean isMet(ObjectName table, Check check) {
        return live.table(table).stream()
                .flatMap(found -> found.constraints().stream())
                .anyMatch(constraint ->
                        constraint instanceof Check old && old.validated() && WiderCheck.than(old, check));
    }

    private RowsSay allowOther(ObjectName table, Constraint.Other other) {
        if (hasNoRows(table)) {
            return RowsSay.YES;
        }
        if (!rows.knows(table)) {
            drafts.ask(new KeyQuestions(false).broken(table, other.name(), other.definition()));
        }
        return RowsSay.PERHAPS;
    }

    private boolean mentionsOldColumn(ObjectName table, String expression) {
        return live.table(table).stream()
                .map(Table::columns)
                .flatMap(List::stream)
                .anyMatch(column -> expression.contains(column.name()));
    }

    private boolean hasNoRows(ObjectName table) {
        return live.table(table).isEmpty() || rows.knows(table) && !rows.hasRows(table);
    }

    /// Whether a new column stays without a value in the rows that are there.
    private boolean isNullInEveryRow(ObjectName table, String column) {
        return added(table, column)
                .filter(fresh -> fresh.generation() instanceof Column.Generation.None
                        && fresh.defaultExpression().isEmpty()
                        && !drafts.isFilledLater(table, List.of(column)))
                .isPresent();
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
                && (column.defaultExpression().isEmpty()
                        || !column.defaultExpression().get().contains("("));
    }
}
