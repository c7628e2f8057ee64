package io.godwit.model.diff;

import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Views, triggers, comments and the like under new names of tables and columns, as PostgreSQL itself
/// would print them: a view's own column keeps its name. Names are replaced as whole words, which is
/// right wherever no string holds them.
record RenamedObjects(Map<ObjectName, ObjectName> tables, Map<ObjectName, Map<String, String>> columns) {

    SchemaObject of(SchemaObject object) {
        return new SchemaObject(
                object.kind(),
                text(object.identity()),
                queries(object, texts(object.makes())),
                texts(object.removes()),
                queries(object, texts(object.alters())),
                text(object.form()),
                new TreeSet<>(texts(List.copyOf(object.uses()))),
                new TreeSet<>(texts(List.copyOf(object.tables()))),
                texts(object.grants()));
    }

    private List<String> texts(List<String> all) {
        return all.stream().map(this::text).toList();
    }

    /// Columns that a query or an expression names without their table.
    private List<String> queries(SchemaObject object, List<String> all) {
        if (object.kind() == ObjectKind.COMMENT) {
            return all;
        }
        List<String> renamed = all;
        for (Map.Entry<ObjectName, ObjectName> table : tables.entrySet()) {
            renamed = renamed.stream()
                    .map(sql -> qualified(sql, table.getKey(), table.getValue()))
                    .toList();
        }
        for (Map.Entry<ObjectName, Map<String, String>> table : columns.entrySet()) {
            for (Map.Entry<String, String> column : table.getValue().entrySet()) {
                if (uses(object, table.getKey(), column.getKey())) {
                    renamed = renamed.stream()
                            .map(sql -> query(sql, column.getKey(), column.getValue()))
                            .toList();
                }
            }
        }
        return renamed;
    }

    /// @param table under its new name
    private boolean uses(SchemaObject object, ObjectName table, String column) {
        return object.uses().contains("table column " + table.identity(column))
                || tables.entrySet().stream()
                        .anyMatch(renamed -> renamed.getValue().equals(table)
                                && object.uses()
                                        .contains("table column "
                                                + renamed.getKey().identity(column)));
    }

    /// Where a query reads from a table without an alias, the table's name qualifies its columns: always before
    /// PostgreSQL
    /// 16, since then if the query reads from more than one.
    ///
    /// @param sql with the table under its new name
    private static String qualified(String sql, ObjectName before, ObjectName after) {
        String old = written(before);
        boolean reads = Pattern.compile("(?<![\\w.\"])" + Pattern.quote(after.identity()) + "(?=[\\s,;)]|$)")
                .matcher(sql)
                .find();
        boolean alias = Pattern.compile("[\\w\")] (?i:AS )?" + Pattern.quote(old) + "(?=[\\s,;)(]|$)")
                .matcher(sql)
                .find();
        return !reads || alias || before.schema().equals(before.name())
                ? sql
                : sql.replaceAll(
                        "(?<![\\w.\"'])" + Pattern.quote(old) + "\\.(?=[\\w\"])",
                        Matcher.quoteReplacement(written(after) + "."));
    }

    private static String written(ObjectName table) {
        return table.identity().replaceFirst("^(\"(?:[^\"]|\"\")++\"|[^\".]+)\\.", "");
    }

    /// `pg_get_viewdef` writes each column of a query on a line of its own.
    private static String query(String sql, String before, String after) {
        String name = Pattern.quote(before);
        String listed = sql.replaceAll(
                "(?m)(SELECT |^ {4})((?:\\w+\\.)?)" + name + "(?=,?$)",
                "$1$2" + Matcher.quoteReplacement(after + " AS " + before));
        return listed.replaceAll("(?<![\\w\"']|AS )" + name + "(?![\\w\"'(])", Matcher.quoteReplacement(after));
    }

    private String text(String text) {
        String renamed = text;
        for (Map.Entry<ObjectName, ObjectName> table : tables.entrySet()) {
            renamed = replaced(
                    renamed, table.getKey().identity(), table.getValue().identity());
        }
        for (Map.Entry<ObjectName, Map<String, String>> table : columns.entrySet()) {
            for (Map.Entry<String, String> column : table.getValue().entrySet()) {
                renamed = replaced(
                        renamed,
                        table.getKey().identity(column.getKey()),
                        table.getKey().identity(column.getValue()));
            }
        }
        return renamed;
    }

    private static String replaced(String text, String before, String after) {
        return text.replaceAll(
                "(?<![\\w.\"])" + Pattern.quote(before) + "(?![\\w\"])", Matcher.quoteReplacement(after));
    }
}
