#!/bin/sh
# The whole recipe: recipe.sh PICTURES STATE [STEPS [EVALUATION]]
#
# PICTURES: folder with SOURCES.csv and the pictures it lists; STATE: folder where the training lives;
# EVALUATION: folder of png files to measure with, beside the pictures that the licence filter keeps
# out. Trains STEPS (default 2500), on from STATE or else from the model that this folder lies in, or
# from random numbers if there is none; writes the model with its manifest; then measures PyTorch and
# the program against plain enlargements, and lays them side by side.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
model=$(dirname "$here")
pictures=$1
state=$2
steps=${3:-2500}
evaluation=${4:-}
run() {
	script=$1
	shift
	nice -n 15 python3 "$here/$script" "$@"
}

mkdir -p "$state"
state=$(cd "$state" && pwd)
test -e "$state/bands.json" || cp "$here/bands.json" "$state"
set -- --pictures "$pictures" --out "$state" --steps "$steps"
test ! -e "$model/unet/model.onnx" || set -- "$@" --weights "$model"
run train.py "$@"
run export.py "$state" "$model"
run ../../manifest.py "$model"
run evaluate.py "$pictures" ${evaluation:+"$evaluation"} --sources "$state/small"
(cd "$model/../.." && mvn -q compile exec:java \
	-Dexec.args="models/mini/training/enlarge.ijm $state")
run evaluate.py "$pictures" ${evaluation:+"$evaluation"} --models "PyTorch=$state" \
	--results "program=$state/large" --sheet "$state/sheet"
