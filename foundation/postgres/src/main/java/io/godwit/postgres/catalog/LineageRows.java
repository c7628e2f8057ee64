package io.godwit.postgres.catalog;

import io.godwit.model.catalog.Lineage;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which tables are partitioned, and which inherit.
final class LineageRows {
    private static final String QUERY = """
            select n.nspname as schema_name, c.relname as table_name, pg_get_partkeydef(c.oid) as key,
                   pn.nspname as parent_schema, p.relname as parent
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_inherits h on h.inhrelid = c.oid
            left join pg_class p on p.oid = h.inhparent left join pg_namespace pn on pn.oid = p.relnamespace
            where (c.relkind = 'p' or p.oid is not null) and %s
            order by c.oid, h.inhseqno
            """.formatted(Rows.USER_TABLE);

    private LineageRows() {}

    static Map<ObjectName, Lineage> read(Connection connection) throws SQLException {
        Map<ObjectName, Lineage> lineages = new HashMap<>();
        Rows.byTable(connection, QUERY, row -> {
                    Optional<String> parent = Rows.optionalText(row, "parent");
                    List<ObjectName> parents = new ArrayList<>();
                    if (parent.isPresent()) {
                        parents.add(new ObjectName(Rows.text(row, "parent_schema"), parent.get()));
                    }
                    return new Lineage(Rows.optionalText(row, "key"), parents);
                })
                .forEach((table, rows) -> lineages.put(
                        table,
                        new Lineage(
                                rows.getFirst().partitionKey(),
                                rows.stream()
                                        .flatMap(one -> one.parents().stream())
                                        .toList())));
        return lineages;
    }
}
