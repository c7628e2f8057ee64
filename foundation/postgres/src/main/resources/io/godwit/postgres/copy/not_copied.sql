SELECT 'foreign table', format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'f' AND OURS(n.nspname)
UNION ALL SELECT 'aggregate', p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind = 'a' AND OURS(n.nspname) AND OWN(pg_proc, p.oid)
UNION ALL SELECT 'operator', o.oid::regoperator::text FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE OURS(n.nspname) AND OWN(pg_operator, o.oid)
UNION ALL SELECT 'operator class', format('%I.%I', n.nspname, o.opcname) FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace WHERE OURS(n.nspname) AND OWN(pg_opclass, o.oid)
UNION ALL SELECT 'cast', format('%s to %s', format_type(castsource, NULL), format_type(casttarget, NULL)) FROM pg_cast k WHERE k.oid >= 16384 AND OWN(pg_cast, k.oid)
UNION ALL SELECT 'collation', format('%I.%I', n.nspname, o.collname) FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace WHERE OURS(n.nspname) AND OWN(pg_collation, o.oid)
UNION ALL SELECT 'text search configuration', format('%I.%I', n.nspname, o.cfgname) FROM pg_ts_config o JOIN pg_namespace n ON n.oid = o.cfgnamespace WHERE OURS(n.nspname) AND OWN(pg_ts_config, o.oid)
UNION ALL SELECT 'text search dictionary', format('%I.%I', n.nspname, o.dictname) FROM pg_ts_dict o JOIN pg_namespace n ON n.oid = o.dictnamespace WHERE OURS(n.nspname) AND OWN(pg_ts_dict, o.oid)
UNION ALL SELECT 'event trigger', format('%I', evtname) FROM pg_event_trigger e WHERE OWN(pg_event_trigger, e.oid)
UNION ALL SELECT 'foreign server', format('%I', srvname) FROM pg_foreign_server
UNION ALL SELECT 'base type', format('%I.%I', n.nspname, t.typname) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'b' AND t.typelem = 0 AND OURS(n.nspname) AND OWN(pg_type, t.oid)
UNION ALL SELECT 'range type', format('%I.%I', n.nspname, t.typname) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_range r ON r.rngtypid = t.oid WHERE (r.rngcanonical <> 0 OR r.rngsubdiff <> 0) AND OURS(n.nspname) AND OWN(pg_type, t.oid)
UNION ALL SELECT 'invalid index', format('%I.%I', n.nspname, c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid AND c.relkind = 'i' AND OURS(n.nspname)
UNION ALL SELECT 'rows (no SELECT privilege)', format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND OURS(n.nspname) AND OWN(pg_class, c.oid) AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'))
UNION ALL SELECT 'value of sequence (no SELECT privilege)', format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND OURS(n.nspname) AND OWN(pg_class, c.oid) AND CASE WHEN c.relkind = 'S' THEN NOT has_sequence_privilege(c.oid, 'SELECT') END
ORDER BY 1, 2
