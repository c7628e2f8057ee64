#!/usr/bin/env bash
# Gives the roles of 10-roles.sql the passwords the environment names. Run by the image when the data folder is new.
set -euo pipefail
for role in reader capture executor; do
  name="GODWIT_${role^^}_PASSWORD"
  psql --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set=role="godwit_${role}" --set=password="${!name}" <<'SQL'
ALTER ROLE :"role" PASSWORD :'password';
SQL
done
