-- What uses what, among users' objects: the kind and identity of the user and of the used. Read under an empty search_path.
WITH raw AS (
  SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid FROM pg_depend
  WHERE objid >= 16384 AND refobjid >= 16384 AND deptype IN ('n', 'a')
    AND refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass)
), edge AS (
  SELECT CASE WHEN r.oid IS NOT NULL AND r.rulename = '_RETURN' THEN 'pg_class'::regclass WHEN f.oid IS NOT NULL THEN 'pg_class'::regclass
              WHEN k.contypid <> 0 THEN 'pg_constraint'::regclass WHEN k.conrelid <> 0 THEN 'pg_class'::regclass WHEN i.indexrelid IS NOT NULL AND t.relkind <> 'm' THEN 'pg_class'::regclass
              ELSE d.classid::regclass END AS classid,
         CASE WHEN r.oid IS NOT NULL AND r.rulename = '_RETURN' THEN r.ev_class WHEN f.oid IS NOT NULL THEN f.adrelid
              WHEN k.conrelid <> 0 THEN k.conrelid WHEN i.indexrelid IS NOT NULL AND t.relkind <> 'm' THEN i.indrelid ELSE d.objid END AS objid,
         CASE WHEN f.oid IS NOT NULL AND v.relkind = 'v' THEN f.adnum ELSE 0 END AS objsubid,
         CASE WHEN arr.oid IS NOT NULL THEN 'pg_type'::regclass WHEN row_type.oid IS NOT NULL THEN 'pg_class'::regclass ELSE d.refclassid::regclass END AS refclassid,
         CASE WHEN row_type.oid IS NOT NULL AND row_type.relkind <> 'c' THEN row_type.oid WHEN arr.oid IS NOT NULL THEN arr.typelem
              WHEN row_type.oid IS NOT NULL THEN row_type.oid ELSE d.refobjid END AS refobjid,
         d.refobjsubid
  FROM raw d
  LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
  LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
  LEFT JOIN pg_class v ON v.oid = f.adrelid
  LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
  LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
  LEFT JOIN pg_class t ON t.oid = i.indrelid
  LEFT JOIN pg_type arr ON d.refclassid = 'pg_type'::regclass AND arr.oid = d.refobjid AND arr.typelem <> 0 AND arr.typlen = -1
  LEFT JOIN pg_type ty ON d.refclassid = 'pg_type'::regclass AND ty.oid = d.refobjid
  LEFT JOIN pg_class row_type ON row_type.oid = ty.typrelid AND ty.typrelid <> 0
), relevant AS (
  SELECT DISTINCT e.classid, e.objid, e.objsubid, e.refclassid, e.refobjid,
         CASE WHEN c.relkind IN ('r', 'p', 'f') THEN e.refobjsubid ELSE 0 END AS refobjsubid
  FROM edge e LEFT JOIN pg_class c ON e.refclassid = 'pg_class'::regclass AND c.oid = e.refobjid
  LEFT JOIN pg_class u ON e.classid = 'pg_class'::regclass AND u.oid = e.objid
  WHERE NOT (coalesce(u.relkind IN ('r', 'p'), false) AND coalesce(c.relkind IN ('r', 'p', 'i', 'I'), false)) AND (e.classid, e.objid) IS DISTINCT FROM (e.refclassid, e.refobjid)
)
SELECT u.type AS user_type, u.identity AS user_identity, x.type AS used_type, x.identity AS used_identity
FROM relevant r
CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, r.objsubid) u
CROSS JOIN LATERAL pg_identify_object(r.refclassid, r.refobjid, r.refobjsubid) x
WHERE u.type IS NOT NULL AND x.type IS NOT NULL AND u.identity IS NOT NULL AND x.identity IS NOT NULL
