package io.godwit.model.catalog;

import io.godwit.model.SqlName;
import java.util.Optional;

/// A column of a table.
///
/// @param name              as the catalog holds it
/// @param type              with its modifiers
/// @param nullable          whether it may hold NULL
/// @param defaultExpression as `pg_get_expr` prints it under an empty `search_path`; empty if there is none. A serial
/// column's is its sequence's `nextval`.
/// @param generation        whether PostgreSQL fills the column by itself
public record Column(
        String name, DataType type, boolean nullable, Optional<String> defaultExpression, Generation generation) {

    /// An ordinary column.
    public static Column of(String name, String type, boolean nullable) {
        return new Column(name, new DataType(type), nullable, Optional.empty(), new Generation.None());
    }

    /// The same as a serial column of the table: required, and filled from the sequence that PostgreSQL names after it.
    public Column serial(ObjectName table) {
        String next =
                "nextval(" + SqlName.literal(PostgresNames.sequence(table, name).sql()) + "::regclass)";
        return new Column(name, type, false, Optional.of(next), new Generation.Serial());
    }

    public Column withDefault(String expression) {
        return new Column(name, type, nullable, Optional.of(expression), generation);
    }

    public Column withoutDefault() {
        return new Column(name, type, nullable, Optional.empty(), generation);
    }

    public Column withNullable(boolean mayBeNull) {
        return new Column(name, type, mayBeNull, defaultExpression, generation);
    }

    /// How PostgreSQL fills a column by itself.
    public sealed interface Generation {
        /// It does not.
        record None() implements Generation {}

        /// A serial column: an integer whose default takes from a sequence the column owns. Written `serial`,
        /// `bigserial` or `smallserial` when created.
        record Serial() implements Generation {}

        /// `GENERATED ALWAYS | BY DEFAULT AS IDENTITY`.
        record Identity(boolean always) implements Generation {}

        /// `GENERATED ALWAYS AS (expression) STORED`.
        record Stored(String expression) implements Generation {}

        /// `GENERATED ALWAYS AS (expression) VIRTUAL`, from PostgreSQL 18 on.
        record Virtual(String expression) implements Generation {}
    }
}
