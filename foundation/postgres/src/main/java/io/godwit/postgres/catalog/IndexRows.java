package io.godwit.postgres.catalog;

import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The indexes of all tables that belong to no constraint, in order of their names.
final class IndexRows {
    /// Arrays run over the key columns: `columns` is empty where the key is an expression, `classes` where the operator
    /// class is the type's default. In `options` bit 1 is DESC, bit 2 NULLS FIRST.
    private static final String QUERY = """
            select n.nspname as schema_name, c.relname as table_name, x.relname as name, i.indisunique as is_unique,
                   m.amname as method, i.indisvalid as valid, pg_get_expr(i.indpred, i.indrelid) as predicate,
                   %2$s as nulls_not_distinct,
                   array(select coalesce((select a.attname::text from pg_attribute a
                                          where a.attrelid = i.indrelid and a.attnum = i.indkey[p]), '')
                         from generate_series(0, i.indnkeyatts - 1) p order by p) as columns,
                   array(select case when i.indkey[p] = 0 then pg_get_indexdef(i.indexrelid, p + 1, false) else '' end
                         from generate_series(0, i.indnkeyatts - 1) p order by p) as expressions,
                   array(select i.indoption[p]::text from generate_series(0, i.indnkeyatts - 1) p order by p) as options,
                   array(select case when o.opcdefault then '' when os.nspname = 'pg_catalog' then o.opcname::text
                                     else format('%%I.%%I', os.nspname, o.opcname) end
                         from generate_series(0, i.indnkeyatts - 1) p
                         join pg_opclass o on o.oid = i.indclass[p] join pg_namespace os on os.oid = o.opcnamespace
                         order by p) as classes,
                   array(select a.attname::text from generate_series(i.indnkeyatts, i.indnatts - 1) p
                         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[p] order by p) as included,
                   coalesce(x.reloptions, '{}') as parameters
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_class c on c.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_am m on m.oid = x.relam
            where not exists (select from pg_constraint k
                              where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) and %1$s
            order by c.oid, x.relname
            """;

    private IndexRows() {}

    static Map<ObjectName, List<Index>> read(Connection connection) throws SQLException {
        boolean hasNullsNotDistinct = connection.getMetaData().getDatabaseMajorVersion() >= 15;
        String query = QUERY.formatted(Rows.USER_TABLE, hasNullsNotDistinct ? "i.indnullsnotdistinct" : "false");
        return Rows.byTable(connection, query, IndexRows::index);
    }

    private static Index index(ResultSet row) throws SQLException {
        return new Index(
                Rows.text(row, "name"),
                row.getBoolean("is_unique"),
                Rows.text(row, "method"),
                keys(row),
                Rows.texts(row, "included"),
                Rows.optionalText(row, "predicate"),
                row.getBoolean("nulls_not_distinct"),
                row.getBoolean("valid"),
                Rows.texts(row, "parameters").stream()
                        .collect(Collectors.toMap(
                                parameter -> parameter.substring(0, parameter.indexOf('=')),
                                parameter -> parameter.substring(parameter.indexOf('=') + 1))));
    }

    private static List<Index.Key> keys(ResultSet row) throws SQLException {
        List<String> columns = Rows.texts(row, "columns");
        List<String> expressions = Rows.texts(row, "expressions");
        List<String> options = Rows.texts(row, "options");
        List<String> classes = Rows.texts(row, "classes");
        List<Index.Key> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int option = Integer.parseInt(options.get(i));
            keys.add(new Index.Key(
                    present(columns.get(i)),
                    present(expressions.get(i)),
                    (option & 1) != 0,
                    (option & 2) != 0,
                    present(classes.get(i))));
        }
        return keys;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
