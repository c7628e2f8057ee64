package io.godwit.postgres.catalog;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns of all tables, in the order in which they were added.
final class ColumnRows {
    /// A column whose NOT NULL is not valid yet (PostgreSQL 18) may hold NULL. A column is serial if its default takes
    /// from a sequence it owns (dependency `a`; an identity's is `i`) and `serial` would make the same sequence. A
    /// collation that is not the type's own is printed with the type. A default of NULL is none.
    private static final String QUERY = """
            select n.nspname as schema_name, c.relname as table_name, a.attname as name,
                   format_type(a.atttypid, a.atttypmod) || coalesce((
                     select format(' COLLATE %%I.%%I', ln.nspname, l.collname) from pg_collation l
                     join pg_namespace ln on ln.oid = l.collnamespace join pg_type y on y.oid = a.atttypid
                     where l.oid = a.attcollation and l.oid <> y.typcollation), '') as type, not a.attnotnull or exists
                     (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'n'
                        and k.conkey = array[a.attnum] and not k.convalidated) as nullable,
                   pg_get_expr(d.adbin, d.adrelid) as expression, a.attidentity::text as identity,
                   a.attgenerated::text as generated,
                   exists (select from pg_depend o join pg_class s on s.oid = o.objid and s.relkind = 'S'
                           join pg_sequence q on q.seqrelid = s.oid
                           where o.classid = 'pg_class'::regclass and o.refclassid = 'pg_class'::regclass
                             and o.refobjid = c.oid and o.refobjsubid = a.attnum and o.deptype = 'a'
                             and s.relname = c.relname || '_' || a.attname || '_seq' and s.relnamespace = c.relnamespace
                             and q.seqstart = 1 and q.seqincrement = 1 and q.seqmin = 1 and q.seqcache = 1 and not q.seqcycle
                             and pg_get_expr(d.adbin, d.adrelid) = format('nextval(%%L::regclass)', s.oid::regclass::text)
                          ) as serial
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and not a.attisdropped and %s
            order by c.oid, a.attnum
            """.formatted(Rows.USER_TABLE);

    private ColumnRows() {}

    static Map<ObjectName, List<Column>> read(Connection connection) throws SQLException {
        return Rows.byTable(connection, QUERY, ColumnRows::column);
    }

    private static Column column(ResultSet row) throws SQLException {
        Optional<String> expression =
                Rows.optionalText(row, "expression").filter(written -> !written.startsWith("NULL::"));
        Generation generation = generation(row, expression.orElse(""));
        boolean generated = generation instanceof Generation.Stored || generation instanceof Generation.Virtual;
        return new Column(
                Rows.text(row, "name"),
                new DataType(Rows.text(row, "type")),
                row.getBoolean("nullable"),
                generated ? Optional.empty() : expression,
                generation);
    }

    private static Generation generation(ResultSet row, String expression) throws SQLException {
        String identity = Rows.text(row, "identity");
        if (!identity.isEmpty()) {
            return new Generation.Identity(identity.equals("a"));
        }
        return switch (Rows.text(row, "generated")) {
            case "s" -> new Generation.Stored(expression);
            case "v" -> new Generation.Virtual(expression);
            case String _ -> row.getBoolean("serial") ? new Generation.Serial() : new Generation.None();
        };
    }
}
