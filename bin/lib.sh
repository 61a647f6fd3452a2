# Shared by bin/start and bin/test: find what is needed, install it where we may, else say in one line what is missing.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

# need COMMAND PACKAGE...: makes sure a command is there, from Debian's packages when we are root.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "Il manque « $command » (paquets Debian : $*). Installez-le, ou relancez en root avec apt. / Missing: $command (Debian packages: $*)."
    exit 1
  fi
  if [ -z "${SOCLE_APT_UPDATED:-}" ]; then
    apt-get update -qq >&2
    SOCLE_APT_UPDATED=1
  fi
  say "Installation : $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_rust() {
  command -v cargo >/dev/null 2>&1 || {
    say "Il manque Rust (cargo), version 1.95 ou plus récente. / Missing: the Rust toolchain (cargo), 1.95 or later."
    exit 1
  }
  need cc gcc libc6-dev
}

# npm_install FOLDER: exact versions of the lock file, once for each state of it.
npm_install() {
  local folder=$1 stamp
  stamp="$folder/node_modules/.installed"
  if ! cmp -s "$folder/package-lock.json" "$stamp" 2>/dev/null; then
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >&2)
    cp "$folder/package-lock.json" "$stamp"
  fi
}

# build_assets: style sheets, scripts, fonts and icons into assets/dist, when something changed.
build_assets() {
  local done=assets/dist/.built
  if [ ! -e "$done" ] || [ -n "$(find assets -path assets/node_modules -prune -o -path assets/dist -prune -o -newer "$done" -type f -print -quit)" ]; then
    need node nodejs npm
    need npm npm
    npm_install assets
    (cd assets && npm run --silent build >&2)
    touch "$done"
  fi
}

# room GIGABYTES: says so when the disk has less than that, since what fails then seldom names the disk.
room() {
  local free
  free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1048576) }')
  [ "$free" -ge "$1" ] || say "Il ne reste que $free Go sur ce disque ; il en faut $1. / Only $free GB are left on this disk; $1 are needed."
}
