SELECT format('%I.%I', n.nspname, t.typname),
       format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s)', n.nspname, t.typname, format_type(r.rngsubtype, NULL))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_range r ON r.rngtypid = t.oid
WHERE r.rngcanonical = 0 AND r.rngsubdiff = 0 AND OURS(n.nspname) AND OWN(pg_type, t.oid) ORDER BY t.oid
