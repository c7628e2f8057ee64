SELECT format('%I.%I', n.nspname, t.typname),
       format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname,
              coalesce((SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), ''))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND OURS(n.nspname) AND OWN(pg_type, t.oid) ORDER BY 1
