-- The statements that give a view, function, sequence or type, made anew by the role of this session, the owner and the
-- privileges it has now. Only where these are not those any new one gets. Read under an empty search_path.
WITH ours AS (
  SELECT n.oid FROM pg_namespace n
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'godwit', 'godwit_kept') AND n.nspname !~ '^pg_(temp|toast_temp)_'
), thing(class, id, owner, schema, acl, built_in, configured, alters, target) AS (
  SELECT 'pg_class'::regclass, c.oid, c.relowner, c.relnamespace, c.relacl,
         CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", CASE c.relkind WHEN 'S' THEN 'S' ELSE 'r' END::"char",
         CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'SEQUENCE ' END || c.oid::regclass,
         CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass
  FROM pg_class c JOIN ours o ON o.oid = c.relnamespace WHERE c.relkind IN ('v', 'm', 'S')
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, p.proowner, p.pronamespace, p.proacl, 'f', 'f',
         kind || p.oid::regprocedure, kind || p.oid::regprocedure
  FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
  CROSS JOIN LATERAL (SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END) k(kind) WHERE p.prokind IN ('f', 'p', 'w')
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, t.typowner, t.typnamespace, t.typacl, 'T', 'T', 'TYPE ' || format_type(t.oid, NULL), 'TYPE ' || format_type(t.oid, NULL)
  FROM pg_type t JOIN ours o ON o.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.typtype IN ('d', 'r', 'e') OR c.relkind = 'c'
), privilege AS (
  SELECT t.class, t.id, t.owner, t.target, '' AS of_column, a.grantee, a.privilege_type, a.is_grantable
  FROM thing t CROSS JOIN LATERAL aclexplode(coalesce(t.acl, acldefault(t.built_in, t.owner))) a
  UNION ALL
  SELECT t.class, t.id, t.owner, t.target, format(' (%I)', c.attname), a.grantee, a.privilege_type, a.is_grantable
  FROM thing t JOIN pg_attribute c ON t.class = 'pg_class'::regclass AND c.attrelid = t.id AND c.attnum > 0
  CROSS JOIN LATERAL aclexplode(c.attacl) a
), new_one AS (
  SELECT t.class, t.id, t.owner, t.target, '' AS of_column, CASE a.grantee WHEN r.oid THEN t.owner ELSE a.grantee END AS grantee, a.privilege_type, a.is_grantable
  FROM thing t CROSS JOIN (SELECT oid FROM pg_roles WHERE rolname = current_user) r
  CROSS JOIN LATERAL (
    SELECT * FROM aclexplode(coalesce((SELECT d.defaclacl FROM pg_default_acl d WHERE d.defaclrole = r.oid AND d.defaclnamespace = 0 AND d.defaclobjtype = t.configured),
                                      acldefault(t.built_in, r.oid)))
    UNION
    SELECT x.* FROM pg_default_acl d CROSS JOIN LATERAL aclexplode(d.defaclacl) x
    WHERE d.defaclrole = r.oid AND d.defaclnamespace = t.schema AND d.defaclobjtype = t.configured) a
), statement(class, id, place, sql) AS (
  SELECT t.class, t.id, 1, format('ALTER %s OWNER TO %I', t.alters, pg_get_userbyid(t.owner)) FROM thing t
  WHERE pg_get_userbyid(t.owner) <> current_user
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = t.class AND d.objid = t.id AND d.refclassid = 'pg_class'::regclass
                    AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0)
  UNION ALL
  SELECT e.class, e.id, 2, format('REVOKE %s ON %s FROM %s', string_agg(e.privilege_type, ', ' ORDER BY e.privilege_type), e.target,
                                  CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END)
  FROM (SELECT class, id, owner, target, of_column, grantee, privilege_type FROM new_one
        EXCEPT SELECT class, id, owner, target, of_column, grantee, privilege_type FROM privilege) e
  WHERE e.grantee <> e.owner GROUP BY e.class, e.id, e.target, e.grantee
  UNION ALL
  SELECT e.class, e.id, 3, format('GRANT %s ON %s TO %s%s', string_agg(e.privilege_type || e.of_column, ', ' ORDER BY e.privilege_type, e.of_column), e.target,
                                  CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END,
                                  CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' END)
  FROM (SELECT * FROM privilege EXCEPT SELECT * FROM new_one) e
  WHERE e.grantee <> e.owner GROUP BY e.class, e.id, e.target, e.grantee, e.is_grantable
)
SELECT x.type, x.identity, s.statements
FROM (SELECT class, id, array_agg(sql ORDER BY place, sql) AS statements FROM statement GROUP BY class, id) s
CROSS JOIN LATERAL pg_identify_object(s.class, s.id, 0) x
