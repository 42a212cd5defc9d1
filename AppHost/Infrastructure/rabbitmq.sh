#!/usr/bin/env bash
# A private RabbitMQ on 127.0.0.1 whose first user is the administrator "provisioning". From the environment: RABBITMQ_DATA,
# RABBITMQ_PORT, RABBITMQ_MANAGEMENT_PORT, RABBITMQ_PASSWORD; two further ports follow the management port.
set -euo pipefail
. "$(dirname "$0")/common.sh"

server=/usr/lib/rabbitmq/bin/rabbitmq-server
[ -x "$server" ] || { echo "RabbitMQ is not installed: ./run installs it on Debian."; exit 1; }
data=$(data_directory rabbitmq "$RABBITMQ_DATA")

cat > "$data/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$RABBITMQ_PORT
management.tcp.ip = 127.0.0.1
management.tcp.port = $RABBITMQ_MANAGEMENT_PORT
default_user = provisioning
default_pass = $RABBITMQ_PASSWORD
loopback_users = none
disk_free_limit.absolute = 500MB
# A message that waits for a database to come back is held for as long; the default would cost it a delivery every half hour.
consumer_timeout = 604800000
max_message_size = 8388608
log.console = true
log.console.level = warning
log.file = false
CONF
echo '[rabbitmq_management].' > "$data/enabled_plugins"
chmod 600 "$data/rabbitmq.conf"
[ "$(id -u)" != 0 ] || chown rabbitmq: "$data/rabbitmq.conf" "$data/enabled_plugins"

export HOME=$data ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$((RABBITMQ_MANAGEMENT_PORT + 1))
export RABBITMQ_DIST_PORT=$((RABBITMQ_MANAGEMENT_PORT + 2)) RABBITMQ_NODENAME="stadtgespraeche@localhost"
export RABBITMQ_MNESIA_BASE=$data RABBITMQ_LOG_BASE=$data RABBITMQ_CONFIG_FILE=$data/rabbitmq.conf
export RABBITMQ_ENABLED_PLUGINS_FILE=$data/enabled_plugins RABBITMQ_CONF_ENV_FILE=/dev/null
# The schedulers do not spin while they have nothing to do: the processor is shared with everything else.
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}'

# Started here and not by Erlang, so that no daemon stays behind.
(as_user rabbitmq epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1) &
epmd=$!
cd "$data"
(as_user rabbitmq "$server") &
child=$!
status=0
stop_with TERM || status=$?
kill "$epmd" 2>/dev/null || true
exit "$status"
