#!/bin/sh
# A PostgreSQL server for the tests, from Debian's packages, on loopback and a free port:
#
#   tools/postgresql.sh start FOLDER [OPTION…]   prints its URL; FOLDER must not exist yet
#   tools/postgresql.sh stop FOLDER              stops the server and removes FOLDER
#
# Prints a message and exits with 1 if PostgreSQL is missing and cannot be installed.
set -eu
action=$1 folder=$2
shift 2

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Print the folder of the programs: Debian's newest version, which is not on PATH, or else PATH's.
programs() {
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ -n "$newest" ]; then
    echo "$newest"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

if [ -z "$(programs)" ] && [ "$action" = start ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL is not installed and cannot be installed" >&2
    exit 1
  fi
  # Do not let the package create and start a cluster.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/blogcore.conf
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends postgresql; } >/dev/null 2>&1 || true
fi
bin=$(programs)
if [ -z "$bin" ]; then
  echo "PostgreSQL is not available" >&2
  exit 1
fi

case $action in
start)
  mkdir -p "$folder"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    chmod a+x "$(dirname "$folder")"
  fi
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  { as_postgres "$bin/initdb" -D "$folder/data" -U blogcore -A trust -E UTF8 --locale=C.UTF-8 &&
    as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' $*" start; } >&2
  echo "postgresql+psycopg://blogcore@127.0.0.1:$port/postgres"
  ;;
stop)
  as_postgres "$bin/pg_ctl" -D "$folder/data" -w -m immediate stop >&2
  rm -rf "$folder"
  ;;
*)
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
