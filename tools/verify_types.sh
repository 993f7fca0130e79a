#!/bin/sh
# Every public name must have a complete type, as a program that imports the wheel would see it.
#
# pyright reads an installed package, not an editable one, hence the environment of its own.
set -eu
bin=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

"$bin/python" -m venv "$home/venv"
"$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[all]'
# With --verifytypes it takes the first Python on PATH, whatever --pythonpath says (1.1.414).
PATH="$home/venv/bin:$PATH" "$bin/pyright" --verifytypes blogcore --ignoreexternal \
  >"$home/report" || { cat "$home/report"; exit 1; }
tail -n 14 "$home/report"
grep -q 'Type completeness score: 100%' "$home/report"
