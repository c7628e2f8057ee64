SELECT format('%I.%I', n.nspname, c.relname),
       format('CREATE TYPE %I.%I AS (%s)', n.nspname, c.relname,
              (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'c' AND OURS(n.nspname) AND OWN(pg_class, c.oid) AND OWN(pg_type, c.reltype) ORDER BY c.oid
