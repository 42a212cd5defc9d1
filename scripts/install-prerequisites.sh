# Sourced after common.sh: installs what is missing on this machine, with visible progress; does nothing the second time.

prepare_tools() {
    command -v dotnet > /dev/null && dotnet --list-sdks | grep -q '^10\.' || die "The .NET 10 SDK is missing: install it from https://dot.net."
    command -v node > /dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
        die "Node 20 or newer is missing: install it from https://nodejs.org or your distribution."
    command -v npm > /dev/null || die "npm is missing: it belongs to Node."
    local folder free
    for folder in "$root" "$local"; do
        free=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')
        [ "$free" -ge $((2 * 1024 * 1024)) ] || die "The disk of $folder is nearly full: $((free / 1024)) MB are free, 2048 MB are needed."
    done
}

# prepare_debian NAME...: server, browser, smtp-sink, icalendar; each says by itself whether it is there.
prepare_debian() {
    local missing=() need
    for need in "$@"; do
        case $need in
            server) find /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1 || missing+=(postgresql-15)
                    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
                    command -v psql > /dev/null || missing+=(postgresql-client)
                    command -v curl > /dev/null || missing+=(curl)
                    command -v setpriv > /dev/null || missing+=(util-linux) ;;
            # Chromium without the parts that only a window needs: each page costs half.
            browser) command -v chromium-headless-shell > /dev/null || missing+=(chromium-headless-shell fonts-dejavu-core fonts-noto-color-emoji) ;;
            # A second reader of calendars, for tests: of the Python that Debian's packages belong to.
            icalendar) /usr/bin/python3 -c 'import icalendar' 2> /dev/null || missing+=(python3-icalendar) ;;
            smtp-sink) [ -x /usr/sbin/smtp-sink ] || missing+=(postfix) ;;
        esac
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get > /dev/null || die "Missing here: ${missing[*]}; ./run installs them on Debian only, elsewhere please install them yourself."

    say "Installing from Debian: ${missing[*]} ..."
    # Only the programs are wanted, no system service: nothing may start by itself.
    local policy=
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        policy=$(mktemp); printf '#!/bin/sh\nexit 101\n' > "$policy"; as_root install -m 755 "$policy" /usr/sbin/policy-rc.d; rm -f "$policy"
    fi
    local status=0
    as_root apt-get update -q || die "Debian's package lists cannot be fetched: is there a network?"
    echo "postfix postfix/main_mailer_type select No configuration" | as_root debconf-set-selections 2> /dev/null || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" || status=$?
    [ -z "$policy" ] || as_root rm -f /usr/sbin/policy-rc.d
    [ "$status" = 0 ] || die "Debian could not install ${missing[*]}; its message stands above."
}

# prepare_npm FOLDER: what its lock file names.
prepare_npm() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
    say "Installing npm packages in $1 ..."
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error) || die "npm could not install the packages of $1; its message stands above."
    touch "$1/node_modules/.package-lock.json"
}

engine_runs() { timeout 10 "${ASPIRE_CONTAINER_RUNTIME:-docker}" info > /dev/null 2>&1; }
