package io.godwit.postgres.catalog;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The constraints of all tables, in order of their names. NOT NULL is the column's (PostgreSQL 18 lists it as a
/// constraint too), constraint triggers are triggers.
final class ConstraintRows {
    /// `special` marks forms the model does not take apart: deferrable, covering and temporal keys,
    /// MATCH FULL, SET NULL of some columns, NO INHERIT, NOT ENFORCED. A foreign key to a partitioned
    /// table has rows for its partitions on the same table; those are left out.
    private static final String QUERY = """
            select n.nspname as schema_name, c.relname as table_name, k.conname as name, k.contype::text as kind,
                   array(select a.attname::text from unnest(k.conkey) with ordinality x(number, position)
                         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.number
                         order by x.position) as columns,
                   fn.nspname as foreign_schema, f.relname as foreign_table,
                   array(select a.attname::text from unnest(k.confkey) with ordinality x(number, position)
                         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.number
                         order by x.position) as foreign_columns,
                   k.confdeltype::text as on_delete, k.confupdtype::text as on_update, k.convalidated as validated,
                   case when k.condeferred then 'DEFERRABLE INITIALLY DEFERRED'
                        when k.condeferrable then 'DEFERRABLE' end as deferrable,
                   pg_get_expr(k.conbin, k.conrelid) as expression, %1$s as nulls_not_distinct, special,
                   case when special or k.contype = 'x' then pg_get_constraintdef(k.oid) end as definition
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u')
            left join pg_class f on f.oid = k.confrelid
            left join pg_namespace fn on fn.oid = f.relnamespace
            left join pg_constraint parent on parent.oid = k.conparentid
            cross join lateral (select (k.contype in ('p', 'u') and (k.condeferrable or i.indnatts > i.indnkeyatts))
              or (k.contype = 'f' and (k.confmatchtype <> 's' or %2$s))
              or (k.contype = 'c' and k.connoinherit) or %3$s) s(special)
            where k.contype in ('p', 'u', 'f', 'c', 'x') and parent.conrelid is distinct from k.conrelid and %4$s
            order by c.oid, k.conname
            """;

    private ConstraintRows() {}

    static Map<ObjectName, List<Constraint>> read(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        String query = QUERY.formatted(
                version >= 15 ? "coalesce(i.indnullsnotdistinct, false)" : "false",
                version >= 15 ? "k.confdelsetcols is not null" : "false",
                version >= 18 ? "k.conperiod or not k.conenforced" : "false",
                Rows.USER_TABLE);
        return Rows.byTable(connection, query, ConstraintRows::constraint);
    }

    private static Constraint constraint(ResultSet row) throws SQLException {
        String name = Rows.text(row, "name");
        if (row.getBoolean("special")) {
            return new Constraint.Other(name, Rows.text(row, "definition"));
        }
        return switch (Rows.text(row, "kind")) {
            case "p" -> new Constraint.PrimaryKey(name, Rows.texts(row, "columns"));
            case "u" -> new Constraint.Unique(name, Rows.texts(row, "columns"), row.getBoolean("nulls_not_distinct"));
            case "c" -> new Constraint.Check(name, Rows.text(row, "expression"), row.getBoolean("validated"));
            case "f" -> foreignKey(name, row);
            case String _ -> new Constraint.Other(name, Rows.text(row, "definition"));
        };
    }

    private static Constraint foreignKey(String name, ResultSet row) throws SQLException {
        Optional<String> deferrable = Rows.optionalText(row, "deferrable");
        return new Constraint.ForeignKey(
                name,
                Rows.texts(row, "columns"),
                new ObjectName(Rows.text(row, "foreign_schema"), Rows.text(row, "foreign_table")),
                Rows.texts(row, "foreign_columns"),
                action(Rows.text(row, "on_delete")),
                action(Rows.text(row, "on_update")),
                deferrable,
                row.getBoolean("validated"));
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            case "d" -> ReferentialAction.SET_DEFAULT;
            case String _ -> ReferentialAction.NO_ACTION;
        };
    }
}
