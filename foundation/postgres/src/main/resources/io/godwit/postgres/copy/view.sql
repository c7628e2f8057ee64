SELECT format('%I.%I', n.nspname, c.relname),
       format('CREATE VIEW %I.%I%s AS %s', n.nspname, c.relname,
              (SELECT format(' WITH (%s)', string_agg(format('%s=%L', split_part(o, '=', 1), substr(o, position('=' IN o) + 1)), ', ')) FROM unnest(c.reloptions) o HAVING count(*) > 0),
              rtrim(pg_get_viewdef(c.oid), ';'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND OURS(n.nspname) AND OWN(pg_class, c.oid) ORDER BY c.oid
