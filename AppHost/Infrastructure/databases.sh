#!/usr/bin/env bash
# Waits for PostgreSQL and makes one database and its owner for each NAME; may run any number of times.
# From the environment: PGHOST, PGPORT, PGPASSWORD of the user postgres, OWNER_PASSWORD_<name> for each.
set -euo pipefail
export PGUSER=postgres PGDATABASE=postgres PGCONNECT_TIMEOUT=5 PGOPTIONS='-c client_min_messages=warning'

for attempt in $(seq 120); do
    pg_isready -q && break
    [ "$attempt" -lt 120 ] || { echo "PostgreSQL on port $PGPORT does not answer."; exit 1; }
    sleep 0.5
done

for name in "$@"; do
    password=OWNER_PASSWORD_$name
    psql -qX -v ON_ERROR_STOP=1 -v name="$name" -v owner="${name}_owner" -v password="${!password}" <<'SQL'
SELECT format('CREATE ROLE %I LOGIN CREATEROLE', :'owner')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
ALTER ROLE :"owner" PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SQL
    echo "Database $name is there."
done
