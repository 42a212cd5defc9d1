# Sourced after test-servers.sh: runs test projects side by side, counts what they found and says where the time went.

passed=0 failed=0 skipped=0 red=
declare -A pids=() begun=()

# What the runner of NAME printed is in $servers/NAME.output, what its services logged in $servers/NAME.log.
begin_project() {
    say "$1 ..."
    begun[$1]=$(date +%s)
    (
        trap 'kill "$child" 2> /dev/null' TERM
        timeout -k 30 1800 "tests/$1/bin/Debug/net10.0/Stadtgespraeche.$1" -noColor -noLogo -result-ctrf "$servers/$1.ctrf" \
            > "$servers/$1.output" 2> "$servers/$1.log" & child=$!
        status=0
        wait "$child" || status=$?
        times > "$servers/$1.times"
        exit "$status"
    ) &
    pids[$1]=$!
}

# Those that still run when something else ends ./test.
stop_projects() {
    [ ${#pids[@]} -gt 0 ] || return 0 # wait without a name would wait for the servers, too
    kill "${pids[@]}" 2> /dev/null || true
    wait "${pids[@]}" 2> /dev/null || true
}

# finish_project NAME STATUS
finish_project() {
    local output=$servers/$1.output seconds=$(($(date +%s) - begun[$1]))
    unset "pids[$1]"
    # The runner's summary: "Total: 39, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.3s".
    count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" "$output" | tail -1; }
    local left=$(($(count Skipped) + $(count 'Not Run') + 0)) bad=$(($(count Failed) + $(count Errors) + 0))
    local ok=$(($(count Total) + 0 - bad - left))
    # A failure without a failed test is a crash or the time limit.
    if [ "$2" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
    if [ "$bad" != 0 ]; then
        say "--- what the services of $1 logged; it ended with $2"
        cat "$servers/$1.log"
        red="$red $1"
    fi
    echo "$seconds" > "$servers/$1.seconds"
    say "  $1: $ok passed, $bad failed, $left skipped in $seconds s"
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
}

# run_projects LANES NAME...: so many at a time, in this order.
run_projects() {
    local lanes=$1 name ended status
    shift
    while [ $# -gt 0 ] || [ ${#pids[@]} -gt 0 ]; do
        while [ $# -gt 0 ] && [ ${#pids[@]} -lt "$lanes" ]; do begin_project "$1"; shift; done
        status=0
        wait -n -p ended "${pids[@]}" || status=$?
        for name in "${!pids[@]}"; do
            [ "${pids[$name]}" != "$ended" ] || finish_project "$name" "$status"
        done
    done
}
