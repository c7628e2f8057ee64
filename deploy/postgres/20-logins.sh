#!/usr/bin/env bash
# Run by the image when the data folder is new, after 10-roles.sql: gives Godwit's roles the passwords the environment
# names, makes the role that owns the application's tables (called as the database is), and lets Godwit change them.
set -euo pipefail
sql() { psql --quiet --set=ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" "$@"; }

for role in reader capture executor; do
  name="GODWIT_${role^^}_PASSWORD"
  sql --set=role="godwit_${role}" --set=password="${!name}" <<'SQL'
ALTER ROLE :"role" PASSWORD :'password';
SQL
done

sql --set=owner="$POSTGRES_DB" --set=password="$GODWIT_OWNER_PASSWORD" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
ALTER ROLE :"owner" SET log_min_duration_statement = 0;
ALTER DATABASE :"owner" OWNER TO :"owner";
ALTER SCHEMA public OWNER TO :"owner";
GRANT :"owner" TO godwit_executor, godwit_capture WITH INHERIT TRUE;
GRANT ALL ON SCHEMA godwit TO godwit_executor;
SQL
