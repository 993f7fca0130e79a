#!/bin/sh
# Every example that is a distribution is built, installed, type-checked and tested as its own; one
# that is a program is tested with what its requirements name.
#
# It goes into a folder for itself, not into the environment: plugins that are there would be there
# for the other tests, too.
set -eu
bin=$(cd "$1" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

for example in examples/*/; do
  name=$(basename "$example")
  echo "== $name"
  if [ -f "$example/requirements.txt" ]; then
    "$bin/python" -m pip install --quiet --disable-pip-version-check \
      --target "$home/$name" -r "$example/requirements.txt"
    PYTHONPATH="$home/$name" PYTHONDONTWRITEBYTECODE=1 "$bin/python" -m pytest -q \
      -p no:cacheprovider -c /dev/null --rootdir "$example" "$example/tests"
    continue
  fi
  "$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --target "$home/$name" "./$example"
  (
    cd "$example"
    MYPYPATH=src "$bin/mypy" --strict --no-incremental src tests
    PYTHONPATH="$home/$name" PYTHONDONTWRITEBYTECODE=1 "$bin/python" -m pytest -q -p no:cacheprovider
  )
done
