# Sourced after common.sh: what a machine can say about the form of the sources, said before anything is built.

# sources TEST...: what find makes of all .cs and .cshtml that people write.
sources() {
    find . \( -name .git -o -name .local -o -name bin -o -name obj -o -name node_modules -o -name Migrations \) -prune -o \
        \( -name '*.cs' -o -name '*.cshtml' \) "$@"
}

check_style() {
    say "Checking the style of the sources ..."
    dotnet tool restore > /dev/null || die "The tools in .config/dotnet-tools.json cannot be restored: is there a network?"
    # Those that have not changed since all were formatted are not read again.
    local stamp=$local/formatted began=$local/formatting new=(.)
    touch "$began"
    if [ "$stamp" -nt .editorconfig ] && [ "$stamp" -nt .csharpierignore ] && [ "$stamp" -nt .config/dotnet-tools.json ]; then
        mapfile -d '' new < <(sources -name '*.cs' -newer "$stamp" -print0)
    fi
    [ ${#new[@]} = 0 ] || dotnet csharpier check "${new[@]}" > "$local/format.log" 2>&1 ||
        { cat "$local/format.log"; die "Some files are not formatted: dotnet csharpier format . does it."; }
    mv "$began" "$stamp"

    local wide
    wide=$(sources -print0 | LC_ALL=C.UTF-8 xargs -0 grep -nE '^.{141}' | cut -c1-200 || true)
    [ -z "$wide" ] || { say "$wide"; die "These lines are wider than 140 characters: break them."; }
}
