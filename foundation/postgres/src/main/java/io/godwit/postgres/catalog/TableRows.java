package io.godwit.postgres.catalog;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The names of all tables, partitioned ones and partitions among them.
final class TableRows {
    private static final String QUERY = """
            select n.nspname as schema_name, c.relname as table_name
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where %s
            order by 1, 2
            """.formatted(Rows.USER_TABLE);

    private TableRows() {}

    static List<ObjectName> read(Connection connection) throws SQLException {
        return Rows.list(
                connection, QUERY, row -> new ObjectName(Rows.text(row, "schema_name"), Rows.text(row, "table_name")));
    }
}
