SELECT format('%I on %I.%I', r.rulename, n.nspname, c.relname), pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND OURS(n.nspname) AND OWN(pg_class, c.oid) ORDER BY 1
