package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Names PostgreSQL chooses for relations (`ChooseRelationName`).
public final class IndexNames {
    private static final int LONGEST = 63;

    private IndexNames() {}

    /// A column that comes twice is numbered the second time.
    public static String joined(List<String> columns) {
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            String name = column;
            for (int number = 1; names.contains(name); number++) {
                name = column + number;
            }
            names.add(name);
        }
        return String.join("_", names);
    }

    /// `table_columns_suffix`, shortened to fit, numbered if it is taken.
    ///
    /// @param columns joined by `_`; empty for a primary key
    public static String chosen(DatabaseFacts facts, ObjectName table, String columns, String suffix) {
        for (int number = 0; ; number++) {
            String end = suffix + (number == 0 ? "" : String.valueOf(number));
            String name = fitting(table.name(), columns, end);
            ObjectName candidate = table.sibling(name);
            if (facts.relation(candidate).isEmpty() && facts.index(candidate).isEmpty()) {
                return name;
            }
        }
    }

    /// The part of a name that stands for a key of an index: a column's name, or what PostgreSQL calls the expression.
    static String column(Draft draft, Relation table, String key) {
        return column(draft.setting().questions(), table, key);
    }

    /// The same, where PostgreSQL can be asked.
    public static String column(CatalogQuestions questions, Relation table, String key) {
        String bare = key.replaceAll("(?is)\\s+(asc|desc|nulls|collate|\\w+_ops)\\b.*$", "");
        if (!bare.contains("(")) {
            return bare.replace("\"", "");
        }
        String function = bare.replaceAll("(?s)\\(.*$", "").strip();
        return questions
                .columns("select " + bare + " from " + table.name().sql())
                .filter(columns -> columns.size() == 1)
                .map(columns -> columns.getFirst().name())
                .map(name -> name.equals("?column?") ? "expr" : name)
                .orElse(function.isEmpty() ? "expr" : function);
    }

    private static String fitting(String table, String columns, String suffix) {
        int room = LONGEST - suffix.length() - 1 - (columns.isEmpty() ? 0 : 1);
        String one = table;
        String two = columns;
        while (bytes(one) + bytes(two) > room) {
            if (bytes(one) > bytes(two)) {
                one = one.substring(0, one.length() - 1);
            } else {
                two = two.substring(0, two.length() - 1);
            }
        }
        return one + (two.isEmpty() ? "" : "_" + two) + "_" + suffix;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
