#!/usr/bin/env bash
# Waits for RabbitMQ, makes the virtual host and gives the hub's own user all rights on it; may run any number of times.
# From the environment: MANAGEMENT (http://127.0.0.1:15674), MANAGEMENT_PASSWORD, HUB_PASSWORD, VHOST.
set -euo pipefail

# The password comes by standard input, so that no process list shows it.
ask() { printf 'user = "provisioning:%s"\n' "$MANAGEMENT_PASSWORD" | curl -fsS -m 10 -K - -H 'content-type: application/json' "$@"; }

for attempt in $(seq 120); do
    ask "$MANAGEMENT/api/overview" > /dev/null 2>&1 && break
    [ "$attempt" -lt 120 ] || { echo "RabbitMQ's management on $MANAGEMENT does not answer."; exit 1; }
    sleep 0.5
done
body=$(mktemp)
trap 'rm -f "$body"' EXIT
printf '{"password":"%s","tags":""}' "$HUB_PASSWORD" > "$body"
ask -X PUT "$MANAGEMENT/api/vhosts/$VHOST"
ask -X PUT "$MANAGEMENT/api/users/hub" --data "@$body"
for user in hub provisioning; do
    ask -X PUT "$MANAGEMENT/api/permissions/$VHOST/$user" --data '{"configure":".*","write":".*","read":".*"}'
done
echo "The hub's broker user is there."
