# Sourced by the scripts beside it: PostgreSQL and RabbitMQ refuse root, so each runs under its own user when root starts it.

# as_user NAME COMMAND...: replaces the shell by the command.
as_user() {
    local name=$1; shift
    if [ "$(id -u)" = 0 ]; then
        exec setpriv --reuid "$name" --regid "$name" --init-groups "$@"
    fi
    exec "$@"
}

# data_directory NAME WANTED: makes a private directory that NAME can reach and prints its real path. A repository below a
# directory closed to others (/root) cannot hold it: then it lies in /var/lib/stadtgespraeche and WANTED is a link to it.
data_directory() {
    local name=$1 wanted=$2 parent
    if [ -d "$wanted" ]; then readlink -f "$wanted"; return; fi
    parent=$(dirname "$wanted")
    mkdir -p "$parent"
    if [ "$(id -u)" = 0 ] && ! (as_user "$name" test -x "$parent"); then
        local elsewhere
        elsewhere=/var/lib/stadtgespraeche/$(printf %s "$wanted" | sha256sum | cut -c1-12)-$(basename "$wanted")
        mkdir -p "$elsewhere"
        rm -f "$wanted"
        ln -s "$elsewhere" "$wanted"
    else
        mkdir -p "$wanted"
    fi
    if [ "$(id -u)" = 0 ]; then chown "$name:" "$(readlink -f "$wanted")"; fi
    chmod 700 "$(readlink -f "$wanted")"
    readlink -f "$wanted"
}

# stop_with SIGNAL: passes the end of this script on to the child "$child" and waits until it has gone.
stop_with() {
    trap "kill -$1 \"\$child\" 2>/dev/null" TERM INT HUP
    local status=0
    while kill -0 "$child" 2>/dev/null; do wait "$child" && status=0 || status=$?; done
    return "$status"
}
