#!/bin/sh
# Makes .venv with everything the Makefile's targets need: Python, uv, the pinned packages, and the program itself,
# editable. Does nothing, and says nothing, when .venv already answers to the pinned files.
set -eu
cd "${0%/*}/.."

venv=.venv
ready=$venv/ready-for

say() { printf '%s\n' "$*" >&2; }

# What .venv was made from: the pins, the program's own description, this recipe, and where the checkout lies.
fingerprint() { { cat requirements/develop.txt requirements/uv.txt pyproject.toml packaging/set_up.sh; pwd; } | cksum; }

# A name on the path proves nothing (a version manager's shim may answer for a Python that is not there): run it.
is_new_enough() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

newest_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if is_new_enough "$name" && { [ "${1:-}" = any ] || makes_venvs "$name"; }; then
            printf '%s\n' "$name"
            return
        fi
    done
}

find_python() {
    python=$(newest_python)
    [ -z "$python" ] || return 0
    # Debian and Ubuntu keep the making of virtual environments in a package of its own.
    bare=$(newest_python any)
    if [ -n "$bare" ]; then
        packages=$("$bare" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
    else
        packages="python3 python3-venv"
    fi
    # shellcheck disable=SC2086  # several packages are several words
    sh packaging/system_parts.sh install $packages
    python=$(newest_python)
    if [ -z "$python" ]; then
        say "Python 3.11 or newer with venv is needed, and what the system offers is older. Install one, then try again."
        exit 1
    fi
}

wanted=$(fingerprint)
if [ -x $venv/bin/rus-editor ] && [ -f $ready ] && [ "$(cat $ready)" = "$wanted" ]; then
    exit 0
fi

# One set-up at a time: two targets started side by side would pull the folder from under each other.
mkdir -p $venv
if ! mkdir $venv/being-made 2>/dev/null; then
    say "Another set-up seems to be at work in $venv. If not: rmdir $venv/being-made"
    exit 1
fi
trap 'rmdir $venv/being-made 2>/dev/null || :' EXIT
trap 'exit 130' INT TERM

find_python
rm -f $ready
if ! is_new_enough $venv/bin/python || ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making $venv with $("$python" --version) …"
    "$python" -m venv --clear $venv
    mkdir -p $venv/being-made
fi
say "Fetching the pinned packages into $venv …"
$venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps \
    --requirement requirements/uv.txt
$venv/bin/uv pip sync --quiet --compile-bytecode --python $venv/bin/python --require-hashes requirements/develop.txt
$venv/bin/uv pip install --quiet --python $venv/bin/python --no-deps --no-build-isolation --editable .
# Compiled once here, since some environments forbid Python to do it at the first start: that halves each start after.
$venv/bin/python -m compileall -q rus_editor
printf '%s\n' "$wanted" >$ready
