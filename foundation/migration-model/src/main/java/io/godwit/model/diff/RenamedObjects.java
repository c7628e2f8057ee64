package io.godwit.model.diff;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Views, triggers, comments and the like under new names of tables and columns, as far as their definitions write a
/// table with its schema and a column with its table. A column that a view's query names alone stays as written: the
/// view is then made anew.
record RenamedObjects(Map<ObjectName, ObjectName> tables, Map<ObjectName, Map<String, String>> columns) {

    SchemaObject of(SchemaObject object) {
        return new SchemaObject(
                object.kind(),
                text(object.identity()),
                texts(object.makes()),
                texts(object.removes()),
                texts(object.alters()),
                text(object.form()),
                new TreeSet<>(texts(List.copyOf(object.uses()))),
                new TreeSet<>(texts(List.copyOf(object.tables()))));
    }

    private List<String> texts(List<String> all) {
        return all.stream().map(this::text).toList();
    }

    private String text(String text) {
        String renamed = text;
        for (Map.Entry<ObjectName, ObjectName> table : tables.entrySet()) {
            renamed = replaced(renamed, table.getKey().identity(), table.getValue().identity());
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
