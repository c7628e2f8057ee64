SELECT format('%I', extname), format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', extname, nspname)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE extname <> 'plpgsql' AND n.nspname <> 'godwit' ORDER BY e.oid
