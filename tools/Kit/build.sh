#!/usr/bin/env bash
# Builds what every city's deployment kit has in common into a directory, which Registration reads (Kit:Directory): the executable, its
# configuration to fill in, systemd unit, LIESMICH, licence and the list of what it is made of. Does nothing when no source has changed since.
# tools/Kit/build.sh [DIRECTORY]   without it .local/kit
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
. scripts/common.sh
kit=${1:-$root/.local/kit}

# What the executable is made of. Names, sizes and times suffice, and are read in a tenth of a second.
sources=(Directory.Build.props Directory.Packages.props global.json tools/Kit LICENSE ServiceDefaults platform
    services/Notification)
state=$(find "${sources[@]}" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %s %T@\n' 2> /dev/null | sort | sha256sum)
[ "$(cat "$kit/.state" 2> /dev/null)" != "$state" ] || exit 0

say "Building the deployment kit ..."
build=$root/.local/kit-build
# With intermediate files of its own: those for another runtime would make every build after it start over. The ordinary build has
# judged the sources already.
dotnet publish services/Notification --artifacts-path "$build" -c Release -r linux-x64 --self-contained -o "$build/out" \
    -p:PublishSingleFile=true -p:DebugType=none -p:GenerateDocumentationFile=false -p:RunAnalyzers=false \
    -nologo -tl:off -v quiet -clp:"ErrorsOnly;NoSummary" || die "The deployment kit could not be built; the errors stand above."

# Registration may be handing out the former one: the new one takes its place at once.
next=$(mktemp -d "$kit.XXXXXX")
trap 'rm -rf "$next"' EXIT
install -m 755 "$build/out/Stadtgespraeche.Notification" "$next/notification"
for beside in "$build/out/"*.staticwebassets.endpoints.json "$build/out/"*.so; do
    [ ! -f "$beside" ] || install -m 644 "$beside" "$next/"
done
install -m 644 tools/Kit/LIESMICH.txt tools/Kit/notification.conf tools/Kit/stadtgespraeche-notification.service "$next/"
install -m 644 LICENSE "$next/LICENSE.txt"
# What it is made of (CycloneDX), with what the packages themselves say of their licences; no server is asked.
dotnet CycloneDX services/Notification/Notification.csproj --base-intermediate-output-path "$build" --disable-package-restore \
    --framework net10.0 --runtime linux-x64 --output "$next" --filename sbom.cdx.json --output-format Json --no-serial-number \
    --set-name Stadtgespraeche.Notification --set-version "$("$next/notification" --version)" > "$build/sbom.log" \
    || die "What the kit is made of could not be listed; $build/sbom.log says why. Was \`dotnet tool restore\` done?"
node tools/Kit/runtime.mjs "$build/obj/Notification/project.assets.json" "$next/sbom.cdx.json"
printf '%s' "$state" > "$next/.state"
chmod 755 "$next"
[ ! -d "$kit" ] || mv "$kit" "$next.old"
mv "$next" "$kit"
rm -rf "$next.old"
