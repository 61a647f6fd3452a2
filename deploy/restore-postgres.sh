#!/usr/bin/env bash
# Puts a dump back, in one transaction, and proves it: every reference, the schema, sessions replayed to the bit.
# Stop the servers first.
#   restore-postgres.sh [--replace] DUMP
#   SOCLE_DATABASE_URL       as for the server; or SOCLE_DATABASE_URL_FILE, a file that holds it
#   SOCLE_SCHEMA             where the dump is of one schema only
#   SOCLE                    the program (socle)
set -euo pipefail
# shellcheck source=deploy/postgres.sh
. "$(dirname "$0")/postgres.sh"

replace=
if [ "${1:-}" = --replace ]; then
  replace=1
  shift
fi
dump=${1:?restore-postgres.sh [--replace] DUMP}
pg_restore --file=/dev/null "$dump"

there=$(psql --no-psqlrc -Atqc "SELECT to_regclass('${SOCLE_SCHEMA:-public}.session') IS NOT NULL" "$database")
if [ "$there" = t ] && [ -z "$replace" ]; then
  echo "the database holds an installation: dump it first, then add --replace" >&2
  exit 1
fi
# all of it or nothing: with the first error what was there stays
pg_restore --single-transaction --exit-on-error --clean --if-exists --no-owner --no-privileges --dbname="$database" "$dump"
psql --no-psqlrc -qc ANALYZE "$database" 2>/dev/null || true
SOCLE_DATABASE_URL=$served "${SOCLE:-socle}" db verify
