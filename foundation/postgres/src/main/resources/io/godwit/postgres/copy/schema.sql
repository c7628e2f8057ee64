SELECT format('%I', nspname), format('CREATE SCHEMA IF NOT EXISTS %I', nspname)
FROM pg_namespace n WHERE OURS(n.nspname) AND OWN(pg_namespace, n.oid) ORDER BY 1
