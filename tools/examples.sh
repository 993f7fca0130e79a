#!/bin/sh
# Every example that is a distribution is built, installed, type-checked and tested as its own.
#
# It goes into a folder for itself, not into the environment: plugins that are there would be there
# for the other tests, too.
set -eu
bin=$(cd "$1" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

for example in examples/*/; do
  [ -f "$example/pyproject.toml" ] || continue
  name=$(basename "$example")
  echo "== $name"
  "$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --target "$home/$name" "./$example"
  (
    cd "$example"
    MYPYPATH=src "$bin/mypy" --strict --no-incremental src tests
    PYTHONPATH="$home/$name" PYTHONDONTWRITEBYTECODE=1 "$bin/python" -m pytest -q -p no:cacheprovider
  )
done
