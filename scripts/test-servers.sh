# Sourced after common.sh: a private PostgreSQL and RabbitMQ for ./test and ./bench, never those of ./run.

# free_ports COUNT: the first of so many free neighbours, below the range that outgoing connections take.
free_ports() {
    local first next attempt
    for attempt in $(seq 50); do
        first=$((20000 + RANDOM % 10000))
        for next in $(seq "$first" $((first + $1 - 1))); do ! listening "$next" || continue 2; done
        echo "$first"
        return
    done
    die "No free ports between 20000 and 30000."
}

# start_servers FSYNC: on or off; exports the addresses that tests and benches read.
start_servers() {
    servers=$(mktemp -d)
    chmod 755 "$servers" # PostgreSQL and RabbitMQ run under their own users
    local first password=only-for-tests
    first=$(free_ports 5)
    POSTGRES_DATA=$servers/postgres POSTGRES_PORT=$first POSTGRES_PASSWORD=$password POSTGRES_FSYNC=$1 \
        AppHost/Infrastructure/postgres.sh > "$servers/postgres.log" 2>&1 & postgres=$!
    RABBITMQ_DATA=$servers/rabbitmq RABBITMQ_PORT=$((first + 1)) RABBITMQ_MANAGEMENT_PORT=$((first + 2)) RABBITMQ_PASSWORD=$password \
        AppHost/Infrastructure/rabbitmq.sh > "$servers/rabbitmq.log" 2>&1 & rabbitmq=$!
    PGHOST=127.0.0.1 PGPORT=$first PGPASSWORD=$password AppHost/Infrastructure/databases.sh ||
        { tail -n 20 "$servers/postgres.log"; die "The private PostgreSQL did not start."; }
    MANAGEMENT=http://127.0.0.1:$((first + 2)) MANAGEMENT_PASSWORD=$password HUB_PASSWORD=$password VHOST=stadtgespraeche \
        AppHost/Infrastructure/broker.sh > /dev/null || { tail -n 20 "$servers/rabbitmq.log"; die "The private RabbitMQ did not start."; }

    export STADTGESPRAECHE_TEST_POSTGRES="Host=127.0.0.1;Port=$first;Username=postgres;Password=$password"
    export STADTGESPRAECHE_TEST_RABBITMQ=amqp://provisioning:$password@127.0.0.1:$((first + 1))/
    export STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT=http://provisioning:$password@127.0.0.1:$((first + 2))
    export STADTGESPRAECHE_TEST_SMTP_SINK=/usr/sbin/smtp-sink
    STADTGESPRAECHE_TEST_CHROMIUM=$(command -v chromium-headless-shell || true); export STADTGESPRAECHE_TEST_CHROMIUM
}

stop_servers() {
    [ -n "${servers:-}" ] || return 0
    kill "$postgres" "$rabbitmq" 2> /dev/null || true
    wait "$postgres" "$rabbitmq" 2> /dev/null || true
    rm -rf "$servers"
}
