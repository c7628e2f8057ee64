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

-- Capture brings its publication up to date by this function (publish-tables.sql, which runs before) instead of owning
-- every table.
GRANT EXECUTE ON FUNCTION godwit.publish_tables(name) TO godwit_capture;
