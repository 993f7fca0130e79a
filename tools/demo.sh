#!/bin/sh
# Read a blog and print a page with its threaded comments: from JSON, then from a WordPress export.
set -eu
cd "$(python -c 'from importlib.resources import files; print(files("blogcore") / "sample")')"

run() {
  printf '\n$ %s\n\n' "$*"
  "$@"
}

run blogcore info blog.json
run blogcore render blog.json --post ten-days-on-the-post-boat
run blogcore info blog.xml
run blogcore render blog.xml
