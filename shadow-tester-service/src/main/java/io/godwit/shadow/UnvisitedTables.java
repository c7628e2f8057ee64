package io.godwit.shadow;

import io.godwit.events.QueryComparison;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.copy.DatabaseClone;
import io.godwit.shadow.plan.TouchedTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds the tables a plan changes that no replayed query touches. A table without rows is nobody's loss.
final class UnvisitedTables {
    private final DatabaseClone baseline;

    UnvisitedTables(DatabaseClone baseline) {
        this.baseline = baseline;
    }

    /// @param changed relations, not all of them tables of the baseline
    Set<ObjectName> among(Set<ObjectName> changed, List<QueryComparison> queries) throws SQLException {
        Set<ObjectName> unvisited = new TreeSet<>();
        try (Connection connection = baseline.connect("godwit-shadow")) {
            for (ObjectName table : changed) {
                if (!named(table, queries) && TouchedTables.exists(connection, table) && hasRows(connection, table)) {
                    unvisited.add(table);
                }
            }
        }
        return unvisited;
    }

    private static boolean named(ObjectName table, List<QueryComparison> queries) {
        Pattern word =
                Pattern.compile("(?<![\\w$])" + Pattern.quote(table.name()) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
        return queries.stream().anyMatch(query -> word.matcher(query.getQuery()).find());
    }

    private static boolean hasRows(Connection connection, ObjectName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT 1 FROM " + table.sql() + " LIMIT 1")) {
            return found.next();
        }
    }
}
