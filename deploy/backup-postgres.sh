#!/usr/bin/env bash
# Dumps the PostgreSQL of an installation while it is used, reads the dump back, and keeps the last ones.
#   backup-postgres.sh FOLDER
#   SOCLE_DATABASE_URL       as for the server; or SOCLE_DATABASE_URL_FILE, a file that holds it
#   SOCLE_SCHEMA             only this schema (everything)
#   KEEP                     how many dumps stay in the folder (14)
set -euo pipefail
umask 077
# shellcheck source=deploy/postgres.sh
. "$(dirname "$0")/postgres.sh"

folder=${1:?backup-postgres.sh FOLDER}
keep=${KEEP:-14}
[ "$keep" -ge 1 ] || { echo "KEEP=$keep: at least 1" >&2; exit 2; }
mkdir -p "$folder"
dump="$folder/socle-$(date -u +%Y%m%dT%H%M%SZ).dump"
trap 'rm -f "$dump.partial"' EXIT

# under another name until it is whole, so that a file with the name of a dump is one
pg_dump --format=custom --no-owner --no-privileges ${SOCLE_SCHEMA:+"--schema=$SOCLE_SCHEMA"} --file="$dump.partial" --dbname="$database"
# every block of it is read and unpacked, nothing is kept
pg_restore --file=/dev/null "$dump.partial"
sync "$dump.partial"
[ ! -e "$dump" ] || { echo "$dump: exists" >&2; exit 1; }
mv "$dump.partial" "$dump"
sync "$folder"
echo "$dump"

find "$folder" -maxdepth 1 -type f -name 'socle-????????T??????Z.dump' | sort | head -n -"$keep" | while read -r old; do
  rm -- "$old"
  echo "- $old"
done
