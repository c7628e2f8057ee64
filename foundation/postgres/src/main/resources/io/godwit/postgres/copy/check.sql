SELECT format('%I on %I.%I', k.conname, n.nspname, c.relname),
       format('ALTER TABLE ONLY %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (k.contype = 'c' OR (k.contype = 'n' AND NOT k.convalidated)) AND c.relkind IN ('r', 'p') AND OURS(n.nspname) AND OWN(pg_class, c.oid) ORDER BY 1
