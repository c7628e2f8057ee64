package io.godwit.postgres.catalog;

import io.godwit.model.catalog.ObjectName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads result sets into the model's values.
final class Rows {
    /// True for schemas (`n` being `pg_namespace`) that hold users' objects.
    static final String USER_SCHEMA =
            "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'godwit', 'godwit_kept') and n.nspname !~ '^pg_(temp|toast_temp)_'";

    /// True for ordinary and partitioned tables (`c` being `pg_class`) of users that belong to no
    /// extension.
    static final String USER_TABLE = "c.relkind in ('r', 'p') and " + USER_SCHEMA + " and " + notOfExtension("c");

    private Rows() {}

    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /// True for objects that belong to no extension.
    static String notOfExtension(String alias) {
        return "not exists (select from pg_depend e where e.classid = " + alias + ".tableoid and e.objid = " + alias
                + ".oid and e.deptype = 'e')";
    }

    static <T> List<T> list(Connection connection, String sql, RowMapper<T> mapper) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(mapper.map(result));
            }
        }
        return rows;
    }

    /// Groups rows by the table that the columns `schema_name` and `table_name` name, keeping their
    /// order.
    static <T> Map<ObjectName, List<T>> byTable(Connection connection, String sql, RowMapper<T> mapper)
            throws SQLException {
        Map<ObjectName, List<T>> grouped = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                ObjectName table = new ObjectName(text(result, "schema_name"), text(result, "table_name"));
                grouped.computeIfAbsent(table, _ -> new ArrayList<>()).add(mapper.map(result));
            }
        }
        return grouped;
    }

    /// @throws IllegalStateException if the column is NULL, which its query excludes
    static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            throw new IllegalStateException("the catalog query left " + column + " empty");
        }
        return value;
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /// The elements of a text array; none if it is NULL.
    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
