package io.godwit.validator.facts;

/// What [FactsReader] asks PostgreSQL's catalogs.
final class FactsQueries {
    private static final String OUTSIDE = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')"
            + " and n.nspname not like 'pg\\_temp\\_%' and n.nspname not like 'pg\\_toast\\_temp\\_%'";

    static final String RELATIONS = """
            select c.oid, n.nspname as relation_schema, c.relname as relation_name, c.relkind as kind,
              pg_table_is_visible(c.oid) as visible,
              c.relkind in ('r', 'm') and pg_relation_size(c.oid) > 0 as populated,
              c.relpersistence <> 'u' as logged, coalesce(am.amname, 'heap') as method,
              coalesce(ts.spcname, 'pg_default') as tablespace, pg_get_userbyid(c.relowner) as owner,
              case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_by,
              case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bound
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_am am on am.oid = c.relam left join pg_tablespace ts on ts.oid = c.reltablespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and """ + " " + OUTSIDE;

    static final String COLUMNS = """
            select a.attrelid as of_relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
              a.atttypid::bigint as type_oid, a.attnotnull and not exists (select from pg_constraint k
                where k.conrelid = a.attrelid and k.contype = 'n' and not k.convalidated
                  and k.conkey = array[a.attnum]) as not_null,
              a.attnotnull as marked, pg_get_expr(d.adbin, d.adrelid) as default_expression,
              a.attgenerated as generated, a.attidentity as identity, a.attcollation::bigint as collation,
              a.attinhcount > 0 as inherited
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and """ + " " + OUTSIDE + " order by a.attrelid, a.attnum";

    static final String INDEXES = """
            select i.indrelid as of_relation, n.nspname as index_schema, c.relname as index_name,
              i.indisunique as is_unique, i.indisprimary as is_primary, i.indisvalid as valid,
              i.indpred is not null as partial, i.indisclustered as clustered,
              array(select coalesce(a.attname::text, '') from generate_series(0, i.indnkeyatts - 1) k
                left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k]
                  and i.indkey[k] <> 0 order by k) as keys,
              array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum > 0
                and (a.attnum = any (i.indkey::int2[]) or exists (select from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                    and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid
                    and d.refobjsubid = a.attnum))) as columns,
              not exists (select from generate_series(0, i.indnkeyatts - 1) k where i.indoption[k] <> 0)
                and not exists (select from generate_series(0, i.indnkeyatts - 1) k
                  join pg_opclass o on o.oid = i.indclass[k] where not o.opcdefault)
                and am.amname = 'btree' as plain_order,
              (select k.conname from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
                limit 1) as constraint_name,
              pn.nspname as parent_schema, pc.relname as parent_name
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_am am on am.oid = c.relam
            left join pg_inherits h on h.inhrelid = i.indexrelid
            left join pg_class pc on pc.oid = h.inhparent left join pg_namespace pn on pn.oid = pc.relnamespace
            where """ + " " + OUTSIDE + " order by c.relname";

    static final String INHERITANCE = """
            select h.inhrelid as child, h.inhparent as parent, n.nspname as child_schema, c.relname as child_name,
              pn.nspname as parent_schema, pc.relname as parent_name
            from pg_inherits h join pg_class c on c.oid = h.inhrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class pc on pc.oid = h.inhparent join pg_namespace pn on pn.oid = pc.relnamespace
            where c.relkind in ('r', 'p', 'f') and""" + " " + OUTSIDE + " order by h.inhseqno, c.relname";

