# Sourced after common.sh and install-prerequisites.sh: starts the AppHost, waits until all is healthy, stops it.

pid_file=$local/apphost.pid

running() { [ -f "$pid_file" ] && kill -0 "$(cat "$pid_file")" 2> /dev/null && grep -qs AppHost "/proc/$(cat "$pid_file")/cmdline"; }

# orchestrated PID: whether Aspire's orchestrator still stops what the AppHost with this id had it start. It is another process, and
# outlives an AppHost that ended early or was killed.
orchestrated() { grep -qsaE -- "[-]-monitor.$1([^0-9]|\$)" /proc/[0-9]*/cmdline; }

# await_end PID: of all that the AppHost with this id has started.
await_end() {
    local tries
    for tries in $(seq 180); do
        orchestrated "$1" || return 0
        [ "$tries" != 4 ] || say "Waiting until the last of the processes has ended ..."
        sleep 0.5
    done
    say "Not all has ended; see ps -ef."
}

check_ports() {
    local what wanted
    while read -r wanted what; do
        ! listening "$(port "$wanted")" || die "Port $(port "$wanted") is taken, but $what needs it: stop what listens there."
    done <<'PORTS'
8080 the portal
18888 the dashboard
18889 the dashboard's telemetry
18890 the dashboard's resource list
15432 PostgreSQL
15673 RabbitMQ
15674 RabbitMQ's management
15675 RabbitMQ's port mapper
15676 RabbitMQ's node
1081 the first mail server
1082 the second mail server
1083 the third mail server
8081 the first inbox
8082 the second inbox
8083 the third inbox
PORTS
}

prepare_run() {
    prepare_tools
    engine_runs || prepare_debian server
    prepare_npm AppHost/Infrastructure
    prepare_npm platform/Site
    [ -n "${STADTGESPRAECHE_BUILT:-}" ] || build AppHost
    tools/Kit/build.sh || say "Without it all runs, but partners can download no kit."
}

# Its own session: Ctrl-C reaches this script only, which then ends everything in order.
start_apphost() {
    mkdir -p "$local/logs"
    rm -f "$local/ready" "$local/status"
    ASPNETCORE_URLS=http://127.0.0.1:$(port 18888) ASPNETCORE_ENVIRONMENT=Development DOTNET_ENVIRONMENT=Development \
    ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:$(port 18889) \
    ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://127.0.0.1:$(port 18890) \
    ASPIRE_ALLOW_UNSECURED_TRANSPORT=true ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true \
    ASPIRE_VERSION_CHECK_DISABLED=true \
        setsid env --default-signal=INT,QUIT,HUP dotnet AppHost/bin/Debug/net10.0/Stadtgespraeche.AppHost.dll \
        > "$local/logs/apphost.log" 2>&1 < /dev/null &
    echo $! > "$pid_file"
    # Until the child has become setsid its command line is still this script's, and would not be recognised.
    while kill -0 $! 2> /dev/null && ! running; do sleep 0.1; done
}

wait_healthy() {
    local shown=0 seconds=0 line broken
    say "Starting; logs are in $local/logs."
    while [ ! -f "$local/ready" ]; do
        running || { tail -n 30 "$local/logs/apphost.log"; die "The AppHost ended; its last lines stand above."; }
        while IFS= read -r line; do
            shown=$((shown + 1))
            case $line in *": Healthy" | *": Finished (0)") say "  ${line%%:*}" ;; esac
        done < <(tail -n +$((shown + 1)) "$local/logs/apphost.log")
        broken=$(awk -F'\t' '$2 ~ /^(Finished \(-?[1-9]|Terminated)/ { print $1; exit }' "$local/status" 2> /dev/null || true)
        [ -n "$broken" ] || broken=$(awk -F'\t' '$2 == "FailedToStart" { print $1; exit }' "$local/status" 2> /dev/null || true)
        if [ -n "$broken" ]; then
            sleep 1 # its last lines are still on the way
            say "--- the end of $local/logs/$broken.log, without stack traces"
            grep -v '^[^ ]* *at \|--- End of' "$local/logs/$broken.log" 2> /dev/null | tail -n 30 || true
            stop_apphost
            die "$broken failed; its last lines stand above."
        fi
        sleep 0.5
        seconds=$((seconds + 1))
        if [ $((seconds % 20)) = 0 ] && [ -f "$local/status" ]; then
            say "  ... $(awk -F'\t' '$2 == "Starting" || ($2 == "Running" && $1 !~ /^(postgres|aspire-dashboard)$/) { name = name " " $1 } $2 == "Waiting" { more++ }
                END { printf "starting:%s; %d more wait for them", name, more }' "$local/status")"
        fi
        [ "$seconds" -lt "${STADTGESPRAECHE_PATIENCE:-1200}" ] || { stop_apphost; die "Not everything became healthy in ten minutes; see $local/logs."; }
    done
}

# After an AppHost that was killed its processes end by themselves; the next start needs their ports.
settle() { [ ! -f "$pid_file" ] || running || await_end "$(cat "$pid_file")"; }

stop_apphost() {
    running || { settle; rm -f "$pid_file" "$local/ready"; return 0; }
    local pid seconds
    pid=$(cat "$pid_file")
    kill -TERM "$pid"
    for seconds in $(seq 180); do
        kill -0 "$pid" 2> /dev/null || break
        sleep 0.5
    done
    kill -KILL "$pid" 2> /dev/null || true
    await_end "$pid"
    # Somebody else may have started the system again by now.
    [ "$(cat "$pid_file" 2> /dev/null)" != "$pid" ] || rm -f "$pid_file" "$local/ready"
}

table() {
    cat <<TABLE

  Portal       http://localhost:$(port 8080)
  API          http://localhost:$(port 8080)/api/docs
  Dashboard    http://127.0.0.1:$(port 18888)
  Inboxes      http://127.0.0.1:$(port 8081)   Kaiserslautern, and the hub's own
               http://127.0.0.1:$(port 8082)   Bamberg
               http://127.0.0.1:$(port 8083)   Rhein-Neckar

  Members sign in at http://localhost:$(port 8080)/anmelden with an address of tools/Demo/members; the mail is in the inbox.
  An organiser comes in by the link that ./run organiser NAME prints, and from then on with a passkey.

  Connection strings are in $local/env, logs in $local/logs.
TABLE
}
