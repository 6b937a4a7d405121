#!/bin/sh
# Makes .venv if it is not there, then installs one locked list of packages: scripts/venv.sh base|dev
set -eu

fail() { printf '%s\n' "$*" >&2; exit 1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# A moved folder or an updated system Python leaves a .venv that does not start.
if ! new_enough .venv/bin/python || ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
  python=
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if new_enough "$name"; then python=$name; break; fi
  done
  [ -n "$python" ] ||
    fail "Python 3.11 or newer is needed and was not found. Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python) and try again."
  "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
    fail "This Python cannot make virtual environments. Install its venv module (Debian, Ubuntu: apt-get install python3-venv) and try again."
  printf '%s\n' "1/6 Making the virtual environment .venv with $("$python" -V)…"
  rm -rf .venv
  "$python" -m venv .venv || fail "The virtual environment could not be made; the reason stands above."
fi

exec .venv/bin/python scripts/packages.py install "${1:?base or dev}"
