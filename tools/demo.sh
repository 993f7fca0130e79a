#!/bin/sh
# The main job, twice: a blog in, the page with its threaded comments out.
set -eu
cd "$(python -c 'from importlib.resources import files; print(files("blogcore") / "sample")')"

for file in blog.json blog.xml; do
  printf '\n$ blogcore info %s\n\n' "$file"
  blogcore info "$file"
  printf '\n$ blogcore render %s --as text\n\n' "$file"
  blogcore render "$file" --as text
done
