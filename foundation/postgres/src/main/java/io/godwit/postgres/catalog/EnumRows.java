package io.godwit.postgres.catalog;

import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The enum types with their labels in sort order.
final class EnumRows {
    private static final String QUERY = """
            select n.nspname as schema_name, t.typname as name,
                   array(select l.enumlabel::text from pg_enum l where l.enumtypid = t.oid order by l.enumsortorder) as labels
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where t.typtype = 'e' and %s and %s
            order by 1, 2
            """.formatted(Rows.USER_SCHEMA, Rows.notOfExtension("t"));

    private EnumRows() {}

    /// @param grants by the keys of what they are on
    static List<EnumType> read(Connection connection, Map<String, List<String>> grants) throws SQLException {
        return Rows.list(connection, QUERY, row -> {
            ObjectName name = new ObjectName(Rows.text(row, "schema_name"), Rows.text(row, "name"));
            return new EnumType(
                    name, Rows.texts(row, "labels"), grants.getOrDefault("type " + name.identity(), List.of()));
        });
    }
}
