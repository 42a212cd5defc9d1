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

# prepare_debian NAME...: server, browser, smtp-sink; each says by itself whether it is there.
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

# Which of the two AppHost variants this machine can build; found out once and kept for every later build.
prepare_aspire() {
    local kept=$root/.local/aspire.props
    if [ ! -f "$kept" ]; then
        say "Looking whether the NuGet feed serves Aspire ..."
        mkdir -p "$root/.local"
        local probe variant=packages
        probe=$(mktemp -d)
        cat > "$probe/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="Aspire.AppHost.Sdk" Version="[13.5.4]" />
    <PackageDownload Include="Aspire.Hosting.AppHost" Version="[13.5.4]" />
  </ItemGroup>
</Project>
XML
        if ! dotnet restore "$probe/probe.csproj" > "$probe/log" 2>&1; then
            ! grep -q NU1301 "$probe/log" || die "The NuGet feed cannot be reached, and the first start needs it: is there a network?"
            variant=local
        fi
        rm -rf "$probe"
        printf '<Project>\n  <PropertyGroup>\n    <AspireHosting>%s</AspireHosting>\n  </PropertyGroup>\n</Project>\n' "$variant" > "$kept"
    fi
    grep -q '>local<' "$kept" || return 0

    if ! ls "$root"/.local/aspire/versions/*/dcp/dcp > /dev/null 2>&1; then
        [ "$(uname -sm)" = "Linux x86_64" ] || die "Without Aspire in the NuGet feed the local system runs on Linux x64 only."
        prepare_npm AppHost/Local
        say "Laying out Aspire's orchestrator and dashboard ..."
        # It reports a failed validation where it cannot reach its own feed; what counts is whether the two programs are there.
        HOME=$(mktemp -d) AppHost/Local/node_modules/@microsoft/aspire-cli-linux-x64/bin/aspire setup \
            --install-path "$root/.local/aspire" > "$root/.local/aspire-setup.log" 2>&1 < /dev/null || true
        ls "$root"/.local/aspire/versions/*/{dcp/dcp,managed/aspire-managed} > /dev/null 2>&1 ||
            die "Aspire's orchestrator could not be laid out; see .local/aspire-setup.log."
        rm -rf AppHost/Local/node_modules # 150 MB that are not needed any more
    fi
}

# A container engine counts in the variant with Aspire's packages only: without those nothing could start containers.
engine_runs() {
    grep -q '>packages<' "$root/.local/aspire.props" && timeout 10 "${ASPIRE_CONTAINER_RUNTIME:-docker}" info > /dev/null 2>&1
}
