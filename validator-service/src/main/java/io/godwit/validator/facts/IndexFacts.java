package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An index as `pg_index` has it.
///
/// @param keys       its key columns; an expression is an empty string
/// @param columns    all columns it uses, in expressions and its predicate too
/// @param plainOrder whether all keys are in the order and collation a constraint would choose
/// @param constraint the constraint it belongs to
/// @param parent     the partitioned index it is attached to
public record IndexFacts(
        ObjectName name,
        boolean unique,
        boolean primary,
        boolean valid,
        boolean partial,
        List<String> keys,
        Set<String> columns,
        boolean plainOrder,
        boolean clustered,
        Optional<String> constraint,
        Optional<ObjectName> parent) {
    public IndexFacts {
        keys = List.copyOf(keys);
        columns = Set.copyOf(columns);
    }

    public IndexFacts named(ObjectName newName) {
        return new IndexFacts(
                newName, unique, primary, valid, partial, keys, columns, plainOrder, clustered, constraint, parent);
    }

    /// The same, resting under a constraint.
    public IndexFacts of(String constraintName, boolean ofPrimaryKey) {
        return new IndexFacts(
                name.sibling(constraintName),
                true,
                ofPrimaryKey,
                valid,
                partial,
                keys,
                columns,
                plainOrder,
                clustered,
                Optional.of(constraintName),
                parent);
    }

    public IndexFacts attachedTo(ObjectName newParent) {
        return new IndexFacts(
                name,
                unique,
                primary,
                valid,
                partial,
                keys,
                columns,
                plainOrder,
                clustered,
                constraint,
                Optional.of(newParent));
    }

    /// The same, of a column that has got another name.
    public IndexFacts about(String column, String newColumn) {
        return new IndexFacts(
                name,
                unique,
                primary,
                valid,
                partial,
                keys.stream().map(key -> key.equals(column) ? newColumn : key).toList(),
                columns.stream()
                        .map(used -> used.equals(column) ? newColumn : used)
                        .collect(Collectors.toSet()),
                plainOrder,
                clustered,
                constraint,
                parent);
    }

    public boolean hasExpression() {
        return keys.contains("");
    }
}
