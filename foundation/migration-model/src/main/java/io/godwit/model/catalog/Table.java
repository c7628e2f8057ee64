package io.godwit.model.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A table.
///
/// @param columns     in the order in which they were added
/// @param constraints in order of their names
/// @param indexes     those that belong to no constraint, in order of their names
/// @param lineage     what it inherits, or others inherit from it
public record Table(
        ObjectName name, List<Column> columns, List<Constraint> constraints, List<Index> indexes, Lineage lineage) {
    public Table {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /// A table of its own.
    public Table(ObjectName name, List<Column> columns, List<Constraint> constraints, List<Index> indexes) {
        this(name, columns, constraints, indexes, Lineage.none());
    }

    public Table withColumns(List<Column> other) {
        return new Table(name, other, constraints, indexes, lineage);
    }

    public Table withConstraints(List<Constraint> other) {
        return new Table(name, columns, other, indexes, lineage);
    }

    public Table withIndexes(List<Index> other) {
        return new Table(name, columns, constraints, other, lineage);
    }

    public Table withLineage(Lineage other) {
        return new Table(name, columns, constraints, indexes, other);
    }

    public Optional<Column> column(String columnName) {
        return first(columns, column -> column.name().equals(columnName));
    }

    public Optional<Index> index(String indexName) {
        return first(indexes, index -> index.name().equals(indexName));
    }

    public Optional<Constraint> constraint(String constraintName) {
        return first(constraints, constraint -> constraint.name().equals(constraintName));
    }

    public Optional<Constraint.PrimaryKey> primaryKey() {
        return constraints.stream()
                .filter(Constraint.PrimaryKey.class::isInstance)
                .map(Constraint.PrimaryKey.class::cast)
                .findFirst();
    }

    private static <T> Optional<T> first(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).findFirst();
    }
}
