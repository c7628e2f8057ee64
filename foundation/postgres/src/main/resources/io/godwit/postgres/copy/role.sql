SELECT rolname,
       format('DO %L', format('BEGIN CREATE ROLE %I NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END', rolname))
FROM pg_roles WHERE rolname !~ '^pg_' AND NOT rolsuper ORDER BY 1
