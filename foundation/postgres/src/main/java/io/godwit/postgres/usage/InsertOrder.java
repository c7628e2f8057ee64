package io.godwit.postgres.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The columns of each table in their order, in which `INSERT INTO t VALUES (…)` gives them values. PostgreSQL plans
/// such a statement whatever the columns are called: one that puts an `int` where another column has come to stand is
/// found only by the order. A column that is added behind the others changes nothing for it.
///
/// @param columns by table, with its schema
record InsertOrder(Map<String, List<String>> columns) {
    private static final String NAME = "(?:[\\w$]+|\"[^\"]+\")";
    private static final Pattern WITHOUT_COLUMNS =
            Pattern.compile("(?is)\\binsert\\s+into\\s+((?:" + NAME + "\\.)?" + NAME + ")(?:\\s+as\\s+" + NAME
                    + ")?\\s*(?:overriding\\b|values\\b|select\\b|with\\b|table\\b|\\(\\s*(?:select|with|values)\\b)");
    private static final String COLUMNS = """
            select n.nspname || '.' || c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace where a.attnum > 0 and not a.attisdropped
            and c.relkind in ('r', 'p', 'v') and n.nspname not in ('pg_catalog', 'information_schema')
            order by a.attrelid, a.attnum""";

    InsertOrder {
        columns = Map.copyOf(columns);
    }

    static InsertOrder read(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return new InsertOrder(columns);
    }

    /// Whether the query is an INSERT without columns.
    static boolean isOf(UsedQuery query) {
        return WITHOUT_COLUMNS.matcher(query.sql()).find();
    }

    /// Why an INSERT without columns would give its values to other columns than before; empty if it would not, and
    /// for other queries.
    Optional<String> moved(UsedQuery query, InsertOrder later) {
        Matcher insert = WITHOUT_COLUMNS.matcher(query.sql());
        return insert.find()
                ? columns.keySet().stream()
                        .filter(table -> isNamed(table, insert.group(1)) && !later.continues(table, this))
                        .findFirst()
                        .map(table -> "it names no columns, and those of " + table.substring(table.indexOf('.') + 1)
                                + " are in another order then: its values go to the wrong ones")
                : Optional.empty();
    }

    private static boolean isNamed(String table, String written) {
        String name = written.contains("\"") ? written.replace("\"", "") : written.toLowerCase(Locale.ROOT);
        return table.equals(name) || table.endsWith("." + name);
    }

    /// A table that is gone is told of otherwise.
    private boolean continues(String table, InsertOrder before) {
        List<String> then = before.columns.getOrDefault(table, List.of());
        List<String> now = columns.getOrDefault(table, then);
        return now.size() >= then.size() && now.subList(0, then.size()).equals(then);
    }
}
