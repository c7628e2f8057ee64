package io.godwit.postgres.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/// Schemas, extensions, and one line (kind, name, hash of the definition) for each object the model does not take
/// apart.
final class OtherRows {
    private static final String SCHEMAS = "select n.nspname from pg_namespace n where %s and %s"
            .formatted(Rows.USER_SCHEMA, Rows.notOfExtension("n"));
    private static final String EXTENSIONS = "select extname from pg_extension where extname <> 'plpgsql'";

    /// Publications made for Godwit's or Debezium's own capture are left out: they come and go with the capture.
    private static final String OTHERS = """
            with object(kind, name, definition) as (
              select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
                                    when 'c' then 'composite type' else 'sequence' end,
                     c.oid::regclass::text,
                     case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid)
                          when c.relkind = 'S' then (select format('%%s %%s %%s %%s %%s %%s', format_type(s.seqtypid, null),
                            s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle) from pg_sequence s where s.seqrelid = c.oid)
                          else (select string_agg(format('%%s %%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', '
                                                  order by a.attnum)
                                from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) end
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('v', 'm', 'f', 'c', 'S') and %1$s and %2$s
                and not exists (select from pg_depend o where o.classid = 'pg_class'::regclass and o.objid = c.oid
                                and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0
                                and o.deptype in ('a', 'i') and c.relkind = 'S')
              union all
              select 'index of materialized view', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
              from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'm' and %1$s and %2$s
              union all
              select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
                     p.oid::regprocedure::text,
                     case when p.prokind = 'a' then pg_get_function_result(p.oid) else pg_get_functiondef(p.oid) end
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where %1$s and %3$s
              union all
              select 'trigger', format('%%I on %%s', t.tgname, t.tgrelid::regclass),
                     pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
              from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
              where not t.tgisinternal and %1$s and %2$s
              union all
              select 'policy', format('%%I on %%s', p.polname, p.polrelid::regclass),
                     format('%%s %%s %%s %%s', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid),
                            pg_get_expr(p.polwithcheck, p.polrelid))
              from pg_policy p
              union all
              select 'rule', format('%%I on %%s', r.rulename, r.ev_class::regclass), pg_get_ruledef(r.oid)
              from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
              where r.rulename <> '_RETURN' and %1$s and %2$s
              union all
              select case t.typtype when 'd' then 'domain' else 'range type' end, format('%%I.%%I', n.nspname, t.typname),
                     format('%%s %%s %%s %%s', format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault,
                            (select string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname)
                             from pg_constraint k where k.contypid = t.oid))
              from pg_type t join pg_namespace n on n.oid = t.typnamespace
              where t.typtype in ('d', 'r') and %1$s and %4$s
              union all
              select 'partitioned table', c.oid::regclass::text, pg_get_partkeydef(c.oid)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'p' and %1$s
              union all
              select 'child table', format('%%s of %%s', h.inhrelid::regclass, h.inhparent::regclass),
                     coalesce(pg_get_expr(c.relpartbound, c.oid), '')
              from pg_inherits h join pg_class c on c.oid = h.inhrelid join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p') and %1$s
              union all
              select 'collation of column', format('%%s.%%I', a.attrelid::regclass, a.attname), l.collname
              from pg_attribute a join pg_type t on t.oid = a.atttypid join pg_collation l on l.oid = a.attcollation
              join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
              where a.attcollation <> t.typcollation and c.relkind in ('r', 'p') and %1$s
              union all
              select 'row security', c.oid::regclass::text, format('%%s', c.relforcerowsecurity)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and %1$s
              union all
              select 'statistics', format('%%I.%%I', n.nspname, x.stxname), pg_get_statisticsobjdef(x.oid)
              from pg_statistic_ext x join pg_namespace n on n.oid = x.stxnamespace where %1$s
              union all
              select 'event trigger', e.evtname, format('%%s %%s', e.evtevent, e.evtfoid::regproc)
              from pg_event_trigger e
              union all
              select 'publication', p.pubname, format('%%s %%s %%s %%s %%s', p.puballtables, p.pubinsert, p.pubupdate,
                                                      p.pubdelete, p.pubtruncate)
              from pg_publication p where p.pubname !~ '^(godwit|dbz)'
            )
            select format('%%s %%s %%s', kind, name, left(md5(coalesce(definition, '')), 12)) from object
            """.formatted(
                    Rows.USER_SCHEMA, Rows.notOfExtension("c"), Rows.notOfExtension("p"), Rows.notOfExtension("t"));

    private OtherRows() {}

    static Set<String> schemas(Connection connection) throws SQLException {
        return texts(connection, SCHEMAS);
    }

    static Set<String> extensions(Connection connection) throws SQLException {
        return texts(connection, EXTENSIONS);
    }

    static Set<String> read(Connection connection) throws SQLException {
        return texts(connection, OTHERS);
    }

    private static Set<String> texts(Connection connection, String query) throws SQLException {
        return new TreeSet<>(Rows.list(connection, query, row -> row.getString(1)));
    }
}
