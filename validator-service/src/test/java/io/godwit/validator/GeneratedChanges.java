package io.godwit.validator;

import io.godwit.validator.GeneratedTable.Part;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Changes a [GeneratedSchema] by chance, as developers do.
final class GeneratedChanges {
    private static final Map<String, String> WIDER = Map.of(
            "integer", "bigint", "varchar(20)", "text", "bigint", "text", "boolean", "text", "numeric(10,2)", "text");

    private final GeneratedSchema schema;
    private final Set<String> original;

    private GeneratedChanges(GeneratedSchema schema) {
        this.schema = schema;
        this.original = new TreeSet<>(schema.tables.keySet());
    }

    /// Makes a few changes.
    static void in(GeneratedSchema schema) {
        schema.tables.values().forEach(table -> table.original.addAll(table.columns.keySet()));
        GeneratedChanges changes = new GeneratedChanges(schema);
        int many = 1 + schema.random.nextInt(3);
        for (int i = 0; i < many; i++) {
            changes.one(schema.table(schema.anyName()));
        }
    }

    private void one(GeneratedTable table) {
        switch (schema.random.nextInt(15)) {
            case 0 -> schema.addTable();
            case 1, 2 -> schema.addColumn(table);
            case 3 -> dropColumn(table);
            case 4 -> changeType(table);
            case 5 -> changeNull(table);
            case 6 -> changeDefault(table);
            case 7, 8 -> schema.addExtra();
            case 9 -> table.extras.keySet().stream().findFirst().ifPresent(table::remove);
            case 10 -> changeEnum();
            case 11 -> changeKey(table);
            case 12 -> renameColumn(table);
            case 13 -> renameTable();
            default -> dropTable();
        }
    }

    private void dropColumn(GeneratedTable table) {
        if (table.columns.size() > 1) {
            table.removeColumn(schema.column(table));
        }
    }

    private void changeType(GeneratedTable table) {
        Part old = table.part(schema.column(table));
        String wider = WIDER.get(old.type());
        boolean refers = old.name().startsWith("r");
        if (wider != null && !table.divided && !refers) {
            table.put(old.of(wider, old.value().isEmpty() ? "" : GeneratedSchema.defaultOf(wider)));
        }
    }

    /// The key, and columns that refer to it or not: integers of all sizes can.
    private void changeKey(GeneratedTable table) {
        if (table.divided
                || !table.key.equals("integer")
                || table.columns.values().stream().anyMatch(Part::isComputed)) {
            return;
        }
        table.key = "bigint";
        String name = named(table);
        boolean along = schema.random.nextBoolean();
        schema.tables
                .values()
                .forEach(other -> other.uses.forEach((extra, used) -> {
                    if (along && other.extras.getOrDefault(extra, "").contains(" REFERENCES " + name + " ")) {
                        Part old = other.part(used.getFirst());
                        other.put(old.of(table.key, old.value()));
                    }
                }));
    }

    private String named(GeneratedTable table) {
        return schema.tables.entrySet().stream()
                .filter(entry -> entry.getValue() == table)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private void renameColumn(GeneratedTable table) {
        String old = schema.column(table);
        if (!table.divided && table.original.contains(old)) {
            table.renameColumn(old, schema.fresh(old.startsWith("r") ? "r" : "n"));
        }
    }

    private void renameTable() {
        List<String> names = schema.tables.keySet().stream()
                .filter(name -> !schema.table(name).divided && original.contains(name))
                .toList();
        if (names.isEmpty()) {
            return;
        }
        String old = names.get(schema.random.nextInt(names.size()));
        String fresh = schema.fresh("u");
        schema.tables.put(fresh, schema.table(old));
        schema.tables.remove(old);
        schema.tables.values().forEach(table -> table.renameIn(old, fresh));
        schema.renamed.put(fresh, old);
    }

    private void changeNull(GeneratedTable table) {
        Part old = table.part(schema.column(table));
        if (!old.name().startsWith("r") && !old.fillsItself() && !old.type().equals("word")) {
            table.put(old.optional(old.required()));
        }
    }

    private void changeDefault(GeneratedTable table) {
        Part old = table.part(schema.column(table));
        boolean refersToNoRow = old.name().startsWith("r") && old.value().isEmpty();
        if (!old.fillsItself() && !refersToNoRow) {
            String other = old.type().equals("mood") ? "'sad'" : GeneratedSchema.defaultOf(old.type());
            table.put(old.of(old.type(), old.value().isEmpty() ? other : ""));
        }
    }

    private void changeEnum() {
        List<String> labels = schema.labels;
        if (schema.random.nextInt(3) == 0) {
            Collections.shuffle(labels, schema.random);
        } else if (schema.random.nextBoolean() || !labels.contains("glad")) {
            labels.add(schema.random.nextInt(labels.size() + 1), schema.fresh("m"));
        } else {
            labels.remove("glad");
        }
    }

    private void dropTable() {
        String gone = schema.anyName();
        if (schema.tables.size() > 1) {
            schema.tables.remove(gone);
            schema.tables.values().forEach(table -> table.removeReferencesTo(gone));
        }
    }
}
