SELECT format('%I on %I.%I', policyname, schemaname, tablename),
       format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s%s%s', policyname, schemaname, tablename, permissive, cmd,
              (SELECT string_agg(CASE WHEN r = 'public' THEN 'PUBLIC' ELSE quote_ident(r) END, ', ') FROM unnest(roles) r), format(' USING (%s)', qual), ' WITH CHECK (' || with_check || ')')
FROM pg_policies WHERE OURS(schemaname) AND qual IS NOT NULL
UNION ALL
SELECT format('%I on %I.%I', policyname, schemaname, tablename),
       format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s%s', policyname, schemaname, tablename, permissive, cmd,
              (SELECT string_agg(CASE WHEN r = 'public' THEN 'PUBLIC' ELSE quote_ident(r) END, ', ') FROM unnest(roles) r), ' WITH CHECK (' || with_check || ')')
FROM pg_policies WHERE OURS(schemaname) AND qual IS NULL
UNION ALL
SELECT format('row security of %I.%I', n.nspname, c.relname), format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND OURS(n.nspname) ORDER BY 1
