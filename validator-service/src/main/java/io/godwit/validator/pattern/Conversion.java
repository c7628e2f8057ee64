package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.Optional;

/// A column that gets another type, and the columns that take part in it: the one of the new type, which
/// is called `…_converted` until it takes the name over, and the old one, which is called `…_before` from
/// then on.
///
/// @param tree the table, with its partitions
/// @param newDefault the default it has in the end
/// @param conversionBack how values are converted back, in SQL; empty if by assignment
/// @param granted whether roles hold privileges on just this column
/// @param references foreign keys the column is part of
/// @param published publications that name the column
/// @param afterwards statements that follow whenever another column has got the name: comments on it, and what makes
/// triggers see its type
record Conversion(
        PartitionTree tree,
        Column column,
        TableChange.ChangeType type,
        Optional<String> newDefault,
        Optional<String> conversionBack,
        boolean granted,
        List<Reference> references,
        PublishedLists published,
        List<String> afterwards) {
    Conversion {
        references = List.copyOf(references);
        afterwards = List.copyOf(afterwards);
    }

    Table table() {
        return tree.root();
    }

    ObjectName name() {
        return table().name();
    }

    String alter() {
        return "ALTER TABLE " + name().sql() + " ";
    }

    /// What the new column is called until it takes the name over.
    static String fresh(String name) {
        return Steps.limited(name + "_converted");
    }

    /// What the old one is called from then on.
    static String before(String name) {
        return Steps.limited(name + "_before");
    }

    /// The same for an index or constraint, which other columns that are converted may be part of too.
    String freshOf(String object) {
        return fresh(object + "_" + column.name());
    }

    /// The same for an index or constraint, which other columns that are converted may be part of too.
    String beforeOf(String object) {
        return before(object + "_" + column.name());
    }

    String fresh() {
        return fresh(column.name());
    }

    String old() {
        return before(column.name());
    }

    Twin forth() {
        return new Twin(
                name(),
                column.name(),
                fresh(),
                type.type(),
                type.using().orElse(SqlName.quoted(column.name())),
                temporal());
    }

    Twin back() {
        String quoted = SqlName.quoted(column.name());
        return new Twin(name(), column.name(), old(), column.type().sql(), conversionBack.orElse(quoted), temporal());
    }

    private boolean temporal() {
        return (type.type() + " " + column.type())
                .matches("(?is).*\\b(timestamp|date|time|timestamptz|timetz|interval)\\b.*");
    }

    /// What lets everyone do with a column beside it what they may do with the column.
    List<String> grants(String beside) {
        return ColumnGrants.copied(granted, name(), column.name(), beside);
    }

    ColumnIndexes indexes() {
        return indexesOf(table());
    }

    /// Those of the table or one of its partitions.
    ColumnIndexes indexesOf(Table member) {
        return new ColumnIndexes(member, column.name());
    }

    /// The index that lets a former primary key lead back.
    Optional<Index> keyBefore(Table member) {
        return indexesOf(member).primaryKey().map(key -> ColumnIndexes.unique(key.name(), key.columns(), false));
    }

    List<Constraint.Check> checks() {
        return table().constraints().stream()
                .filter(Constraint.Check.class::isInstance)
                .map(Constraint.Check.class::cast)
                .filter(check -> !expression(check, fresh()).equals(check.expression()))
                .toList();
    }

    String expression(Constraint.Check check, String instead) {
        return indexes().in(check.expression(), instead);
    }
}
