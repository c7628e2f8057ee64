package io.godwit.model.effect;

import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import java.util.List;

/// The names PostgreSQL chooses for constraints and indexes of a table that are given none: with a number on a clash.
record ConstraintNaming(CatalogDraft draft) {

    String primaryKey(Table table) {
        return chosen(table, "", "pkey");
    }

    String unique(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "key");
    }

    String foreignKey(Table table, List<String> columns) {
        return chosen(table, String.join("_", columns), "fkey");
    }

    String check(Table table, List<String> columns) {
        return chosen(table, columns.size() == 1 ? columns.getFirst() : "", "check");
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
