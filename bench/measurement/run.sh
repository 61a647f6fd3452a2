#!/usr/bin/env bash
# Ours and the others in one run: the tables of bench/README.md.
#   bench/measurement/run.sh [--long]      PEERS=FOLDER holds the Python packages (made by pip if it is not there)
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${DATA:-bench/data}
bench/measurement/data.sh "$data"

cargo build --locked --release --quiet --package bench
program=${CARGO_TARGET_DIR:-target}/release/bench
ours() { "$program" "$@"; }
ours calibration "$data/c10k100.u8" --persons 10000 --items 100
ours calibration "$data/c100k100.u8" --persons 100000 --items 100
ours calibration "$data/c100k100.u8" --persons 100000 --items 100 --threads 2
ours calibration "$data/ad20k300.u8" --persons 20000 --items 300
ours administration "$data"
ours selection
ours scales

export PEERS=${PEERS:-bench/data/peers}
if [ ! -d "$PEERS" ]; then
  python3 -m pip install --quiet --target "$PEERS" --requirement bench/measurement/requirements.txt
fi
PYTHONPATH=$PEERS python3 bench/measurement/peers.py --data "$data" "$@"
