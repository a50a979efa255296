"""Writes a training state as a diffusers-ONNX folder that the program reads.

Half-precision weights, single-precision arithmetic, standard operators of opset 17. The weights keep
their names, so that training can go on from the folder.
"""
import argparse
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import network

PLACES = {0: "batch", 2: "height", 3: "width"}


class Unet(torch.nn.Module):
    def __init__(self, unet):
        super().__init__()
        self.unet = unet
        self.register_buffer("sigmas", network.SIGMAS)

    def forward(self, sample, timestep, encoder_hidden_states):
        out = self.unet(sample, timestep, encoder_hidden_states, return_dict=False)[0]
        return network.combined(out, self.sigmas[timestep])


class Text(torch.nn.Module):
    def __init__(self, text):
        super().__init__()
        self.text = text

    def forward(self, input_ids):
        out = self.text(input_ids)
        return out.last_hidden_state, out.pooler_output


def write(module, path, args, inputs, outputs, axes, half=True):
    path.parent.mkdir(parents=True, exist_ok=True)
    # No folding, which would rename the weights of linear layers; runtimes fold at load anyway
    torch.onnx.export(module.eval(), args, str(path), input_names=inputs, output_names=outputs,
                      dynamic_axes=axes, opset_version=17, dynamo=False, do_constant_folding=False)
    model = onnx.load(str(path))
    if half:
        halve(model.graph)
    model.producer_name = "InsaneRes"
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def halve(graph):
    """Large weights as fp16, each with a Cast that every runtime folds at load."""
    casts, kept = [], []
    for weight in graph.initializer:
        if weight.data_type == TensorProto.FLOAT and np.prod(weight.dims) >= 256:
            values = numpy_helper.to_array(weight).astype(np.float16)
            kept.append(numpy_helper.from_array(values, weight.name + "_half"))
            casts.append(helper.make_node("Cast", [weight.name + "_half"], [weight.name],
                                          name="widen_" + weight.name, to=TensorProto.FLOAT))
        else:
            kept.append(weight)
    nodes = casts + list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)


def dump(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", help="folder of the training state")
    parser.add_argument("out", help="the model's folder; other files in it stay")
    args = parser.parse_args()
    warnings.filterwarnings("ignore")
    model, out = network.Model.opened(args.state), Path(args.out)
    write(Unet(model.unet.to(memory_format=torch.contiguous_format)), out / "unet/model.onnx",
          (torch.randn(1, 48, 32, 32), torch.tensor(5), torch.randn(1, 77, 128)),
          ["sample", "timestep", "encoder_hidden_states"], ["out_sample"],
          {"sample": PLACES, "out_sample": PLACES,
           "encoder_hidden_states": {0: "batch", 1: "sequence"}})
    write(Text(model.text), out / "text_encoder/model.onnx",
          (torch.zeros(1, 77, dtype=torch.long),), ["input_ids"],
          ["last_hidden_state", "pooler_output"],
          {name: {0: "batch"} for name in ("input_ids", "last_hidden_state", "pooler_output")})
    for part, module, shape, i, o in (
            ("vae_encoder", model.encode, (1, 3, 64, 64), "sample", "latent_sample"),
            ("vae_decoder", model.decode, (1, 48, 16, 16), "latent_sample", "sample")):
        write(module, out / part / "model.onnx", (torch.randn(shape),), [i], [o],
              {i: PLACES, o: PLACES}, half=False)
        dump(out / part / "config.json", {
            "_class_name": "BlockTransform", "latent_channels": 48, "scaling_factor": 1.0,
            "block_size": 4, "in_channels": 3, "out_channels": 3})
    shutil.copytree(Path(args.state) / "tokenizer", out / "tokenizer", dirs_exist_ok=True)
    dump(out / "scheduler/scheduler_config.json", {
        "_class_name": "DDIMScheduler", "set_alpha_to_one": False, **network.SCHEDULE})
    dump(out / "unet/config.json", {"_class_name": "UNet2DConditionModel", **network.UNET,
                                   "out_channels": network.UNET["in_channels"]})
    parts = {"scheduler": ["diffusers", "DDIMScheduler"],
             "tokenizer": ["transformers", "CLIPTokenizer"],
             **{part: ["diffusers", "OnnxRuntimeModel"]
                for part in ("text_encoder", "unet", "vae_decoder", "vae_encoder")}}
    dump(out / "model_index.json", {
        "_class_name": "OnnxStableDiffusionImg2ImgPipeline", "_diffusers_version": "0.42.1",
        **dict(sorted(parts.items()))})


if __name__ == "__main__":
    main()
