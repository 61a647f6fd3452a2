#!/usr/bin/env bash
# Tries the reverse proxies of this folder: each is started on loopback with its own file (ports and certificate replaced), and a whole
# positioning is taken through it over HTTPS. Behind those that know several servers, one of two is stopped in the middle.
#   try.sh SOCLE PROXY...        PROXY: nginx haproxy caddy
#   SOCLE_TRY_POSTGRES           the address of an empty database, for two servers; without it there is one, on SQLite
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
socle=$(realpath "${1:?try.sh SOCLE PROXY...}")
shift
name=socle.hospital.example
work=$(mktemp -d)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

say() { printf '%s\n' "$*"; }
die() {
  say "FAILED: $*"
  tail -n 5 "$work"/*.log 2>/dev/null
  exit 1
}
# until COMMAND...: waits for a condition, half a minute at most
until_true() {
  for _ in $(seq 300); do
    "$@" >/dev/null 2>&1 && return 0
    read -rt 0.1 <> <(:) || true
  done
  die "$*"
}

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
cat "$work/cert.pem" "$work/key.pem" >"$work/both.pem"

# serve PORT: a server on this port, as an installation would start it
serve() {
  local database=()
  [ -z "${SOCLE_TRY_POSTGRES:-}" ] || database=(--database-url "$SOCLE_TRY_POSTGRES")
  env -i LC_ALL=C.UTF-8 SOCLE_DATA="$work/data" SOCLE_DRAIN=5 "$socle" "${database[@]}" serve \
    --listen "127.0.0.1:$1" --base-url "https://$name" --behind-proxy >>"$work/socle-$1.log" 2>&1 &
  pids+=($!)
  last=$!
  until_true "$socle" health --listen "127.0.0.1:$1"
}

# through PROXY: the command that serves HTTPS on 18443 with the file of this folder
start_proxy() {
  case $1 in
    nginx)
      sed -e "s#/etc/ssl/socle/fullchain.pem#$work/cert.pem#; s#/etc/ssl/socle/privkey.pem#$work/key.pem#; s#/var/log/nginx/socle.log#$work/nginx-access.log#" \
        -e 's/listen 443/listen 127.0.0.1:18443/; s/listen 80/listen 127.0.0.1:18081/; /listen \[::\]/d; s/127.0.0.1:8080/127.0.0.1:18080/' \
        -e "${two:+s/# server 127.0.0.1:8081/server 127.0.0.1:18082/}" "$here/nginx.conf" >"$work/site.conf"
      mkdir -p "$work/nginx"
      printf 'daemon off; worker_processes 1; pid %s/nginx.pid; error_log %s/nginx.log; events {}\nhttp { client_body_temp_path %s/nginx; proxy_temp_path %s/nginx; fastcgi_temp_path %s/nginx; uwsgi_temp_path %s/nginx; scgi_temp_path %s/nginx; include %s/site.conf; }\n' \
        "$work" "$work" "$work" "$work" "$work" "$work" "$work" "$work" >"$work/nginx.conf"
      nginx -t -c "$work/nginx.conf" 2>/dev/null || die "nginx does not take its file"
      nginx -c "$work/nginx.conf" &
      ;;
    haproxy)
      sed -e "s#/etc/haproxy/socle.pem#$work/both.pem#; s/bind :443/bind 127.0.0.1:18443/; s/bind :80/bind 127.0.0.1:18081/" \
        -e "s/127.0.0.1:8080/127.0.0.1:18080/; ${two:+s/127.0.0.1:8081/127.0.0.1:18082/;} /127.0.0.1:8081/d" "$here/haproxy.cfg" >"$work/haproxy.cfg"
      haproxy -c -q -f "$work/haproxy.cfg" || die "HAProxy does not take its file"
      haproxy -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 &
      ;;
    caddy)
      {
        printf '{\n\tadmin off\n\tauto_https disable_redirects\n\thttps_port 18443\n\thttp_port 18081\n\tstorage file_system %s/caddy\n}\n' "$work"
        sed -e "s#^$name {#$name {\n\tbind 127.0.0.1\n\ttls $work/cert.pem $work/key.pem#; s/127.0.0.1:8080/127.0.0.1:18080${two:+ 127.0.0.1:18082}/" "$here/Caddyfile"
      } >"$work/Caddyfile"
      HOME=$work caddy run --adapter caddyfile --config "$work/Caddyfile" >"$work/caddy.log" 2>&1 &
      ;;
    *) die "unknown proxy $1" ;;
  esac
  proxy=$!
  pids+=("$proxy")
}

asked_from() {
  curl --silent --show-error --insecure --max-time 30 --resolve "$name:18443:127.0.0.1" --cookie "$work/cookies" --cookie-jar "$work/cookies" \
    --write-out '\n%{http_code} %{redirect_url}' -H "$@"
}
ask() { asked_from 'Sec-Fetch-Site: same-origin' "$@"; }

# walk PID-TO-STOP: takes a positioning to its end
walk() {
  local reply seq session where answered=0
  rm -f "$work/cookies"
  reply=$(ask -X POST --data 'pace=whole' "https://$name:18443/positionnement")
  where=${reply##*$'\n'}
  [[ $where == "303 "*"/positionnement/"* ]] || die "begin: $where"
  session=${where##*/}
  session=${session%%#*}
  while :; do
    reply=$(ask "https://$name:18443/positionnement/$session")
    seq=$(grep -oE 'name="seq" value="[0-9]+"' <<<"$reply" | head -n 1 | grep -oE '[0-9]+') || die "no question: ${reply##*$'\n'}"
    if [ "$answered" = 5 ] && [ -n "${1:-}" ]; then kill -TERM "$1"; fi
    reply=$(ask -X POST --data "seq=$seq&act=dont-know" "https://$name:18443/positionnement/$session/reponse")
    where=${reply##*$'\n'}
    [[ $where == "303 "* ]] || die "answer $seq: $where"
    answered=$((answered + 1))
    [[ $where == *"/positionnement/$session"* ]] || break
  done
  reply=$(ask "https://$name:18443/resultat/$session")
  [[ ${reply##*$'\n'} == "200 "* ]] || die "result: ${reply##*$'\n'}"
  say "  $answered answers, and the result"
}

headers() { curl --silent --insecure --http2 --head --resolve "$name:18443:127.0.0.1" "https://$name:18443$1" "${@:2}"; }
answers() { headers / | grep -q '200'; }

two=
[ -z "${SOCLE_TRY_POSTGRES:-}" ] || two=1
serve 18080
first=$last
[ -z "$two" ] || serve 18082
for proxy_name in "$@"; do
  say "$proxy_name"
  start_proxy "$proxy_name"
  until_true answers
  [ "$(headers / | grep -ci '^content-security-policy:')" = 1 ] || die "the policy does not arrive once"
  headers / | grep -qi '^strict-transport-security:' || die "no HSTS"
  headers / -X GET -H 'Accept-Encoding: gzip' | grep -qi '^content-encoding: gzip' || die "pages are not compressed"
  say "  $(headers / | head -n 1 | tr -d '\r'), headers as Socle sends them"
  forged=$(asked_from 'Origin: https://elsewhere.example' -X POST --data 'pace=whole' "https://$name:18443/positionnement")
  [[ ${forged##*$'\n'} == "403 "* ]] || die "a form of another site is taken: ${forged##*$'\n'}"
  older=$(asked_from "Origin: https://$name" -X POST --data 'pace=whole' "https://$name:18443/positionnement")
  [[ ${older##*$'\n'} == "303 "* ]] || die "a form of this site is refused to an older browser: ${older##*$'\n'}"
  if [ -n "$two" ]; then
    say "  one of two servers is stopped after the fifth answer:"
    walk "$first"
    wait "$first" || die "the server did not stop well"
    serve 18080
    first=$last
  fi
  walk
  kill "$proxy"
  wait "$proxy" 2>/dev/null || true
done
say "all well"
