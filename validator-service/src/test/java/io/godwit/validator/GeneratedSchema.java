package io.godwit.validator;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A schema made of chance: tables with keys, indexes, checks and foreign keys, enums, views and
/// partitions. It prints itself as SQL, and another that a few changes lead to. Columns of partitioned
/// tables keep their types: for those there is no safe pattern.
final class GeneratedSchema {
    private static final List<String> TYPES =
            List.of("integer", "bigint", "text", "varchar(20)", "boolean", "timestamptz", "numeric(10,2)", "uuid");
    private static final Map<String, String> DEFAULTS = Map.of(
            "integer", "7",
            "bigint", "7",
            "text", "'x'",
            "varchar(20)", "'x'",
            "boolean", "false",
            "timestamptz", "now()",
            "numeric(10,2)", "1.5",
            "uuid", "gen_random_uuid()");
    private static final Map<String, String> WIDER =
            Map.of("integer", "bigint", "varchar(20)", "text", "bigint", "text", "boolean", "text");

    private final Random random;
    private final Map<String, List<String>> enums = new LinkedHashMap<>();
    private final Map<String, Made> tables = new LinkedHashMap<>();
    private final Set<String> original = new TreeSet<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private int named;

    /// A column in the making.
    private record Part(String name, String type, boolean required, String value) {
        String sql() {
            return name + " " + type + (value.isEmpty() ? "" : " DEFAULT " + value) + (required ? " NOT NULL" : "");
        }
    }

    /// A table in the making; the extras are whole statements by the names of what they make.
    private static final class Made {
        private String key = "bigint";
        private boolean divided;
        private final Map<String, Part> columns = new LinkedHashMap<>();
        private final Map<String, String> extras = new LinkedHashMap<>();
        private final Map<String, List<String>> uses = new LinkedHashMap<>();
        private final Set<String> original = new TreeSet<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
    }

