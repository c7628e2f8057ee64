-- Brings a publication up to date: every table of the database whose rows have an identity, and no other, because once
-- a table without one is published, UPDATE and DELETE on it fail.
--
-- Whoever calls it needs CREATE on the database and the rights of the tables' owner. To let a role capture that shall not
-- have them, install this function as the owner and let the role call it:
--   GRANT USAGE ON SCHEMA godwit TO the_role; GRANT EXECUTE ON FUNCTION godwit.publish_tables(name) TO the_role;
CREATE SCHEMA IF NOT EXISTS godwit;

CREATE OR REPLACE FUNCTION godwit.publish_tables(publication name) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS
$$
DECLARE
    change text;
    not_published bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = publication) THEN
        EXECUTE format('CREATE PUBLICATION %I', publication);
    END IF;
    IF (SELECT puballtables FROM pg_publication WHERE pubname = publication) THEN
        RETURN 0;
    END IF;
    FOR change IN
        WITH identified AS (
            SELECT c.oid, c.relowner
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence = 'p'
              AND n.nspname NOT IN ('godwit', 'information_schema') AND n.nspname !~ '^pg_'
              AND (c.relreplident = 'f' OR EXISTS (
                  SELECT FROM pg_index i
                  WHERE i.indrelid = c.oid AND i.indisvalid AND i.indimmediate
                    AND (c.relreplident = 'd' AND i.indisprimary OR c.relreplident = 'i' AND i.indisreplident)))
        ), published AS (
            SELECT r.prrelid AS oid FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
            WHERE p.pubname = publication
        )
        SELECT format('ALTER PUBLICATION %I ADD TABLE ONLY %s', publication, oid::regclass)
        FROM identified WHERE oid NOT IN (SELECT oid FROM published) AND pg_has_role(relowner, 'USAGE')
        UNION ALL
        SELECT format('ALTER PUBLICATION %I DROP TABLE ONLY %s', publication, oid::regclass)
        FROM published WHERE oid NOT IN (SELECT oid FROM identified)
    LOOP
        BEGIN
            EXECUTE change;
        EXCEPTION WHEN lock_not_available THEN
            -- An index is being built on the table, say. Its turn comes with the next call.
        END;
    END LOOP;
    SELECT count(*) INTO not_published
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence = 'p'
      AND n.nspname NOT IN ('godwit', 'information_schema') AND n.nspname !~ '^pg_'
      AND NOT EXISTS (
          SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
          WHERE p.pubname = publication AND r.prrelid = c.oid);
    RETURN not_published;
END
$$;

REVOKE ALL ON FUNCTION godwit.publish_tables(name) FROM PUBLIC;
