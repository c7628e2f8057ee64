-- What a database holds besides tables, columns, constraints, indexes and enums. Read under an empty search_path.
-- kind, identity (as pg_identify_object prints it), the statements that make it, those that take it away, those that bring an
-- existing one to this form (empty: take away and make), and the form an existing one must have for that.
WITH ours AS (
  SELECT n.oid, n.nspname FROM pg_namespace n
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'godwit', 'godwit_kept') AND n.nspname !~ '^pg_(temp|toast_temp)_'
), extended AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relation AS (
  SELECT c.*, format('%I.%I', o.nspname, c.relname) AS name FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
  WHERE c.relpersistence <> 't' AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM extended)
), user_type AS (
  SELECT t.*, format('%I.%I', o.nspname, t.typname) AS name FROM pg_type t JOIN ours o ON o.oid = t.typnamespace
  WHERE ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM extended)
), own_sequence AS (
  SELECT c.name, c.oid, s.*, d.refobjid AS owner, d.refobjsubid AS owner_column,
         format('AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s', format_type(s.seqtypid, NULL),
                s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE ' NO CYCLE' END) AS options
  FROM relation c JOIN pg_sequence s ON s.seqrelid = c.oid
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
    AND d.deptype = 'a' AND d.refobjsubid > 0
  WHERE NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i')
), sequence AS (
  SELECT s.* FROM own_sequence s
  LEFT JOIN relation c ON c.oid = s.owner
  LEFT JOIN pg_attribute a ON a.attrelid = s.owner AND a.attnum = s.owner_column
  LEFT JOIN pg_attrdef d ON d.adrelid = s.owner AND d.adnum = s.owner_column
  WHERE s.owner IS NULL OR split_part(s.name, '.', 2) IS DISTINCT FROM quote_ident(c.relname || '_' || a.attname || '_seq')
    OR s.seqincrement <> 1 OR s.seqstart <> 1 OR s.seqmin <> 1 OR s.seqcycle OR s.seqcache <> 1
    OR octet_length(c.relname || '_' || a.attname || '_seq') > 63
    OR pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM format('nextval(%L::regclass)', s.oid::regclass::text)
), object(kind, identity, makes, removes, alters, form) AS (
  SELECT 'SEQUENCE', s.name, ARRAY['CREATE SEQUENCE ' || s.name || ' ' || s.options], ARRAY['DROP SEQUENCE ' || s.name],
         ARRAY['ALTER SEQUENCE ' || s.name || ' ' || s.options], ''
  FROM sequence s
  UNION ALL
  SELECT 'SEQUENCE_OWNER', s.name,
         ARRAY[format('ALTER SEQUENCE %s OWNED BY %s.%I', s.name, c.name, a.attname)], ARRAY[format('ALTER SEQUENCE %s OWNED BY NONE', s.name)],
         ARRAY[format('ALTER SEQUENCE %s OWNED BY %s.%I', s.name, c.name, a.attname)], ''
  FROM sequence s JOIN relation c ON c.oid = s.owner JOIN pg_attribute a ON a.attrelid = s.owner AND a.attnum = s.owner_column
  UNION ALL
  SELECT 'IDENTITY_OPTIONS', format('%s.%I', c.name, a.attname),
         ARRAY[format('ALTER TABLE %s ALTER COLUMN %I SET START WITH %s SET INCREMENT BY %s SET MINVALUE %s SET MAXVALUE %s SET CACHE %s SET %s RESTART',
                      c.name, a.attname, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)],
         ARRAY[format('ALTER TABLE %s ALTER COLUMN %I SET START WITH 1 SET INCREMENT BY 1 SET NO MINVALUE SET NO MAXVALUE SET CACHE 1 SET NO CYCLE',
                      c.name, a.attname)],
         ARRAY[format('ALTER TABLE %s ALTER COLUMN %I SET START WITH %s SET INCREMENT BY %s SET MINVALUE %s SET MAXVALUE %s SET CACHE %s SET %s',
                      c.name, a.attname, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)], ''
  FROM pg_sequence s JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype = 'i' AND d.refobjsubid > 0
  JOIN relation c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  WHERE s.seqincrement <> 1 OR s.seqstart <> 1 OR s.seqmin <> 1 OR s.seqcycle OR s.seqcache <> 1
  UNION ALL
  SELECT 'DOMAIN', t.name,
         ARRAY[format('CREATE DOMAIN %s AS %s%s%s%s', t.name, format_type(t.typbasetype, t.typtypmod),
                      (SELECT format(' COLLATE %I.%I', cn.nspname, co.collname) FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
                        JOIN pg_type b ON b.oid = t.typbasetype WHERE co.oid = t.typcollation AND co.oid <> b.typcollation),
                      ' DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN ' NOT NULL' END)],
         ARRAY['DROP DOMAIN ' || t.name],
         ARRAY[format('ALTER DOMAIN %s %s', t.name, coalesce('SET DEFAULT ' || t.typdefault, 'DROP DEFAULT')),
               format('ALTER DOMAIN %s %s NOT NULL', t.name, CASE WHEN t.typnotnull THEN 'SET' ELSE 'DROP' END)],
         format_type(t.typbasetype, t.typtypmod) || coalesce(
           (SELECT format(' COLLATE %I.%I', cn.nspname, co.collname) FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             JOIN pg_type b ON b.oid = t.typbasetype WHERE co.oid = t.typcollation AND co.oid <> b.typcollation), '')
  FROM user_type t WHERE t.typtype = 'd'
  UNION ALL
  SELECT 'DOMAIN_CONSTRAINT', format('%I on %s', k.conname, t.name),
         ARRAY[format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid))],
         ARRAY[format('ALTER DOMAIN %s DROP CONSTRAINT %I', t.name, k.conname)], '{}', ''
  FROM pg_constraint k JOIN user_type t ON t.oid = k.contypid WHERE k.contype = 'c'
  UNION ALL
  SELECT 'COMPOSITE_TYPE', c.name,
         ARRAY[format('CREATE TYPE %s AS (%s)', c.name,
               (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))],
         ARRAY['DROP TYPE ' || c.name], '{}', ''
  FROM relation c WHERE c.relkind = 'c'
  UNION ALL
  SELECT 'RANGE_TYPE', t.name, ARRAY[format('CREATE TYPE %s AS RANGE (SUBTYPE = %s)', t.name, format_type(r.rngsubtype, NULL))],
         ARRAY['DROP TYPE ' || t.name], '{}', ''
  FROM user_type t JOIN pg_range r ON r.rngtypid = t.oid WHERE r.rngcanonical = 0 AND r.rngsubdiff = 0
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity,
         ARRAY['SET LOCAL check_function_bodies = off', pg_get_functiondef(p.oid)],
         ARRAY[format('DROP %s %s', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regprocedure)],
         ARRAY['SET LOCAL check_function_bodies = off', pg_get_functiondef(p.oid)],
         concat_ws(' ', pg_get_function_result(p.oid), p.prokind, p.proargnames, p.proargmodes, p.pronargdefaults)
  FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
  WHERE p.prokind IN ('f', 'p', 'w') AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM extended)
    -- A range type makes the functions that make its values.
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
  UNION ALL
  SELECT 'VIEW', c.name,
         ARRAY[format('CREATE VIEW %s%s AS %s', c.name,
               (SELECT format(' WITH (%s)', string_agg(format('%s=%L', split_part(x, '=', 1), substr(x, position('=' IN x) + 1)), ', ')) FROM unnest(c.reloptions) x HAVING count(*) > 0),
               rtrim(pg_get_viewdef(c.oid), ';'))],
         ARRAY['DROP VIEW ' || c.name],
         ARRAY[format('CREATE OR REPLACE VIEW %s%s AS %s', c.name,
               (SELECT format(' WITH (%s)', string_agg(format('%s=%L', split_part(x, '=', 1), substr(x, position('=' IN x) + 1)), ', ')) FROM unnest(c.reloptions) x HAVING count(*) > 0),
               rtrim(pg_get_viewdef(c.oid), ';'))],
         (SELECT string_agg(format('%I %s %s', a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation), ', ' ORDER BY a.attnum)
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)
  FROM relation c WHERE c.relkind = 'v'
  UNION ALL
  SELECT 'VIEW_COLUMN_DEFAULT', format('%s.%I', c.name, a.attname),
         ARRAY[format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.name, a.attname, pg_get_expr(d.adbin, d.adrelid))],
         ARRAY[format('ALTER VIEW %s ALTER COLUMN %I DROP DEFAULT', c.name, a.attname)], '{}', ''
  FROM relation c JOIN pg_attrdef d ON d.adrelid = c.oid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum WHERE c.relkind = 'v'
  UNION ALL
  SELECT 'MATERIALIZED_VIEW', c.name,
         ARRAY[format('CREATE MATERIALIZED VIEW %s AS %s%s', c.name, rtrim(pg_get_viewdef(c.oid), ';'), CASE WHEN NOT c.relispopulated THEN ' WITH NO DATA' END)],
         ARRAY['DROP MATERIALIZED VIEW ' || c.name], '{}', ''
  FROM relation c WHERE c.relkind = 'm'
  UNION ALL
  SELECT 'MATERIALIZED_VIEW_INDEX', x.name, ARRAY[pg_get_indexdef(i.indexrelid)], ARRAY['DROP INDEX ' || x.name], '{}', ''
  FROM pg_index i JOIN relation x ON x.oid = i.indexrelid JOIN relation c ON c.oid = i.indrelid WHERE c.relkind = 'm' AND i.indisvalid
  UNION ALL
  SELECT 'RULE', format('%I on %s', r.rulename, c.name),
         ARRAY[pg_get_ruledef(r.oid)] || CASE WHEN r.ev_enabled = 'O' THEN '{}' ELSE ARRAY[format('ALTER TABLE %s %s RULE %I', c.name,
           CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename)] END,
         ARRAY[format('DROP RULE %I ON %s', r.rulename, c.name)], '{}', ''
  FROM pg_rewrite r JOIN relation c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'TRIGGER', format('%I on %s', t.tgname, c.name),
         ARRAY[pg_get_triggerdef(t.oid)] || CASE WHEN t.tgenabled = 'O' THEN '{}' ELSE ARRAY[format('ALTER TABLE %s %s TRIGGER %I', c.name,
           CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname)] END,
         ARRAY[format('DROP TRIGGER %I ON %s', t.tgname, c.name)], '{}', ''
  FROM pg_trigger t JOIN relation c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0
  UNION ALL
  SELECT 'ROW_SECURITY', c.name,
         ARRAY[format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.name), format('ALTER TABLE %s %s ROW LEVEL SECURITY', c.name, CASE WHEN c.relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END)],
         ARRAY[format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', c.name), format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', c.name)],
         ARRAY[format('ALTER TABLE %s %s ROW LEVEL SECURITY', c.name, CASE WHEN c.relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END)], ''
  FROM relation c WHERE c.relrowsecurity
  UNION ALL
  SELECT 'POLICY', format('%I on %s', p.polname, c.name),
         ARRAY[format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, c.name, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
           CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
           (SELECT string_agg(CASE WHEN x = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x)) END, ', ') FROM unnest(p.polroles) x),
           ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')],
         ARRAY[format('DROP POLICY %I ON %s', p.polname, c.name)], '{}', ''
  FROM pg_policy p JOIN relation c ON c.oid = p.polrelid
  UNION ALL
  SELECT 'STATISTICS', format('%I.%I', o.nspname, x.stxname), ARRAY[pg_get_statisticsobjdef(x.oid)], ARRAY[format('DROP STATISTICS %I.%I', o.nspname, x.stxname)], '{}', ''
  FROM pg_statistic_ext x JOIN ours o ON o.oid = x.stxnamespace
  UNION ALL
  SELECT 'PARTITION', format('%s of %s', c.name, p.name),
         ARRAY[CASE WHEN c.relispartition THEN format('ALTER TABLE %s ATTACH PARTITION %s %s', p.name, c.name, pg_get_expr(c.relpartbound, c.oid))
                    ELSE format('ALTER TABLE %s INHERIT %s', c.name, p.name) END],
         ARRAY[CASE WHEN c.relispartition THEN format('ALTER TABLE %s DETACH PARTITION %s', p.name, c.name)
                    ELSE format('ALTER TABLE %s NO INHERIT %s', c.name, p.name) END], '{}', ''
  FROM pg_inherits h JOIN relation c ON c.oid = h.inhrelid JOIN relation p ON p.oid = h.inhparent WHERE c.relkind IN ('r', 'p')
  UNION ALL
  SELECT 'NOT_NULL_NAME', format('%I on %s', k.conname, c.name),
         ARRAY[format('DO $rename$ BEGIN IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = %L::regclass AND conname = %L AND coninhcount = 0) THEN ALTER TABLE %s RENAME CONSTRAINT %I TO %I; END IF; END $rename$',
           c.name, c.relname || '_' || a.attname || '_not_null', c.name, c.relname || '_' || a.attname || '_not_null', k.conname)],
         ARRAY[format('DO $rename$ BEGIN IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = %L::regclass AND conname = %L AND coninhcount = 0) THEN ALTER TABLE %s RENAME CONSTRAINT %I TO %I; END IF; END $rename$',
           c.name, k.conname, c.name, k.conname, c.relname || '_' || a.attname || '_not_null')], '{}', ''
  FROM pg_constraint k JOIN relation c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = c.oid AND k.conkey = ARRAY[a.attnum]
  WHERE k.contype = 'n' AND c.relkind = 'r' AND k.coninhcount = 0 AND k.conname <> c.relname || '_' || a.attname || '_not_null'
    AND octet_length(c.relname || '_' || a.attname || '_not_null') <= 63
  UNION ALL
  SELECT 'INDEX_PARTITION', format('%s of %s', c.name, p.name),
         ARRAY[format('ALTER INDEX %s ATTACH PARTITION %s', p.name, c.name)], '{}', '{}', ''
  FROM pg_inherits h JOIN relation c ON c.oid = h.inhrelid JOIN relation p ON p.oid = h.inhparent WHERE c.relkind IN ('i', 'I')
  UNION ALL
  SELECT 'REPLICA_IDENTITY', c.name,
         ARRAY[format('ALTER TABLE %s REPLICA IDENTITY %s', c.name, CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE
           'USING INDEX ' || (SELECT quote_ident(x.relname) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END)],
         ARRAY[format('ALTER TABLE %s REPLICA IDENTITY DEFAULT', c.name)],
         ARRAY[format('ALTER TABLE %s REPLICA IDENTITY %s', c.name, CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE
           'USING INDEX ' || (SELECT quote_ident(x.relname) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END)], ''
  FROM relation c WHERE c.relkind IN ('r', 'p') AND c.relreplident NOT IN ('d')
  UNION ALL
  SELECT 'STORAGE_PARAMETER', format('%s of %s', split_part(x, '=', 1), c.name),
         ARRAY[format('ALTER TABLE %s SET (%s=%L)', c.name, split_part(x, '=', 1), substr(x, position('=' IN x) + 1))],
         ARRAY[format('ALTER TABLE %s RESET (%s)', c.name, split_part(x, '=', 1))],
         ARRAY[format('ALTER TABLE %s SET (%s=%L)', c.name, split_part(x, '=', 1), substr(x, position('=' IN x) + 1))], ''
  FROM relation c CROSS JOIN unnest(c.reloptions) x WHERE c.relkind IN ('r', 'p')
  UNION ALL
  SELECT 'UNLOGGED', c.name, ARRAY[format('ALTER TABLE %s SET UNLOGGED', c.name)], ARRAY[format('ALTER TABLE %s SET LOGGED', c.name)], '{}', ''
  FROM relation c WHERE c.relkind = 'r' AND c.relpersistence = 'u'
  UNION ALL
  SELECT 'COMMENT', format('%s %s', i.type, i.identity),
         ARRAY[format('COMMENT ON %s IS %L', i.target, i.description)], ARRAY[format('COMMENT ON %s IS NULL', i.target)],
         ARRAY[format('COMMENT ON %s IS %L', i.target, i.description)], ''
  FROM (SELECT x.type, x.identity, d.description,
               CASE x.type WHEN 'table column' THEN 'COLUMN ' || x.identity WHEN 'view column' THEN 'COLUMN ' || x.identity
                 WHEN 'materialized view column' THEN 'COLUMN ' || x.identity WHEN 'composite type column' THEN 'COLUMN ' || x.identity
                 WHEN 'table constraint' THEN 'CONSTRAINT ' || x.identity WHEN 'statistics object' THEN 'STATISTICS ' || x.identity
                 WHEN 'function' THEN 'FUNCTION ' || d.objoid::regprocedure WHEN 'procedure' THEN 'PROCEDURE ' || d.objoid::regprocedure
                 ELSE upper(x.type) || ' ' || x.identity END AS target
        FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) x
        WHERE d.objoid >= 16384 AND d.classoid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass,
                'pg_policy'::regclass, 'pg_statistic_ext'::regclass)
          AND (d.classoid, d.objoid) NOT IN (SELECT classid, objid FROM extended)
          AND x.type IN ('table', 'table column', 'view', 'view column', 'materialized view', 'materialized view column', 'sequence', 'index', 'function', 'procedure',
                         'type', 'table constraint', 'trigger', 'policy', 'statistics object', 'composite type column')
          AND coalesce(x.schema, '') NOT IN ('godwit', 'godwit_kept')) i
)
SELECT kind, identity, makes, removes, alters, coalesce(form, '') AS form FROM object ORDER BY kind, identity
