package io.godwit.validator;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import io.godwit.validator.GeneratedTable.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A schema made of chance: tables with keys, indexes, checks and foreign keys, enums, views, triggers, policies and
/// partitions. It prints itself as SQL; [GeneratedChanges] makes another of it. Columns of partitioned tables keep
/// their types, and no column of a domain and no computed one is added later: for those there is no safe pattern.
final class GeneratedSchema {
    static final Map<String, String> DEFAULTS = Map.of(
            "integer", "7",
            "bigint", "7",
            "text", "'x'",
            "varchar(20)", "'x'",
            "boolean", "false",
            "timestamptz", "now()",
            "numeric(10,2)", "1.5",
            "uuid", "gen_random_uuid()",
            "text[]", "'{x}'",
            "word", "'x'");
    private static final List<String> TYPES = List.of(
            "integer",
            "bigint",
            "text",
            "varchar(20)",
            "boolean",
            "timestamptz",
            "numeric(10,2)",
            "uuid",
            "text[]",
            "word");

    final Random random;
    final List<String> labels = new ArrayList<>(List.of("sad", "ok", "glad"));
    final Map<String, GeneratedTable> tables = new LinkedHashMap<>();
    final Map<String, String> renamed = new LinkedHashMap<>();
    private final String schema;
    private boolean made;
    private int named;

    /// @param schema it is in
    GeneratedSchema(long seed, String schema) {
        this.random = new Random(seed);
        this.schema = schema;
        boolean large = random.nextInt(8) == 0;
        for (int i = 0; i < 1 + random.nextInt(large ? 4 : 2); i++) {
            addTable();
        }
        for (int i = 0; i < (large ? 6 : 2); i++) {
            addExtra();
        }
        this.made = true;
    }

    /// A name nothing has yet.
    String fresh(String kind) {
        return kind + ++named;
    }

    String anyName() {
        return tables.keySet().stream().toList().get(random.nextInt(tables.size()));
    }

    GeneratedTable table(String name) {
        return tables.getOrDefault(name, new GeneratedTable());
    }

    String column(GeneratedTable table) {
        return table.columns.keySet().stream().toList().get(random.nextInt(table.columns.size()));
    }

    static String defaultOf(String type) {
        return type.equals("mood") ? "'ok'" : DEFAULTS.getOrDefault(type, "");
    }

