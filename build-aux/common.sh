# shellcheck shell=bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What build-aux/demo and build-aux/check share: environment, packages, one build folder. To be sourced.
set -euo pipefail

# Meson runs the generator with the interpreter it runs with itself, and Debian's packages of Python modules
# are seen by Debian's interpreter alone: another python3 that comes first in PATH (pyenv, conda) has none.
export PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH

# Nothing is read from a terminal, and nothing is written to the home folder, which may be read-only.
exec </dev/null
export PYTHONDONTWRITEBYTECODE=1 GI_SCANNER_DISABLE_CACHE=1 CCACHE_DISABLE=1

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$top"

die () {
    echo "build-aux/${0##*/}: $*" >&2
    exit 1
}

# Runs a command quietly: its output is shown if it fails.
quietly () {
    local log
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    return 1
}

# Two runs at the same time take turns. The lock is gone with the process.
take_turns () {
    mkdir -p build
    exec 9>build/.turn
    flock -w 1800 9 || die "another run has held $top/build/.turn for half an hour; is it stuck?"
}

# Whether a folder was configured for this tree: a copied one names another.
configured () {
    local folder=$1
    [ -f "$folder/build.ninja" ] && grep -qsF "\"source\": \"$top\"," "$folder/meson-info/meson-info.json"
}

# configure FOLDER OPTION...
configure () {
    local folder=$1
    shift
    # Once more in any case: there may be new packages and new descriptions.
    if configured "$folder"; then
        set -- --reconfigure "$@"
    else
        find "$folder" -mindepth 1 -maxdepth 1 ! -name .turn -exec rm -rf {} + 2>/dev/null || true
    fi
    quietly meson setup "$folder" "$@" || die "cannot configure $top/$folder, see above"
}

build () {
    local folder=$1
    quietly ninja -C "$folder" || die "cannot build $top/$folder, see above"
}
