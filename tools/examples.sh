#!/bin/sh
# Test the examples. A distribution is built, installed, type-checked and tested; a program is tested
# with its requirements.
#
# Each is installed into a folder of its own: in the environment, its plugins would change the
# results of other tests.
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