    static final String DEPENDENTS = """
            select distinct d.refobjid as of_relation, coalesce(a.attname, '') as column_name, x.kind, x.object_schema,
              x.object_name
            from pg_depend d
            cross join lateral (
              select 'VIEW' as kind,
                vn.nspname as object_schema, v.relname as object_name
              from pg_rewrite r join pg_class v on v.oid = r.ev_class join pg_namespace vn on vn.oid = v.relnamespace
              where d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
                and (v.oid <> d.refobjid or v.relkind in ('r', 'p') and d.refobjsubid > 0)
              union all select 'POLICY', '', p.polname from pg_policy p
              where d.classid = 'pg_policy'::regclass and p.oid = d.objid and d.refobjsubid > 0
              union all select 'TRIGGER', '', t.tgname from pg_trigger t
              where d.classid = 'pg_trigger'::regclass and t.oid = d.objid and d.refobjsubid > 0 and not t.tgisinternal
              union all select 'PUBLICATION', '', pb.pubname from pg_publication_rel pr
              join pg_publication pb on pb.oid = pr.prpubid
              where d.classid = 'pg_publication_rel'::regclass and pr.oid = d.objid and d.refobjsubid > 0
              union all select 'FUNCTION', fn.nspname, f.proname from pg_proc f
              join pg_namespace fn on fn.oid = f.pronamespace
              where d.classid = 'pg_proc'::regclass and f.oid = d.objid
              union all select 'GENERATED_COLUMN', '', g.attname from pg_attrdef e
              join pg_attribute g on g.attrelid = e.adrelid and g.attnum = e.adnum and g.attgenerated <> ''
              where d.refobjsubid > 0 and d.refobjid = e.adrelid and d.refobjsubid <> e.adnum
                and (d.classid = 'pg_attrdef'::regclass and d.objid = e.oid
                  or d.classid = 'pg_class'::regclass and d.objid = e.adrelid and d.objsubid = e.adnum)) x
            left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and d.refobjsubid > 0
            where d.refclassid = 'pg_class'::regclass and d.refobjid >= 16384""";

    static final String DOMAINS = """
            with recursive chain as (
              select t.oid as domain, t.oid as part from pg_type t where t.typtype = 'd'
              union all select c.domain, b.typbasetype from chain c join pg_type b on b.oid = c.part
              where b.typtype = 'd')
            select t.oid, n.nspname as domain_schema, t.typname as domain_name, t.typbasetype::bigint as base,
              format_type(t.typbasetype, t.typtypmod) as base_type,
              exists (select from chain c join pg_type p on p.oid = c.part where c.domain = t.oid
                and (p.typtype = 'd' and p.typnotnull or exists (select from pg_constraint k where k.contypid = p.oid)))
                as constrained
            from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'd'
              and n.nspname <> 'information_schema'""";

    static final String TYPES = """
            select t.oid, n.nspname as type_schema, t.typname as type_name from pg_type t
            join pg_namespace n on n.oid = t.typnamespace
            left join pg_class c on c.oid = t.typrelid
            where (t.typtype = 'e' or t.typtype = 'd' or c.relkind = 'c') and""" + " " + OUTSIDE;

    private FactsQueries() {}

    /// @param version the server's: `conenforced` came with 18
    static String constraints(int version) {
        return """
            select k.conrelid as of_relation, k.conname as name, k.contype as kind,
              array(select a.attname::text from unnest(k.conkey) with ordinality u(num, i)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.i) as columns,
              rn.nspname as referenced_schema, rc.relname as referenced_name,
              array(select a.attname::text from unnest(k.confkey) with ordinality u(num, i)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.i)
                as referenced_columns,
              k.convalidated as validated, %s as enforced, k.condeferred as is_deferred,
              pg_get_expr(k.conbin, k.conrelid) as expression,
              xn.nspname as index_schema, xc.relname as index_name,
              k.coninhcount > 0 or k.conparentid <> 0 as inherited
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            left join pg_class rc on rc.oid = k.confrelid left join pg_namespace rn on rn.oid = rc.relnamespace
            left join pg_class xc on xc.oid = k.conindid left join pg_namespace xn on xn.oid = xc.relnamespace
            where k.contype in ('c', 'f', 'p', 'u', 'x', 'n') and %s order by k.conname""".formatted(version >= 18 ? "k.conenforced" : "true", OUTSIDE.replace("%", "%%"))
                .replace("%%", "%");
    }
}
