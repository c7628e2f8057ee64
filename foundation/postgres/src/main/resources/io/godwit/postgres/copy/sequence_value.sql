SELECT format('%I.%I', n.nspname, c.relname), format('SELECT setval(%L, %s)', format('%I.%I', n.nspname, c.relname), s.last_value)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT CASE WHEN c.relkind = 'S' AND has_sequence_privilege(c.oid, 'SELECT') THEN pg_sequence_last_value(c.oid) END AS last_value OFFSET 0) s
WHERE c.relkind = 'S' AND OURS(n.nspname) AND OWN(pg_class, c.oid) AND s.last_value IS NOT NULL ORDER BY 1
