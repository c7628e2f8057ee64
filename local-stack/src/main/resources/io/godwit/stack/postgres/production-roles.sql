-- The roles Godwit works with on a production server, each with no more than it needs. Run as superuser in the database
-- `postgres`, again and again if need be. Passwords are set apart from this.

DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['godwit_reader', 'godwit_capture', 'godwit_executor'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
        END IF;
    END LOOP;
END $$;

-- Reads catalogs, statistics, and the rows a copy is filled from. Never writes.
GRANT pg_monitor, pg_read_all_data TO godwit_reader;
ALTER ROLE godwit_reader SET default_transaction_read_only = on;

-- Follows the WAL and reads the log.
ALTER ROLE godwit_capture REPLICATION;
GRANT pg_monitor, pg_read_all_data TO godwit_capture;

-- Applies migrations, and may end the sessions that block it. What it may change is what the owner of the application's
-- tables may: GRANT that role to it, database by database.
GRANT pg_monitor, pg_signal_backend TO godwit_executor;

-- The log can be read without being superuser, and nothing but the log.
CREATE SCHEMA IF NOT EXISTS godwit;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

-- Bytes of one log file from `start` on, at most `size`; empty at its end, NULL when the file is gone (rotated away).
CREATE OR REPLACE FUNCTION godwit.read_log(file text, start bigint, size bigint) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF file !~ '^[A-Za-z0-9_-]+[.](json|csv|log)$' THEN
        RAISE EXCEPTION 'not the name of a log file: %', file USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN pg_read_binary_file(current_setting('log_directory') || '/' || file, start, size, true);
END $$;

REVOKE ALL ON FUNCTION godwit.read_log(text, bigint, bigint) FROM PUBLIC;
GRANT USAGE ON SCHEMA godwit TO godwit_reader, godwit_capture;
GRANT EXECUTE ON FUNCTION godwit.read_log(text, bigint, bigint) TO godwit_reader, godwit_capture;

-- Capture brings its publication up to date by this function instead of owning every table. The same is in
-- capture-service, io/godwit/capture/publish-tables.sql, where it is explained.
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
        EXECUTE change;
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
GRANT EXECUTE ON FUNCTION godwit.publish_tables(name) TO godwit_capture;
