package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    public boolean hasExpression() {
        return keys.contains("");
    }
}
