# Shared by backup-postgres.sh and restore-postgres.sh: the address, without its password on any command line.
# shellcheck shell=bash

if [ -n "${SOCLE_DATABASE_URL_FILE:-}" ]; then
  SOCLE_DATABASE_URL=$(cat "$SOCLE_DATABASE_URL_FILE")
  unset SOCLE_DATABASE_URL_FILE
fi
: "${SOCLE_DATABASE_URL:?the address of the database, as for the server}"

# what the server would connect to, with the schema where one is named
served=$SOCLE_DATABASE_URL
if [ -n "${SOCLE_SCHEMA:-}" ]; then
  case $served in
    *\?*) served="$served&options=-c%20search_path%3D$SOCLE_SCHEMA" ;;
    *) served="$served?options=-c%20search_path%3D$SOCLE_SCHEMA" ;;
  esac
fi

# postgres://user:password@host/… : a process list shows arguments, not the environment
database=$SOCLE_DATABASE_URL
if [[ $database =~ ^(postgres(ql)?://[^:@/]*):([^@/]*)@(.*)$ ]]; then
  database="${BASH_REMATCH[1]}@${BASH_REMATCH[4]}"
  coded=${BASH_REMATCH[3]//\\/\\\\}
  PGPASSWORD=$(printf '%b' "${coded//%/\\x}")
  export PGPASSWORD
fi
