package io.godwit.analyzer.typeorm;

import io.godwit.model.catalog.DataType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// From the types TypeORM knows to PostgreSQL's.
final class ColumnTypes {
    /// TypeORM's short names, and its types that PostgreSQL has under another name.
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("float", "double precision"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("varbit", "bit varying"),
            Map.entry("simple-array", "text"),
            Map.entry("simple-json", "text"),
            Map.entry("simple-enum", "enum"));

    private static final Set<String> PLAIN = Set.of(
            "integer",
            "smallint",
            "bigint",
            "boolean",
            "double precision",
            "real",
            "text",
            "uuid",
            "json",
            "jsonb",
            "jsonpath",
            "bytea",
            "date",
            "xml",
            "money",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "tsvector",
            "tsquery",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "oid",
            "name",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange");

    /// Types of extensions, which live in the schema `public` unless somebody moved them.
    private static final Map<String, String> OF_EXTENSIONS = Map.of(
            "citext", "citext",
            "hstore", "hstore",
            "ltree", "ltree",
            "cube", "cube",
            "geometry", "postgis",
            "geography", "postgis",
            "vector", "vector",
            "halfvec", "vector");

    private ColumnTypes() {}

    /// The name PostgreSQL has for a type; `enum` stays `enum`.
    static String normalised(String type) {
        String lower = type.strip().toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(lower, lower);
    }

    /// The extension a type belongs to, where TypeORM installs it.
    static Optional<String> extension(String normalised) {
        return Optional.ofNullable(OF_EXTENSIONS.get(normalised));
    }

    /// A column's type in PostgreSQL's own words; empty for a type PostgreSQL does not have.
    static Optional<DataType> of(ColumnDraft column) {
        String type = normalised(column.type);
        String lengthOrNothing = column.length.map(length -> "(" + length + ")").orElse("");
        String precision = column.precision.map(digits -> "(" + digits + ")").orElse("");
        String sql = switch (type) {
            case "character varying", "bit varying" -> type + lengthOrNothing;
            case "character", "bit" ->
                type + column.length.map(length -> "(" + length + ")").orElse("(1)");
            case "numeric" ->
                column.precision
                        .map(digits -> "numeric(" + digits + "," + column.scale.orElse(0) + ")")
                        .orElse("numeric");
            case "timestamp without time zone" -> "timestamp" + precision + " without time zone";
            case "timestamp with time zone" -> "timestamp" + precision + " with time zone";
            case "time without time zone" -> "time" + precision + " without time zone";
            case "time with time zone" -> "time" + precision + " with time zone";
            case "interval" -> "interval" + precision;
            case "geometry", "geography" -> "public." + type + spatial(column);
            case "vector", "halfvec" -> "public." + type + lengthOrNothing;
            default -> {
                if (OF_EXTENSIONS.containsKey(type)) {
                    yield "public." + type;
                }
                yield PLAIN.contains(type) ? type : "";
            }
        };
        if (sql.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DataType(column.array ? sql + "[]" : sql));
    }

    private static String spatial(ColumnDraft column) {
        return column.spatialFeature
                .map(feature -> "("
                        + feature.substring(0, 1).toUpperCase(Locale.ROOT)
                        + feature.substring(1)
                        + column.srid.map(srid -> "," + srid).orElse("")
                        + ")")
                .orElse("");
    }
}
