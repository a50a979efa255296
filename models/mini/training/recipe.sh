#!/bin/sh
# The whole recipe: recipe.sh PICTURES STATE [MINUTES]
#
# PICTURES: folder with SOURCES.csv and the pictures it lists; STATE: where the training lives.
# Trains three times MINUTES (default 12), from the model beside this folder if it is there, writes
# the model back with its manifest, and measures it on the pictures that were kept out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
pictures=$1 state=$2 minutes=${3:-12}
model=$(dirname "$here")
run() { script=$1; shift; nice -n 15 python3 "$here/$script" "$@"; }

mkdir -p "$state"
test -e "$state/bands.json" || cp "$here/bands.json" "$state"
from=
test ! -e "$model/unet/model.onnx" || from="--weights $model"
# shellcheck disable=SC2086
run train.py --pictures "$pictures" --out "$state" --minutes "$minutes" $from
run train.py --pictures "$pictures" --out "$state" --minutes "$minutes" --critic 0.01
run train.py --pictures "$pictures" --out "$state" --minutes "$minutes" --critic 0.01 --rate 1e-4
run export.py "$state" "$model"
run ../../manifest.py "$model"
run evaluate.py --share-alike "$pictures" --models "mini=$state" --sheet "$state/sheet"
