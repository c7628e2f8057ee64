package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A value of a type that carries no meaning, for bringing back a required column whose values are gone.
final class Placeholder {
    private Placeholder() {}

    /// The same for a column that is or was in the table: an enum's is its first label. Empty too where the same value
    /// in many rows would be refused or would lie: in a key, a foreign key, or under a check.
    static Optional<String> of(Column column, ObjectName table, Catalog catalog) {
        if (catalog.table(table).filter(found -> isBound(found, column.name())).isPresent()) {
            return Optional.empty();
        }
        return of(column)
                .or(() -> catalog.enums().values().stream()
                        .filter(type -> DataType.of(type.name()).equals(column.type()))
                        .flatMap(type -> type.labels().stream().limit(1))
                        .map(SqlName::literal)
                        .findFirst());
    }

    private static boolean isBound(Table table, String column) {
        List<String> key = table.primaryKey()
                .map(Constraint.PrimaryKey::columns)
                .filter(columns -> !columns.contains(column))
                .orElse(List.of());
        return table.constraints().stream().anyMatch(constraint -> switch (constraint) {
                    case Constraint.ForeignKey foreign -> foreign.columns().contains(column);
                    case Constraint.PrimaryKey primary -> primary.columns().contains(column);
                    case Constraint.Unique unique -> isBound(unique.columns().stream(), column, key);
                    case Constraint.Check check -> check.expression().contains(column);
                    case Constraint.Other other -> other.definition().contains(column);
                })
                || table.indexes().stream()
                        .anyMatch(index -> index.unique() && isBound(index.columns().stream(), column, key));
    }

    /// Rows that differ in the primary key may share the rest of a longer key.
    private static boolean isBound(Stream<String> unique, String column, List<String> key) {
        List<String> columns = unique.toList();
        return columns.contains(column) && (key.isEmpty() || !columns.containsAll(key));
    }

    /// The column's own default, else a neutral constant; empty for a type that has none.
    static Optional<String> of(Column column) {
        String type = column.type().sql();
        if (column.defaultExpression().isPresent()) {
            return column.defaultExpression();
        }
        if (column.type().isArray()) {
            return Optional.of("'{}'");
        }
        String bare = type.replaceFirst("\\([0-9, ]+\\)", "");
        return switch (bare) {
            case "text", "character varying", "character", "public.citext" -> Optional.of("''");
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> Optional.of("0");
            case "boolean" -> Optional.of("false");
            case "json", "jsonb" -> Optional.of("'{}'");
            case "bytea" -> Optional.of("''");
            case "uuid" -> Optional.of("'00000000-0000-0000-0000-000000000000'");
            case "time without time zone", "time with time zone" -> Optional.of("'00:00'");
            case "interval" -> Optional.of("'0'");
            case "inet", "cidr" -> Optional.of("'0.0.0.0'");
            case "date", "timestamp without time zone", "timestamp with time zone" -> Optional.of("'epoch'");
            default -> Optional.empty();
        };
    }
}
