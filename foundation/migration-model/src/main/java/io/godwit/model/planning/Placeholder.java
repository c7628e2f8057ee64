package io.godwit.model.planning;

import io.godwit.model.catalog.Column;
import java.util.Optional;

/// A value of a type that carries no meaning, for bringing back a required column whose values are gone.
final class Placeholder {
    private Placeholder() {}

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
            case "date", "timestamp without time zone", "timestamp with time zone" -> Optional.of("'epoch'");
            default -> Optional.empty();
        };
    }
}
