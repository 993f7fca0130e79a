#!/bin/sh
# Check that every public name of the installed wheel has a complete type.
#
# pyright does not read editable installs, therefore the separate environment.
set -eu
bin=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

"$bin/python" -m venv "$home/venv"
"$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[all]'
# With --verifytypes, pyright 1.1.414 ignores --pythonpath and uses the first Python on PATH.
PATH="$home/venv/bin:$PATH" "$bin/pyright" --verifytypes blogcore --ignoreexternal \
  >"$home/report" || { cat "$home/report"; exit 1; }
tail -n 14 "$home/report"
grep -q 'Type completeness score: 100%' "$home/report"
