"""Times a step of Stable Diffusion 1.5 in other programs, each in a process of its own. See README.md."""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

UNET = dict(sample_size=64, in_channels=4, out_channels=4, layers_per_block=2,
            block_out_channels=(320, 640, 1280, 1280), cross_attention_dim=768, attention_head_dim=8)
PEERS = ["torch-fp32", "torch-bf16", "onnxruntime-fp32", "openvino-fp32", "openvino-bf16", "sd.cpp-f16", "ours-f16"]


def network(checkpoint):
    import torch
    from diffusers import UNet2DConditionModel
    from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint
    from safetensors import safe_open

    with safe_open(checkpoint, "pt") as file:
        names = [name for name in file.keys() if name.startswith("model.diffusion_model.")]
        weights = {name: file.get_tensor(name).float() for name in names}
    with torch.device("meta"):
        unet = UNet2DConditionModel(**UNET)
    unet.load_state_dict(convert_ldm_unet_checkpoint(weights, UNET | dict(
        class_embed_type=None, addition_embed_type=None)), assign=True)
    return unet.eval()


def inputs(side):
    import torch

    generator = torch.Generator().manual_seed(1)
    return (torch.randn(1, 4, side, side, generator=generator), torch.tensor([500]),
            torch.randn(1, 77, 768, generator=generator))


def timed(step, count):
    """Seconds of each step: of a clock, and of all cores together, for which other programs do not count."""
    clock, processor = [], []
    for _ in range(count):
        start, used = time.perf_counter(), time.process_time()
        result = step()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return clock, processor, result


def torch_peer(args, half):
    import torch

    unet = network(args.checkpoint)
    values = list(inputs(args.side))
    if half:
        unet = unet.to(torch.bfloat16)
        values[0], values[2] = values[0].bfloat16(), values[2].bfloat16()
    with torch.inference_mode():
        return timed(lambda: unet(*values).sample.float().numpy(), args.steps)


def exported(args):
    """The graph as torch, and with it Optimum, exports it; written once."""
    import torch

    file = Path(args.folder) / "onnx" / "model.onnx"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        unet = network(args.checkpoint)
        axes = {"sample": {2: "height", 3: "width"}}
        torch.onnx.export(unet, inputs(args.side), str(file), input_names=["sample", "timestep", "encoder_hidden_states"],
                          output_names=["out_sample"], dynamic_axes=axes, opset_version=17, dynamo=False)
    return str(file)


def onnxruntime_peer(args):
    import onnxruntime

    session = onnxruntime.InferenceSession(exported(args), providers=["CPUExecutionProvider"])
    values = {port.name: value.numpy() for port, value in zip(session.get_inputs(), inputs(args.side))}
    return timed(lambda: session.run(None, values)[0], args.steps)


def openvino_peer(args, precision):
    import openvino

    model = openvino.Core().compile_model(exported(args), "CPU", {
        "INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"})
    values = [value.numpy() for value in inputs(args.side)]
    return timed(lambda: model(values)[0], args.steps)


def outside(command, pattern, cwd=None):
    """What another program prints, and the seconds of processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.findall(pattern, lines)
    if not found:
        raise RuntimeError(lines[-2000:])
    return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def stable_diffusion_cpp(args):
    """It tells no processor time of steps: that is what more steps take more."""
    def sample(steps):
        return outside([args.sdcpp, "-m", args.checkpoint, "-p", "a", "--cfg-scale", "1", "--steps", str(steps),
                        "-W", str(8 * args.side), "-H", str(8 * args.side), "-t", str(os.cpu_count()),
                        "-o", str(Path(args.folder) / "sdcpp.png")], r"- ([\d.]+)s/it")

    _, once = sample(1)
    seconds, often = sample(args.steps)
    return [float(s) for s in seconds], [(often - once) / (args.steps - 1)], None


def ours(args):
    found, _ = outside(["mvn", "-q", "test-compile", "exec:java", "-Dexec.classpathScope=test",
                        "-Dexec.mainClass=org.insaneres.model.checkpoint.CheckpointBenchmark",
                        f"-Dexec.args=sd15 F16 0 fast {args.checkpoint} {args.side}"],
                       r"step of \d+ x \d+: ([\d.]+) s \(([\d.]+) s", Path(__file__).parents[3])
    return [float(clock) for clock, _ in found], [float(processor) for _, processor in found], None


def run(args, peer):
    if peer.startswith("torch"):
        return torch_peer(args, peer.endswith("bf16"))
    if peer.startswith("onnx"):
        return onnxruntime_peer(args)
    if peer.startswith("openvino"):
        return openvino_peer(args, "bf16" if peer.endswith("bf16") else "f32")
    return ours(args) if peer.startswith("ours") else stable_diffusion_cpp(args)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="for what is made on the way, some 6 GB")
    parser.add_argument("--side", type=int, default=64, help="of the latent")
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--sdcpp", default="sd-cli", help="program of stable-diffusion.cpp")
    parser.add_argument("--only", help="one of " + ", ".join(PEERS))
    args = parser.parse_args()
    args.folder = str(Path(args.folder).resolve())
    args.checkpoint = str(Path(args.folder) / "sd15.safetensors")
    if args.only == "export":
        exported(args)
        return
    if args.only:
        clock, processor, result = run(args, args.only)
        line = {"peer": args.only, "side": args.side, "seconds": [round(s, 3) for s in clock],
                "processor": [round(s, 3) for s in processor]}
        if result is not None:
            line["mean"] = float(abs(result).mean())
        with open(Path(args.folder) / "peers.jsonl", "a") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line))
        return
    # Ours comes first, as it writes the checkpoint
    for peer in PEERS[::-1]:
        subprocess.run([sys.executable, *sys.argv, "--only", peer])


main()
