#!/usr/bin/env bash
# A private PostgreSQL on 127.0.0.1. From the environment: POSTGRES_DATA, POSTGRES_PORT, POSTGRES_PASSWORD, POSTGRES_FSYNC (on).
set -euo pipefail
. "$(dirname "$0")/common.sh"

bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: ./run installs it on Debian."; exit 1; }
data=$(data_directory postgres "$POSTGRES_DATA")

if [ ! -f "$data/PG_VERSION" ]; then
    rm -rf "${data:?}"/*
    password=$(mktemp)
    printf '%s' "$POSTGRES_PASSWORD" > "$password"
    [ "$(id -u)" != 0 ] || chown postgres: "$password"
    (as_user postgres "$bin/initdb" --pgdata "$data" --username postgres --pwfile "$password" --auth scram-sha-256 \
        --encoding UTF8 --locale C.UTF-8 --no-sync) || { rm -rf "${data:?}"/* "$password"; exit 1; }
    rm -f "$password"
fi
# A copy or a crash may leave a lock file whose process id belongs to somebody else by now.
if [ -f "$data/postmaster.pid" ] && ! grep -qs postgres "/proc/$(head -1 "$data/postmaster.pid")/comm"; then rm -f "$data/postmaster.pid"; fi

# Errors are logged without statement and detail: both can carry what somebody typed.
(as_user postgres "$bin/postgres" -D "$data" -p "$POSTGRES_PORT" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400 -c shared_buffers=256MB \
    -c fsync="${POSTGRES_FSYNC:-on}" -c synchronous_commit="${POSTGRES_FSYNC:-on}" -c full_page_writes="${POSTGRES_FSYNC:-on}" \
    -c log_min_error_statement=panic -c log_error_verbosity=terse) &
child=$!
stop_with INT # fast shutdown: does not wait for clients
