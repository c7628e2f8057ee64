package io.godwit.validator;

import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of every table, to be the same again after a way back that calls itself lossless.
///
/// @param tables by schema and name: the columns in the order of their names, and a digest of all rows
record LawRows(SortedMap<String, String> tables) {

    private static final Pattern RENAME = Pattern.compile(
            "(?:Rename the table|Let both names be used,) (?<old>[\\w.]+),? (?:to|and) (?<fresh>[\\w.]+)(?::.*)?");

    static LawRows of(Connection connection) throws SQLException {
        SortedMap<String, String> digests = new TreeMap<>();
        SortedMap<String, String> lists = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    select n.nspname || '.' || c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attname)
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
                    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname ~ '^s[0-9]+$' and a.attnum > 0 and not a.attisdropped
                      and a.attgenerated = '' group by 1""")) {
                while (row.next()) {
                    lists.put(row.getString(1), row.getString(2));
                }
            }
            for (String table : lists.keySet()) {
                String columns = lists.get(table);
                try (ResultSet row = statement.executeQuery("select md5(coalesce(string_agg(r::text, '|' order by"
                        + " r::text), '')) from (select " + columns + " from " + table + ") r")) {
                    row.next();
                    digests.put(table, columns + " " + row.getString(1));
                }
            }
        }
        return new LawRows(digests);
    }

    /// Tables of a schema that no step with a lossy way back names, and whose rows are others now.
    List<String> differences(LawRows after, String schema, Plan plan) {
        List<String> lossy = plan.steps().stream()
                .filter(step -> step.rollback().reversibility() != Reversibility.LOSSLESS)
                .map(step -> formerly(step.title(), plan))
                .toList();
        return tables.keySet().stream()
                .filter(table -> table.startsWith(schema + "."))
                .filter(table -> lossy.stream().noneMatch(title -> names(title, table)))
                .filter(table ->
                        !Objects.equals(tables.get(table), after.tables().get(table)))
                .map(table -> "rows of " + table + " are not what they were: " + tables.get(table) + ", now "
                        + after.tables().get(table))
                .toList();
    }

    /// A title with the names tables had before the plan.
    private static String formerly(String title, Plan plan) {
        String named = title;
        for (Step step : plan.steps()) {
            Matcher rename = RENAME.matcher(step.title());
            if (rename.matches()) {
                named = named.replace(rename.group("fresh"), rename.group("old"));
            }
        }
        return named;
    }

    /// Titles name tables with their schema; a type may be that of any table.
    private static boolean names(String title, String table) {
        return title.matches("(?s).*\\b" + Pattern.quote(table) + "\\b.*") || title.contains("type");
    }
}
