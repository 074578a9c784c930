# What packages/make and .ci/windows both need; sourced, with the repository's root as the working folder.

windows_target=x86_64-pc-windows-gnu
parts=target/packages/parts
version="$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)"

# need COMMAND=PACKAGE...: Debian's packages for commands that are missing.
need() {
    local missing=() pair
    for pair in "$@"; do
        command -v "${pair%%=*}" > /dev/null || missing+=("${pair#*=}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get > /dev/null || { echo "missing: ${missing[*]}" >&2; return 1; }
    local sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}

# Compiler, linker and library for Windows.
need_windows() {
    need x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64-win32 || return 1
    # A Rust of Debian's own has no rustup, and may have the library all the same.
    [ -d "$(rustc --print target-libdir --target $windows_target)" ] || rustup target add $windows_target
}

# windows_program PROFILE [OPTION...]: the program, with icon, version and manifest, in $windows; options are cargo's.
windows_program() {
    local numbers manifest icon
    IFS=. read -ra numbers <<< "$version"
    mkdir -p "$parts"
    python3 packages/icon.py "$parts"
    cp packages/windows/kehoach.manifest packages/windows/kehoach.rc "$parts"
    x86_64-w64-mingw32-windres -I "$parts" -D "MAJOR=${numbers[0]}" -D "MINOR=${numbers[1]}" -D "PATCH=${numbers[2]}" \
        -D "VERSION=\\\"$version\\\"" "$parts/kehoach.rc" -O coff -o "$parts/kehoach.o"
    # Handed to the linker of this one build: a plain `cargo build` needs no tool for it. No time of linking: two
    # builds of the same sources give the same bytes.
    cargo rustc --locked --quiet --profile "$1" "${@:2}" --target $windows_target --bin kehoach -- -C strip=symbols \
        -C "link-arg=$PWD/$parts/kehoach.o" -C link-arg=-Wl,--no-insert-timestamp
    # Cargo's own name for the folder of this one profile.
    windows="target/$windows_target/${1/#dev/debug}/kehoach.exe"
    only_system_libraries "$windows"
}

# What a fresh Windows has, and nothing else.
only_system_libraries() {
    local strange
    strange="$(x86_64-w64-mingw32-objdump -p "$1" | sed -n 's/.*DLL Name: //p' | tr '[:upper:]' '[:lower:]' |
        grep -Ev '^(advapi32|bcrypt|bcryptprimitives|kernel32|msvcrt|ntdll|ole32|shell32|user32|userenv|ws2_32)\.dll$|^api-ms-win-' || true)"
    [ -z "$strange" ] || { echo "$1 needs more than Windows has: $strange" >&2; return 1; }
}
