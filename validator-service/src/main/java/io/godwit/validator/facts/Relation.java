package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A relation with what is known of it.
///
/// @param visible     whether its bare name means it, under the session's `search_path`
/// @param populated   whether it holds rows, its partitions left out; true where that is not known
/// @param method      `heap` unless it is kept otherwise
/// @param tablespace  `pg_default` for the database's own
/// @param parents     tables it inherits from or is a partition of
/// @param children    tables that inherit from it, partitions included
/// @param partitionBy `RANGE (day)`; empty if it is not partitioned
/// @param bound       of a partition, as `FOR VALUES …` or `DEFAULT`; empty for other tables
public record Relation(
        ObjectName name,
        Kind kind,
        boolean visible,
        boolean populated,
        boolean logged,
        String method,
        String tablespace,
        String owner,
        List<ColumnFacts> columns,
        List<IndexFacts> indexes,
        List<ConstraintFacts> constraints,
        List<ObjectName> parents,
        List<ObjectName> children,
        String partitionBy,
        String bound,
        List<Dependent> dependents) {
    public Relation {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
        parents = List.copyOf(parents);
        children = List.copyOf(children);
        dependents = List.copyOf(dependents);
    }

    /// A table of which nothing is known: taken to exist and to hold rows.
    public static Relation assumed(ObjectName name) {
        return made(name, Kind.TABLE, true, "");
    }

    /// One that a statement makes, without columns as yet.
    public static Relation made(ObjectName name, Kind kind, boolean populated, String partitionBy) {
        return new Relation(
                name,
                kind,
                true,
                populated,
                true,
                "heap",
                "pg_default",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                partitionBy,
                "",
                List.of());
    }

    public enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        SEQUENCE,
        FOREIGN_TABLE,
        COMPOSITE_TYPE;

        static Kind of(String letter) {
            return switch (letter) {
                case "p" -> PARTITIONED_TABLE;
                case "v" -> VIEW;
                case "m" -> MATERIALIZED_VIEW;
                case "S" -> SEQUENCE;
                case "f" -> FOREIGN_TABLE;
                case "c" -> COMPOSITE_TYPE;
                default -> TABLE;
            };
        }
    }

    public boolean partitioned() {
        return kind == Kind.PARTITIONED_TABLE;
    }

    public boolean isPartition() {
        return !bound.isEmpty();
    }

    public Optional<ColumnFacts> column(String columnName) {
        return first(columns.stream(), column -> column.name().equals(columnName));
    }

    public Optional<ConstraintFacts> constraint(String constraintName) {
        return first(constraints.stream(), constraint -> constraint.name().equals(constraintName));
    }

    public Optional<IndexFacts> index(String indexName) {
        return first(indexes.stream(), index -> index.name().name().equals(indexName));
    }

    public Stream<ConstraintFacts> constraints(ConstraintFacts.Kind wanted) {
        return constraints.stream().filter(constraint -> constraint.kind() == wanted);
    }

    public Stream<ConstraintFacts> foreignKeys() {
        return constraints(ConstraintFacts.Kind.FOREIGN_KEY);
    }

    public Optional<ConstraintFacts> primaryKey() {
        return constraints(ConstraintFacts.Kind.PRIMARY_KEY).findFirst();
    }

    /// What uses the column, or with an empty name the table.
    public Stream<Dependent> dependentsOn(String column) {
        return dependents.stream().filter(dependent -> dependent.column().equals(column));
    }

    public Relation named(ObjectName newName) {
        return with(newName, populated, columns, indexes, constraints, parents, children, bound);
    }

    public Relation withRows(boolean rows) {
        return with(name, rows, columns, indexes, constraints, parents, children, bound);
    }

    public Relation withColumns(List<ColumnFacts> others) {
        return with(name, populated, others, indexes, constraints, parents, children, bound);
    }

    public Relation withIndexes(List<IndexFacts> others) {
        return with(name, populated, columns, others, constraints, parents, children, bound);
    }

    public Relation withConstraints(List<ConstraintFacts> others) {
        return with(name, populated, columns, indexes, others, parents, children, bound);
    }

    public Relation withParents(List<ObjectName> others, String newBound) {
        return with(name, populated, columns, indexes, constraints, others, children, newBound);
    }

    /// The same, without a trigger or policy of it.
    public Relation withoutDependent(Dependent.Kind kind, String name) {
        return withDependents(dependents.stream()
                .filter(dependent ->
                        dependent.kind() != kind || !dependent.name().name().equals(name))
                .toList());
    }

    /// The same, used by one more.
    public Relation withDependent(Dependent dependent) {
        return dependents.contains(dependent)
                ? this
                : withDependents(
                        Stream.concat(dependents.stream(), Stream.of(dependent)).toList());
    }

    /// The same, where what used a column uses it by another name.
    public Relation withDependentsOf(String column, String newName) {
        return withDependents(dependents.stream()
                .map(dependent -> dependent.column().equals(column)
                        ? new Dependent(dependent.kind(), newName, dependent.name())
                        : dependent)
                .toList());
    }

    /// The same, where a view that uses it has another name.
    public Relation withDependentNamed(ObjectName from, ObjectName to) {
        return withDependents(dependents.stream()
                .map(dependent -> dependent.kind() == Dependent.Kind.VIEW
                                && dependent.name().equals(from)
                        ? new Dependent(dependent.kind(), dependent.column(), to)
                        : dependent)
                .toList());
    }

    /// The same, no longer used by what has gone.
    public Relation withoutDependents(Collection<ObjectName> gone) {
        return withDependents(dependents.stream()
                .filter(dependent -> !gone.contains(dependent.name()))
                .toList());
    }

    private Relation withDependents(List<Dependent> left) {
        return new Relation(
                name,
                kind,
                visible,
                populated,
                logged,
                method,
                tablespace,
                owner,
                columns,
                indexes,
                constraints,
                parents,
                children,
                partitionBy,
                bound,
                left);
    }

    public Relation withChildren(List<ObjectName> others) {
        return with(name, populated, columns, indexes, constraints, parents, others, bound);
    }

    private Relation with(
            ObjectName newName,
            boolean rows,
            List<ColumnFacts> newColumns,
            List<IndexFacts> newIndexes,
            List<ConstraintFacts> newConstraints,
            List<ObjectName> newParents,
            List<ObjectName> newChildren,
            String newBound) {
        return new Relation(
                newName,
                kind,
                visible,
                rows,
                logged,
                method,
                tablespace,
                owner,
                newColumns,
                newIndexes,
                newConstraints,
                newParents,
                newChildren,
                partitionBy,
                newBound,
                dependents);
    }

    private static <T> Optional<T> first(Stream<T> all, Predicate<T> wanted) {
        return all.filter(wanted).findFirst();
    }
}
