SELECT format('%I.%I', n.nspname, t.typname),
       format('CREATE DOMAIN %I.%I AS %s%s%s%s%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
              (SELECT ' COLLATE ' || format('%I.%I', cn.nspname, co.collname) FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
                JOIN pg_type b ON b.oid = t.typbasetype WHERE co.oid = t.typcollation AND co.oid <> b.typcollation),
              ' DEFAULT ' || t.typdefault,
              CASE WHEN t.typnotnull THEN ' NOT NULL' END,
              (SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
                FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'd' AND OURS(n.nspname) AND OWN(pg_type, t.oid) ORDER BY t.oid
