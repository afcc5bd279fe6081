#!/bin/sh
# System parts that Python packages cannot bring.
#   system_parts.sh need PART:PACKAGE[,PACKAGE] …   installs the packages whose part is missing: a command, a shared
#                                                   library (libEGL.so.1) or a file (/usr/share/hunspell/sv_SE.dic)
#   system_parts.sh wish PART:PACKAGE[,PACKAGE] …   the same, but goes on without them
#   system_parts.sh install PACKAGE …               installs the packages
# Root on Debian or Ubuntu: installs them. Anybody else: prints the line to run, and stops.
set -eu

is_there() {
    case $1 in
        /*) [ -e "$1" ] ;;
        # ldconfig is not on everybody's path, and lists what the loader finds.
        lib*.so*) PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -qF "$1 " ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

verb=$1
shift
packages=
for wanted in "$@"; do
    case $verb in
        need | wish) is_there "${wanted%%:*}" || packages="$packages $(echo "${wanted#*:}" | tr , ' ')" ;;
        install) packages="$packages $wanted" ;;
        *) echo "usage: system_parts.sh need|wish PART:PACKAGE … | install PACKAGE …" >&2; exit 2 ;;
    esac
done
[ -n "$packages" ] || exit 0

without=1
[ "$verb" != wish ] || without=0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "These are missing; install them with the system's own package manager, then try again:$packages" >&2
    exit $without
fi
if [ "$(id -u)" != 0 ]; then
    echo "Parts of the system are missing. Run this, then try again:" >&2
    echo "  sudo apt-get install --no-install-recommends$packages" >&2
    exit $without
fi
echo "Installing$packages …" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The lists may be missing or old on a machine that is just born: try as it is, then with new lists.
# shellcheck disable=SC2086  # several packages are several words
if ! apt-get install -qq -y --no-install-recommends $packages >"$log" 2>&1 </dev/null &&
    ! { apt-get update -qq && apt-get install -qq -y --no-install-recommends $packages; } >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "Could not install$packages." >&2
    exit $without
fi
