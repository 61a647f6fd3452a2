#!/usr/bin/env bash
# Makes the simulated data sets of the measurement benchmarks and checks them against their sums.
#   bench/measurement/data.sh [FOLDER]     default: bench/data (git-ignored, about 120 MB)
# Needs python3 with numpy. A data set that is already there with the right sum is not made again.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../data}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

# The sums name data/FILE: they are checked from a folder in which `data` is that folder, whatever it is called.
checked() {
  (cd "$link" && sha256sum --check --quiet "$here/gen/$1")
}
link=$(mktemp -d)
trap 'rm -rf "$link"' EXIT
ln -s "$folder" "$link/data"

made() {
  if checked "$2" >/dev/null 2>&1; then
    echo "$2: already made"
  else
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 "$here/gen/$1" "$folder"
    checked "$2"
  fi
}
made gen_calib.py data.sha256
made gen_cat.py cat.sha256
echo "data sets in $folder, sums right"
