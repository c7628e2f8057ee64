package io.godwit.analyzer.query;

import io.godwit.analyzer.query.TypeHint.OfType;
import io.godwit.analyzer.query.TypeHint.Strength;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a column's name says of its type, as names usually are.
final class Conventions {
    private Conventions() {}

    static Optional<TypeHint> of(ObjectName table, String column, Catalog known) {
        String words = column.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        if (words.matches(
                "(is|has|can|should|was)_.*|.*_(enabled|disabled)|enabled|disabled|active|archived|deleted")) {
            return hint("boolean", Strength.FAIR, column);
        }
        if (words.matches(".*_at")) {
            return hint(pointInTime(table, known), Strength.FAIR, column);
        }
        if (words.matches(".*_id") && words.length() > 3) {
            return reference(table, words.substring(0, words.length() - 3), known)
                    .map(type -> new OfType(type, Strength.FAIR, "its name says that it refers to a row"));
        }
        if (words.matches(".*_(time|timestamp)|timestamp")) {
            return hint(pointInTime(table, known), Strength.WEAK, column);
        }
        if (words.matches(".*_(on|date)|date|birthday")) {
            return hint("date", Strength.WEAK, column);
        }
        if (words.matches(
                ".*_(count|total|number|position|rank|index|size|version|attempts|retries)|position|priority|count|age|year")) {
            return hint("integer", Strength.WEAK, column);
        }
        if (words.matches(".*(price|amount|cost|rate)")) {
            return hint("numeric", Strength.WEAK, column);
        }
        if (words.matches(".*(json|metadata|payload|settings|options|config|attributes)")) {
            return hint("jsonb", Strength.WEAK, column);
        }
        if (words.matches(
                ".*(name|email|title|slug|url|description|status|type|code|note|comment|text|token|key|locale|"
                        + "phone|address|city|country|currency)")) {
            return hint("text", Strength.WEAK, column);
        }
        return Optional.empty();
    }

    private static Optional<TypeHint> hint(String type, Strength strength, String column) {
        return Optional.of(new OfType(type, strength, "columns called like " + column + " usually are"));
    }

    /// As the other columns of the table, or of the database, that are called `..._at`.
    private static String pointInTime(ObjectName table, Catalog known) {
        return Stream.concat(known.table(table).stream(), known.tables().values().stream())
                .flatMap(found -> found.columns().stream())
                .filter(column -> column.name().matches(".*(_at|At)"))
                .map(column -> column.type().sql())
                .findFirst()
                .orElse("timestamp with time zone");
    }

    /// The type of the key of the table that is called like it.
    private static Optional<String> reference(ObjectName from, String singular, Catalog known) {
        List<String> names = List.of(
                singular,
                singular + "s",
                singular + "es",
                singular.replaceFirst("y$", "ies"),
                singular.replace("_", ""));
        return known.tables().values().stream()
                .filter(table -> table.name().schema().equals(from.schema())
                        && names.contains(table.name().name().toLowerCase(Locale.ROOT)))
                .flatMap(table -> table.primaryKey().stream()
                        .map(Constraint.PrimaryKey::columns)
                        .filter(columns -> columns.size() == 1)
                        .flatMap(columns -> column(table, columns.getFirst())))
                .findFirst();
    }

    private static Stream<String> column(Table table, String name) {
        return table.column(name).map(column -> column.type().sql()).stream();
    }
}
