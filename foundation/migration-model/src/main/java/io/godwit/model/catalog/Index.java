package io.godwit.model.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// An index that belongs to no constraint.
///
/// @param name      unique in its schema, which is its table's
/// @param unique    whether it forbids equal rows
/// @param method    the access method: `btree`, `gin`, `gist`, `spgist`, `hash`, `brin`
/// @param keys      in order
/// @param included  columns of the INCLUDE list
/// @param predicate of a partial index, as `pg_get_expr` prints it; empty if it covers every row
/// @param nullsNotDistinct whether a unique index takes NULLs as equal
/// @param valid     false for the leftover of a failed concurrent build
/// @param parameters storage parameters that are not at their default, by name: `fillfactor`, `fastupdate`
public record Index(
        String name,
        boolean unique,
        String method,
        List<Key> keys,
        List<String> included,
        Optional<String> predicate,
        boolean nullsNotDistinct,
        boolean valid,
        Map<String, String> parameters) {
    public Index {
        keys = List.copyOf(keys);
        included = List.copyOf(included);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /// An index whose storage parameters are at their defaults.
    public Index(
            String name,
            boolean unique,
            String method,
            List<Key> keys,
            List<String> included,
            Optional<String> predicate,
            boolean nullsNotDistinct,
            boolean valid) {
        this(name, unique, method, keys, included, predicate, nullsNotDistinct, valid, Map.of());
    }

    /// An ordinary B-tree index.
    public static Index btree(String name, boolean unique, List<String> columns) {
        return new Index(
                name,
                unique,
                "btree",
                columns.stream().map(Key::column).toList(),
                List.of(),
                Optional.empty(),
                false,
                true);
    }

    public Index named(String newName) {
        return new Index(newName, unique, method, keys, included, predicate, nullsNotDistinct, valid, parameters);
    }

    /// The same with other storage parameters.
    public Index stored(Map<String, String> newParameters) {
        return new Index(name, unique, method, keys, included, predicate, nullsNotDistinct, valid, newParameters);
    }

    /// The same over other columns.
    ///
    /// @param column     of a column's name
    /// @param expression of an expression, a key or the predicate, that may name columns
    public Index over(UnaryOperator<String> column, UnaryOperator<String> expression) {
        return new Index(
                name,
                unique,
                method,
                keys.stream().map(key -> key.over(column, expression)).toList(),
                included.stream().map(column).toList(),
                predicate.map(expression),
                nullsNotDistinct,
                valid,
                parameters);
    }

    /// The plain columns among the keys, in order.
    public List<String> columns() {
        return keys.stream().flatMap(key -> key.column().stream()).toList();
    }

    /// One key of an index.
    ///
    /// @param column        the column, or empty for an expression
    /// @param expression    the expression as PostgreSQL prints it, or empty for a column
    /// @param descending    DESC
    /// @param nullsFirst    NULLS FIRST; PostgreSQL's default is true for DESC and false for ASC
    /// @param operatorClass the operator class where it is not the type's default
    public record Key(
            Optional<String> column,
            Optional<String> expression,
            boolean descending,
            boolean nullsFirst,
            Optional<String> operatorClass) {

        public static Key column(String name) {
            return new Key(Optional.of(name), Optional.empty(), false, false, Optional.empty());
        }

        private Key over(UnaryOperator<String> ofColumn, UnaryOperator<String> ofExpression) {
            return new Key(column.map(ofColumn), expression.map(ofExpression), descending, nullsFirst, operatorClass);
        }
    }
}
