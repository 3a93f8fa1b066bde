#!/usr/bin/env bash
# with_postgres.sh COMMAND…: runs a command with VERBALE_TEST_POSTGRES set to the address of an empty
# throw-away PostgreSQL database, which is gone afterwards. Without a server on this machine the command
# runs without the variable (its PostgreSQL tests skip, and under CI=true fail).
set -euo pipefail
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  command -v initdb >/dev/null || { echo "no PostgreSQL here (Debian: apt-get install postgresql)" >&2; exec "$@"; }
  bin=$(dirname "$(command -v initdb)")
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/verbale-postgres-XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  chown postgres "$home"
  as=(runuser -u postgres --)
fi
stop() {
  (cd / && "${as[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate -s stop) >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap stop EXIT

# A socket in our own folder and no TCP: nothing to collide with, nothing open to others.
(cd / && "${as[@]}" "$bin/initdb" -D "$home/data" -U verbale -A trust -E UTF8 --locale=C.UTF-8 >"$home/initdb.log")
(cd / && "${as[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -s \
  -o "-c listen_addresses= -c unix_socket_directories=$home -c fsync=off" start) || { cat "$home/log" >&2; exit 1; }
chmod 755 "$home"
"$bin/createdb" -h "$home" -U verbale verbale_test
VERBALE_TEST_POSTGRES="postgresql+psycopg://verbale@/verbale_test?host=$home" "$@"
