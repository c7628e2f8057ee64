package io.godwit.cli.plan;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts rows into every table, with triggers (so foreign keys, too) switched off.
final class RowFilling {
    private RowFilling() {}

    static void fill(Connection connection, Catalog catalog, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script(catalog, rows));
        }
    }

    /// The statements that do it.
    static String script(Catalog catalog, int rows) {
        StringBuilder script = new StringBuilder("SET session_replication_role = replica;\n");
        for (Table table : catalog.tables().values()) {
            List<Column> columns = table.columns().stream()
                    .filter(column -> column.generation() instanceof Column.Generation.None)
                    .toList();
            String names = columns.stream()
                    .map(column -> SqlName.quoted(column.name()))
                    .collect(Collectors.joining(", "));
            String values =
                    columns.stream().map(column -> value(column, catalog)).collect(Collectors.joining(", "));
            String insert = "INSERT INTO " + table.name().sql()
                    + (columns.isEmpty()
                            ? " DEFAULT VALUES"
                            : " (" + names + ") SELECT " + values + " FROM generate_series(1, %d) AS n"
                                    + " ON CONFLICT DO NOTHING");
            script.append(asManyAsFit(insert, rows));
        }
        return script + "RESET session_replication_role;\n";
    }

    /// A check may allow one row only (`id = 1`), or none of this kind.
    private static String asManyAsFit(String insert, int rows) {
        return "DO $rows$ BEGIN " + insert.replace("%d", String.valueOf(rows))
                + "; EXCEPTION WHEN OTHERS THEN BEGIN " + insert.replace("%d", "1")
                + "; EXCEPTION WHEN OTHERS THEN NULL; END; END $rows$;\n";
    }

    private static String value(Column column, Catalog catalog) {
        String type = column.type().sql();
        if (column.type().isArray()) {
            return "'{}'::" + type;
        }
        Optional<EnumType> enumType = catalog.enums().values().stream()
                .filter(candidate -> DataType.of(candidate.name()).equals(column.type()))
                .findFirst();
        if (enumType.isPresent()) {
            String labels =
                    enumType.get().labels().stream().map(SqlName::literal).collect(Collectors.joining(","));
            return "(ARRAY[" + labels + "])[n % " + enumType.get().labels().size() + " + 1]::" + type;
        }
        String bare = type.replaceFirst("\\([0-9, ]+\\)", "");
        return switch (bare) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "n";
            case "boolean" -> "n % 2 = 0";
            case "json", "jsonb" -> "'{}'::" + type;
            case "uuid" -> "gen_random_uuid()";
            case "inet" -> "('10.0.0.' || n)::inet";
            case "interval" -> "n * interval '1 minute'";
            case "time without time zone" -> "'00:00'::time + n * interval '1 minute'";
            case "bytea" -> "convert_to(n::text, 'UTF8')";
            case "date", "timestamp without time zone", "timestamp with time zone" -> "now() + n * interval '1 minute'";
            default -> "n::text::" + type;
        };
    }
}