    void addTable() {
        GeneratedTable table = new GeneratedTable();
        table.divided = random.nextInt(6) == 0;
        table.key = List.of("bigint", "bigint", "integer", "uuid").get(random.nextInt(table.divided ? 3 : 4));
        tables.put(fresh("t"), table);
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            addColumn(table);
        }
    }

    void addColumn(GeneratedTable table) {
        String name = fresh("c");
        int kind = table.divided ? 9 : random.nextInt(16);
        if (kind == 0) {
            table.put(new Part(name, Part.NUMBERED, true, ""));
        } else if (kind == 1 && !made && !table.key.equals("uuid")) {
            table.put(new Part(name, Part.COMPUTED, false, "id * 2"));
        } else {
            String type =
                    kind == 2 || kind == 3 ? "mood" : TYPES.get(random.nextInt(made ? TYPES.size() - 1 : TYPES.size()));
            String value = random.nextInt(3) == 0 ? "" : defaultOf(type);
            table.put(new Part(name, type, random.nextInt(3) == 0 && !type.equals("word"), value));
        }
    }

    void addExtra() {
        String name = anyName();
        GeneratedTable table = table(name);
        String column = column(table);
        String type = table.part(column).type();
        if (table.divided && table.isUsed(column)) {
            return;
        }
        String extra = fresh("x");
        List<String> used = new ArrayList<>(List.of(column));
        String sql = switch (random.nextInt(table.divided ? 3 : 11)) {
            case 0 -> "CREATE INDEX " + extra + " ON " + name + " (" + column + ")";
            case 1 ->
                "ALTER TABLE " + name + " ADD CONSTRAINT " + extra + " CHECK (" + column
                        + " IS NOT NULL OR id IS NOT NULL)";
            case 2 -> "CREATE VIEW v" + extra + " AS SELECT id, " + column + " FROM " + name;
            case 3 -> "CREATE UNIQUE INDEX " + extra + " ON " + name + " (id, " + column + ")";
            case 4 -> "ALTER TABLE " + name + " ADD CONSTRAINT " + extra + " UNIQUE (" + column + ", id)";
            case 5 ->
                type.equals("mood")
                        ? "CREATE INDEX " + extra + " ON " + name + " (id) WHERE " + column + " = 'ok'"
                        : "COMMENT ON COLUMN " + name + "." + column + " IS 'said " + extra + "'";
            case 6 -> "CREATE MATERIALIZED VIEW m" + extra + " AS SELECT id, " + column + " FROM " + name;
            case 7 ->
                "CREATE FUNCTION f" + extra + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                        + " CREATE TRIGGER " + extra + " AFTER UPDATE ON " + name + " FOR EACH ROW WHEN (OLD." + column
                        + " IS DISTINCT FROM NEW." + column + ") EXECUTE FUNCTION f" + extra + "()";
            case 8 -> "CREATE POLICY " + extra + " ON " + name + " USING (" + column + " IS NULL)";
            case 9 -> "CREATE INDEX " + extra + " ON " + name + " ((" + column + " IS NULL), id)";
            default -> refer(name, table, extra, used);
        };
        table.extras.put(extra, sql);
        table.uses.put(extra, used);
    }

    private String refer(String name, GeneratedTable table, String extra, List<String> used) {
        String to = tables.keySet().stream()
                .filter(other -> !table(other).divided)
                .findFirst()
                .orElse(name);
        String from = "r" + extra;
        table.put(new Part(from, table(to).key, false, ""));
        used.set(0, from);
        return "ALTER TABLE " + name + " ADD CONSTRAINT " + extra + " FOREIGN KEY (" + from + ") REFERENCES " + to
                + " (id)";
    }

    /// What the changes renamed, tables first.
    List<Rename> renames() {
        List<Rename> renames = new ArrayList<>();
        renamed.forEach((fresh, old) -> {
            if (tables.containsKey(fresh)) {
                renames.add(new Rename.OfTable(in(old), in(fresh)));
            }
        });
        tables.forEach((name, table) -> table.renamed.forEach((fresh, old) -> {
            if (table.columns.containsKey(fresh)) {
                renames.add(new Rename.OfColumn(in(name), old, fresh));
            }
        }));
        return renames;
    }

    private ObjectName in(String name) {
        return new ObjectName(schema, name);
    }

    /// Makes the schema and all that is in it, and leaves the `search_path` there.
    String sql() {
        StringBuilder sql = new StringBuilder("CREATE SCHEMA " + schema + ";\nSET search_path = " + schema + ";\n"
                + "CREATE DOMAIN word AS text CHECK (VALUE <> 'bad');\n");
        sql.append(labels.stream()
                .map(label -> "'" + label + "'")
                .collect(Collectors.joining(", ", "CREATE TYPE mood AS ENUM (", ");\n")));
        tables.forEach((name, table) -> {
            sql.append("CREATE TABLE ").append(name).append(" (id ").append(table.key);
            sql.append(" PRIMARY KEY, ");
            sql.append(table.columns.values().stream().map(Part::sql).collect(Collectors.joining(", ")));
            sql.append(table.divided ? ") PARTITION BY RANGE (id);\n" : ");\n");
            if (table.divided) {
                sql.append("CREATE TABLE %1$s_a PARTITION OF %1$s FOR VALUES FROM (0) TO (1000);\n".formatted(name));
                sql.append("CREATE TABLE %1$s_b PARTITION OF %1$s DEFAULT;\n".formatted(name));
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
            TreeSet<String> filled = new TreeSet<>(table.columns.keySet());
            filled.removeIf(column -> column.startsWith("r")
                    || table.part(column).fillsItself()
                    || !table.part(column).required() && random.nextBoolean());
            for (int id = 1; id <= 3; id++) {
                sql.append("INSERT INTO ").append(name).append(" (id");
                filled.forEach(column -> sql.append(", ").append(column));
                sql.append(") VALUES (").append(table.key.equals("uuid") ? "gen_random_uuid()" : "" + id);
                for (String column : filled) {
                    sql.append(", ").append(defaultOf(table.part(column).type()));
                }
                sql.append(");\n");
            }
        });
        return sql.toString();
    }
}
