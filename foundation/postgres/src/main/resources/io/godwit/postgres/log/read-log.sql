-- Lets a role read the server's log and no other file. Run once per database as a superuser, then:
--   GRANT pg_monitor TO the_role; GRANT USAGE ON SCHEMA godwit TO the_role;
--   GRANT EXECUTE ON FUNCTION godwit.read_log(text, bigint, bigint) TO the_role;
CREATE SCHEMA IF NOT EXISTS godwit;

CREATE OR REPLACE FUNCTION godwit.read_log(file text, start bigint, bytes bigint) RETURNS bytea
    LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    IF file ~ '[/\\]' OR file LIKE '.%' THEN
        RAISE EXCEPTION 'a log file is named without a directory, not %', file USING ERRCODE = '22023';
    END IF;
    RETURN pg_read_binary_file(current_setting('log_directory') || '/' || file, start, bytes, true);
END
$$;

REVOKE ALL ON FUNCTION godwit.read_log(text, bigint, bigint) FROM PUBLIC;
