#!/bin/sh
# The whole recipe: recipe.sh PICTURES STATE [MINUTES [EVALUATION]]
#
# PICTURES: folder with SOURCES.csv and the pictures it lists; STATE: folder where the training lives;
# EVALUATION: folder of png files to measure with, beside the pictures that the licence filter keeps
# out. Trains for MINUTES (default 60), on from STATE or else from the model that this folder lies in,
# or from random numbers if there is none; writes the model with its manifest, and measures it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
model=$(dirname "$here")
pictures=$1
state=$2
minutes=${3:-60}
evaluation=${4:-}
run() {
	script=$1
	shift
	nice -n 15 python3 "$here/$script" "$@"
}

mkdir -p "$state"
test -e "$state/bands.json" || cp "$here/bands.json" "$state"
set -- --pictures "$pictures" --out "$state" --minutes "$minutes" --critic 0.02
test ! -e "$model/unet/model.onnx" || set -- "$@" --weights "$model"
run train.py "$@"
run export.py "$state" "$model"
run ../../manifest.py "$model"
set -- --share-alike "$pictures" --models "mini=$state" --sheet "$state/sheet"
test -z "$evaluation" || set -- "$evaluation" "$@"
run evaluate.py "$@"
