# Sourced by ./run, ./test and ./bench from the repository's root.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

local=$(mkdir -p "${STADTGESPRAECHE_LOCAL:-$root/.local}" && cd "${STADTGESPRAECHE_LOCAL:-$root/.local}" && pwd)
offset=${STADTGESPRAECHE_PORT_OFFSET:-0}
export STADTGESPRAECHE_LOCAL=$local

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }
port() { echo $(($1 + offset)); }

# as_root COMMAND...: with sudo where that is needed.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo > /dev/null; then sudo "$@"; else
        die "Installing Debian packages needs root or sudo."; fi
}

listening() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# build PROJECT: incremental, and quiet unless it fails.
build() {
    say "Building $1 ..."
    dotnet build "$1" -nologo -tl:off -v quiet -clp:"ErrorsOnly;NoSummary" || die "The build of $1 failed; its errors stand above."
}
