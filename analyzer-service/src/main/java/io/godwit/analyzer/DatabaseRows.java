package io.godwit.analyzer;

import io.godwit.model.Problem;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.planning.LiveTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// Asks the database itself about its rows. Each question stops at the first row that answers it.
final class DatabaseRows implements LiveTables {
    private final Connection connection;

    DatabaseRows(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean hasRows(ObjectName table) {
        return answer(table, "");
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return answer(table, " WHERE " + SqlName.quoted(column) + " IS NULL");
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        String wanted = labels.stream().map(SqlName::literal).collect(Collectors.joining(", "));
        return answer(
                table,
                " WHERE string_to_array(btrim(" + SqlName.quoted(column) + "::text, '{}'), ',') && ARRAY[" + wanted
                        + "]::text[]");
    }

    private boolean answer(ObjectName table, String where) {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + table.sql() + where + ")")) {
            result.next();
            return result.getBoolean(1);
        } catch (SQLException problem) {
            throw Problem.environment(
                    "ROWS_UNREADABLE",
                    "The rows of " + table + " cannot be read (" + problem.getMessage()
                            + "); grant SELECT on it to the role the analyzer uses.",
                    problem);
        }
    }
}