    GeneratedSchema(long seed) {
        this.random = new Random(seed);
        enums.put("mood", new ArrayList<>(List.of("sad", "ok", "glad")));
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            addTable();
        }
        for (int i = 0; i < 6; i++) {
            addExtra();
        }
    }

    /// Makes a few changes.
    void change() {
        original.addAll(tables.keySet());
        tables.values().forEach(table -> table.original.addAll(table.columns.keySet()));
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Made table = any();
            switch (random.nextInt(15)) {
                case 0 -> addTable();
                case 1, 2 -> addColumn(table);
                case 3 -> dropColumn(table);
                case 4 -> changeType(table);
                case 5 -> changeNull(table);
                case 6 -> changeDefault(table);
                case 7, 8 -> addExtra();
                case 9 -> dropExtra(table);
                case 10 -> changeEnum();
                case 11 -> changeKey(table);
                case 12 -> renameColumn(table);
                case 13 -> renameTable();
                default -> dropTable();
            }
        }
    }

    private void addTable() {
        Made table = new Made();
        table.divided = random.nextInt(6) == 0;
        table.key = random.nextInt(4) == 0 ? "integer" : "bigint";
        tables.put("t" + ++named, table);
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            addColumn(table);
        }
    }

    private void addColumn(Made table) {
        String type = random.nextInt(6) == 0 && !table.divided ? "mood" : TYPES.get(random.nextInt(TYPES.size()));
        String value = switch (random.nextInt(3)) {
            case 0 -> "";
            default -> type.equals("mood") ? "'ok'" : DEFAULTS.getOrDefault(type, "");
        };
        String name = "c" + ++named;
        table.columns.put(name, new Part(name, type, random.nextInt(3) == 0, value));
    }

    private void dropColumn(Made table) {
        if (table.columns.size() > 1) {
            String gone = column(table);
            table.columns.remove(gone);
            List.copyOf(table.uses.keySet()).stream()
                    .filter(extra -> table.uses.getOrDefault(extra, List.of()).contains(gone))
                    .forEach(extra -> {
                        table.extras.remove(extra);
                        table.uses.remove(extra);
                    });
        }
    }

    private void changeType(Made table) {
        String name = column(table);
        Part old = part(table, name);
        String wider = WIDER.get(old.type());
        if (wider != null && !table.divided) {
            boolean plain = table.uses.values().stream().noneMatch(used -> used.contains(name));
            table.columns.put(
                    name,
                    new Part(
                            name,
                            plain ? wider : old.type(),
                            old.required(),
                            plain && !old.value().isEmpty() ? DEFAULTS.getOrDefault(wider, "") : old.value()));
        }
    }

    /// The key, and columns that refer to it or not: integers of all sizes can.
    private void changeKey(Made table) {
        if (table.divided || !table.key.equals("integer")) {
            return;
        }
        table.key = "bigint";
        String name = named(table);
        boolean along = random.nextBoolean();
        tables.values()
                .forEach(other -> other.uses.forEach((extra, used) -> {
                    if (along && other.extras.getOrDefault(extra, "").contains(" REFERENCES " + name + " ")) {
                        Part old = part(other, used.getFirst());
                        other.columns.put(old.name(), new Part(old.name(), table.key, old.required(), old.value()));
                    }
                }));
    }

    private void renameColumn(Made table) {
        String old = column(table);
        if (table.divided || !table.original.contains(old)) {
            return;
        }
        String fresh = "n" + ++named;
        Map<String, Part> columns = new LinkedHashMap<>();
        table.columns.forEach((name, part) -> columns.put(
                name.equals(old) ? fresh : name,
                name.equals(old) ? new Part(fresh, part.type(), part.required(), part.value()) : part));
        table.columns.clear();
        table.columns.putAll(columns);
        table.extras.replaceAll((_, sql) -> sql.replaceAll("\\b" + old + "\\b", fresh));
        table.uses.replaceAll((_, used) ->
                used.stream().map(name -> name.equals(old) ? fresh : name).toList());
        table.renamed.put(fresh, old);
    }

    private void renameTable() {
        List<String> names = tables.keySet().stream()
                .filter(name -> !any(name).divided && original.contains(name))
                .toList();
        if (names.isEmpty()) {
            return;
        }
        String old = names.get(random.nextInt(names.size()));
        String fresh = "u" + ++named;
        tables.put(fresh, any(old));
        tables.remove(old);
        tables.values()
                .forEach(table -> table.extras.replaceAll((_, sql) -> sql.replaceAll("\\b" + old + "\\b", fresh)));
        renamed.put(fresh, old);
    }

    private String named(Made table) {
        return tables.entrySet().stream()
                .filter(entry -> entry.getValue() == table)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /// What the changes renamed, tables first.
    List<Rename> renames() {
        List<Rename> renames = new ArrayList<>();
        renamed.forEach((fresh, old) -> {
            if (tables.containsKey(fresh)) {
                renames.add(new Rename.OfTable(ObjectName.inPublic(old), ObjectName.inPublic(fresh)));
            }
        });
        tables.forEach((name, table) -> table.renamed.forEach((fresh, old) -> {
            if (table.columns.containsKey(fresh)) {
                renames.add(new Rename.OfColumn(ObjectName.inPublic(name), old, fresh));
            }
        }));
        return renames;
    }

    private void changeNull(Made table) {
        Part old = part(table, column(table));
        boolean refers = old.name().startsWith("r");
        table.columns.put(old.name(), new Part(old.name(), old.type(), !old.required() && !refers, old.value()));
    }

    private void changeDefault(Made table) {
        Part old = part(table, column(table));
        String other = old.type().equals("mood") ? "'sad'" : DEFAULTS.getOrDefault(old.type(), "");
        table.columns.put(
                old.name(),
                new Part(old.name(), old.type(), old.required(), old.value().isEmpty() ? other : ""));
    }

    private void addExtra() {
        String name = tables.keySet().stream().toList().get(random.nextInt(tables.size()));
        Made table = any(name);
        String column = column(table);
        String type = part(table, column).type();
        if (table.divided && table.uses.values().stream().anyMatch(used -> used.contains(column))) {
            return;
        }
        String extra = "x" + ++named;
        List<String> used = new ArrayList<>(List.of(column));
        String sql = switch (random.nextInt(table.divided ? 3 : 7)) {
            case 0 -> "CREATE INDEX " + extra + " ON " + name + " (" + column + ")";
            case 1 ->
                "ALTER TABLE " + name + " ADD CONSTRAINT " + extra + " CHECK (" + column + " IS NOT NULL OR id > 0)";
            case 2 -> "CREATE VIEW v" + extra + " AS SELECT id, " + column + " FROM " + name;
            case 3 -> "CREATE UNIQUE INDEX " + extra + " ON " + name + " (id, " + column + ")";
            case 4 -> "ALTER TABLE " + name + " ADD CONSTRAINT " + extra + " UNIQUE (" + column + ", id)";
            case 5 ->
                type.equals("mood")
                        ? "CREATE INDEX " + extra + " ON " + name + " (id) WHERE " + column + " = 'ok'"
                        : "COMMENT ON COLUMN " + name + "." + column + " IS 'said " + extra + "'";
            default -> {
                String to = tables.keySet().stream()
                        .filter(other -> !any(other).divided)
                        .findFirst()
                        .orElse(name);
                String from = "r" + extra;
                table.columns.put(from, new Part(from, any(to).key, false, ""));
                used.set(0, from);
                yield "ALTER TABLE " + name + " ADD CONSTRAINT " + extra + " FOREIGN KEY (" + from + ") REFERENCES "
                        + to + " (id)";
            }
        };
        table.extras.put(extra, sql);
        table.uses.put(extra, used);
    }

    private void dropExtra(Made table) {
        table.extras.keySet().stream().findFirst().ifPresent(extra -> {
            table.extras.remove(extra);
            table.uses.remove(extra);
        });
    }

    private void changeEnum() {
        List<String> labels = enums.getOrDefault("mood", new ArrayList<>());
        if (random.nextBoolean() || !labels.contains("glad")) {
            labels.add(random.nextInt(labels.size() + 1), "m" + ++named);
        } else {
            labels.remove("glad");
        }
    }

    private void dropTable() {
        String gone = tables.keySet().stream().toList().get(random.nextInt(tables.size()));
        if (tables.size() > 1) {
            tables.remove(gone);
            tables.values().forEach(table -> {
                List.copyOf(table.extras.keySet()).stream()
                        .filter(extra -> table.extras.getOrDefault(extra, "").contains(" REFERENCES " + gone + " "))
                        .forEach(extra -> {
                            table.extras.remove(extra);
                            table.uses.remove(extra);
                        });
            });
        }
    }

    private Made any() {
        return tables.values().stream().toList().get(random.nextInt(tables.size()));
    }

    private Made any(String name) {
        return tables.getOrDefault(name, new Made());
    }

    private String column(Made table) {
        return table.columns.keySet().stream().toList().get(random.nextInt(table.columns.size()));
    }

    private static Part part(Made table, String name) {
        return table.columns.getOrDefault(name, new Part(name, "text", false, ""));
    }

    String sql() {
        StringBuilder sql = new StringBuilder();
        enums.forEach((name, labels) -> sql.append("CREATE TYPE ")
                .append(name)
                .append(labels.stream()
                        .map(label -> "'" + label + "'")
                        .collect(Collectors.joining(", ", " AS ENUM (", ");\n"))));
        tables.forEach((name, table) -> {
            sql.append("CREATE TABLE ")
                    .append(name)
                    .append(" (id ")
                    .append(table.key)
                    .append(" PRIMARY KEY, ");
            sql.append(table.columns.values().stream().map(Part::sql).collect(Collectors.joining(", ")));
            sql.append(table.divided ? ") PARTITION BY RANGE (id);\n" : ");\n");
            if (table.divided) {
                sql.append("CREATE TABLE ")
                        .append(name)
                        .append("_a PARTITION OF ")
                        .append(name);
                sql.append(" FOR VALUES FROM (0) TO (1000);\n");
                sql.append("CREATE TABLE ")
                        .append(name)
                        .append("_b PARTITION OF ")
                        .append(name)
                        .append(" DEFAULT;\n");
            }
        });
        tables.values()
                .forEach(table ->
                        table.extras.values().forEach(extra -> sql.append(extra).append(";\n")));
        return sql.toString();
    }

    /// A few rows in each table, with values where they are required.
    String rows() {
        StringBuilder sql = new StringBuilder();
        tables.forEach((name, table) -> {
            TreeSet<String> named = new TreeSet<>(table.columns.keySet());
            named.removeIf(
                    column -> column.startsWith("r") || !part(table, column).required() && random.nextBoolean());
            for (int id = 1; id <= 3; id++) {
                sql.append("INSERT INTO ").append(name).append(" (id");
                named.forEach(column -> sql.append(", ").append(column));
                sql.append(") VALUES (").append(id);
                for (String column : named) {
                    String type = part(table, column).type();
                    sql.append(", ").append(type.equals("mood") ? "'ok'" : DEFAULTS.getOrDefault(type, "NULL"));
                }
                sql.append(");\n");
            }
        });
        return sql.toString();
    }
}
