package io.godwit.model.effect;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names PostgreSQL chooses for constraints and indexes of a table that are given none: with a number on a clash.
record ConstraintNaming(CatalogDraft draft) {
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'");
    private static final Pattern COMPARED =
            Pattern.compile("(?i)[(,]\\s*(\"(?:[^\"]|\"\")++\"|\\w+)(?:\\s+\\w+)?\\s+with\\s");
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")++)\"|[A-Za-z_][\\w$]*");

    String primaryKey(Table table) {
        return chosen(table, "", "pkey");
    }

    String unique(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "key");
    }

    String foreignKey(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "fkey");
    }

    /// After the only column it reads, wherever it is written.
    String check(Table table, String expression) {
        Set<String> named = new HashSet<>();
        Matcher names = NAME.matcher(TEXT.matcher(expression).replaceAll(" "));
        while (names.find()) {
            named.add(
                    names.group(1) == null
                            ? names.group().toLowerCase(Locale.ROOT)
                            : names.group(1).replace("\"\"", "\""));
        }
        List<String> columns = table.columns().stream()
                .map(Column::name)
                .filter(named::contains)
                .toList();
        return chosen(table, columns.size() == 1 ? columns.getFirst() : "", "check");
    }

    /// After the columns it compares.
    ///
    /// @param definition `EXCLUDE USING gist (room WITH =, during WITH &&)`
    String exclusion(Table table, String definition) {
        return chosen(
                table,
                COMPARED.matcher(definition)
                        .results()
                        .map(found -> found.group(1).replace("\"", ""))
                        .collect(Collectors.joining("_")),
                "excl");
    }

    String index(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "idx");
    }

    private String chosen(Table table, String columns, String kind) {
        String name = PostgresNames.of(table.name().name(), columns, kind);
        for (int number = 1; draft.isTaken(table, name); number++) {
            name = PostgresNames.of(table.name().name(), columns, kind + number);
        }
        return name;
    }
}
