package io.godwit.model.effect;

import io.godwit.model.catalog.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The names PostgreSQL chooses for constraints and indexes that are given none (`ChooseRelationName` and
/// `makeObjectName` in its source): the parts joined by `_`, the longer one cut to fit 63 bytes, a number on a clash.
final class ConstraintNaming {
    private static final int LONGEST = 63;

    private ConstraintNaming() {}

    static String primaryKey(Table table) {
        return chosen(table, "", "pkey");
    }

    static String unique(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "key");
    }

    static String foreignKey(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "fkey");
    }

    static String check(Table table, List<String> columns) {
        return chosen(table, columns.size() == 1 ? columns.getFirst() : "", "check");
    }

    static String index(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "idx");
    }

    private static String chosen(Table table, String columns, String label) {
        String name = joined(table.name().name(), columns, label);
        for (int number = 1; isTaken(table, name); number++) {
            name = joined(table.name().name(), columns, label + number);
        }
        return name;
    }

    private static boolean isTaken(Table table, String name) {
        return table.constraint(name).isPresent() || table.index(name).isPresent();
    }

    private static String joined(String table, String columns, String label) {
        int room = LONGEST - label.length() - 1 - (columns.isEmpty() ? 0 : 1);
        String first = table;
        String second = columns;
        while (bytes(first) + bytes(second) > room) {
            if (bytes(first) > bytes(second)) {
                first = first.substring(0, first.length() - 1);
            } else {
                second = second.substring(0, second.length() - 1);
            }
        }
        return first + (second.isEmpty() ? "" : "_" + second) + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
