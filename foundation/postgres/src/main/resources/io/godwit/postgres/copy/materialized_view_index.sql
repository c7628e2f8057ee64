SELECT format('%I.%I', n.nspname, c.relname), pg_get_indexdef(c.oid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class t ON t.oid = i.indrelid
WHERE i.indisvalid AND t.relkind = 'm' AND OURS(n.nspname) AND OWN(pg_class, t.oid) ORDER BY 1
