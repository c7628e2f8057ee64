package io.godwit.model.statement;

import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;

/// A column as CREATE TABLE and ADD COLUMN write it.
///
/// @param type        as written; for a serial column `serial`, `bigserial` or `smallserial`
/// @param constraints those written with the column, NOT NULL left out
/// @param collation   as written; empty for the type's
/// @param identityOptions of an identity column's sequence, as written in parentheses; empty if none are
/// @param missingOnly added `IF NOT EXISTS`
public record ColumnDefinition(
        String name,
        String type,
        boolean notNull,
        Optional<String> defaultExpression,
        Generation generation,
        List<ConstraintDefinition> constraints,
        Optional<String> collation,
        String identityOptions,
        boolean missingOnly) {
    public ColumnDefinition {
        constraints = List.copyOf(constraints);
    }

    public ColumnDefinition(
            String name,
            String type,
            boolean notNull,
            Optional<String> defaultExpression,
            Generation generation,
            List<ConstraintDefinition> constraints) {
        this(name, type, notNull, defaultExpression, generation, constraints, Optional.empty(), "", false);
    }

    /// The tables its foreign keys reference.
    public List<ObjectName> references() {
        return constraints.stream()
                .filter(ConstraintDefinition.ForeignKey.class::isInstance)
                .map(constraint -> ((ConstraintDefinition.ForeignKey) constraint).referencedTable())
                .toList();
    }

    /// Whether rows that exist when it is added get a value other than NULL.
    public boolean hasValue() {
        return !(generation instanceof Generation.None)
                || defaultExpression
                        .map(expression -> !expression.equalsIgnoreCase("null"))
                        .orElse(false);
    }
}
