package io.godwit.executor.quiet;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action.UsedName;
import io.godwit.postgres.Fingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a statement names one of the old things. A column counts as named where the relation and the column are
/// both named, and where the relation is named and all its columns are used: a column that is removed is missing there
/// too. Statements leave the schema out; one that names another schema is about another relation.
///
/// @param names   the old things
/// @param columns those of them that are columns their relation has at the moment
record NamedIn(List<UsedName> names, Set<UsedName> columns) {

    static NamedIn read(Connection connection, List<UsedName> names) throws SQLException {
        Set<UsedName> columns = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT EXISTS (SELECT FROM pg_attribute
                    WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped)
                """)) {
            for (UsedName name : names) {
                if (name.column().isPresent()) {
                    select.setString(1, name.relation().sql());
                    select.setString(2, name.column().get());
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next() && row.getBoolean(1)) {
                            columns.add(name);
                        }
                    }
                }
            }
        }
        return new NamedIn(names, columns);
    }

    /// The first of the names that the statement names; empty if it names none.
    Optional<UsedName> statement(String sql) {
        String text = Fingerprint.of(sql).text();
        return names.stream()
                .filter(name ->
                        Pattern.compile(relation(name.relation())).matcher(text).find())
                .filter(name -> name.column().stream().allMatch(column -> isIn(column, text))
                        || columns.contains(name) && new AllColumns(relation(name.relation())).isIn(text))
                .findFirst();
    }

    /// @param text with unquoted names in lower case
    private static boolean isIn(String name, String text) {
        return Pattern.compile(pattern(name)).matcher(text).find();
    }

    private static String relation(ObjectName relation) {
        String name = "(?:" + pattern(relation.name()) + ")";
        return "(?<!\\.)" + name + "|(?:" + pattern(relation.schema()) + ")\\." + name;
    }

    private static String pattern(String name) {
        String quoted = Pattern.quote("\"" + name.replace("\"", "\"\"") + "\"");
        return quoted + "|(?<![\\w$\"])" + Pattern.quote(name) + "(?![\\w$\"])";
    }
}
