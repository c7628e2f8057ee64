SELECT format('%I.%I', n.nspname, c.relname),
       format('CREATE MATERIALIZED VIEW %I.%I AS %s%s', n.nspname, c.relname, rtrim(pg_get_viewdef(c.oid), ';'), CASE WHEN NOT c.relispopulated THEN ' WITH NO DATA' END)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'm' AND OURS(n.nspname) AND OWN(pg_class, c.oid) ORDER BY c.oid
