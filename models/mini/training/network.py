"""The network and its text encoder, the noise levels, and a training state on disk."""
import os
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from diffusers import UNet2DConditionModel
from onnx.numpy_helper import to_array
from safetensors.torch import load_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

import codec

UNET = dict(
    sample_size=128, in_channels=codec.CHANNELS, out_channels=2 * codec.CHANNELS,
    block_out_channels=(64, 128, 192), layers_per_block=1, norm_num_groups=16,
    down_block_types=("DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
    mid_block_type="UNetMidBlock2DCrossAttn",
    up_block_types=("CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
    cross_attention_dim=128, attention_head_dim=6, use_linear_projection=True)
SCHEDULE = dict(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012,
                beta_schedule="scaled_linear", prediction_type="epsilon", clip_sample=False,
                steps_offset=1)


def sigmas():
    """The noise level of each of the 1000 timesteps."""
    beta = torch.linspace(SCHEDULE["beta_start"] ** 0.5, SCHEDULE["beta_end"] ** 0.5,
                          SCHEDULE["num_train_timesteps"], dtype=torch.float64) ** 2
    alpha = (1 - beta).cumprod(0)
    return ((1 - alpha) / alpha).sqrt()


SIGMAS = sigmas().float()


def timestep(sigma):
    """The timesteps whose noise levels are nearest, in log sigma."""
    distance = SIGMAS.to(sigma.device).log() - sigma.float().log()[:, None]
    return distance.abs().argmin(1)


# Bounds the strength of detail. The weights grew with 0.026 in the end; less gives 17 % more detail at
# the lowest noise level, as losses of mean distance leave it too weak.
BOUND = 0.018


def combined(out, sigma):
    """The noise to take away, from the network's two halves: noise that is there, and lacking detail.

    Detail does not grow with the noise: told apart, the network need not scale it by 1 / sigma, which
    timesteps, only added inside it, can hardly do.
    """
    noise, detail = out.chunk(2, 1)
    return noise - detail / (sigma + BOUND)


@dataclass
class Model:
    unet: UNet2DConditionModel
    text: CLIPTextModel
    tokens: CLIPTokenizer
    encode: codec.Encoder
    decode: codec.Decoder

    @staticmethod
    def untrained(folder):
        """A new model with a folder's tokenizer/ and bands.json, else with those kept beside this."""
        folder, beside = Path(folder), Path(__file__).parent
        words, bands = folder / "tokenizer", folder / "bands.json"
        words = words if words.exists() else beside.parent / "tokenizer"
        bands = codec.read(bands if bands.exists() else beside / "bands.json")
        tokens = CLIPTokenizer.from_pretrained(words)
        text = CLIPTextModel(CLIPTextConfig(
            vocab_size=len(tokens), hidden_size=128, intermediate_size=256, num_hidden_layers=2,
            num_attention_heads=4, max_position_embeddings=77, projection_dim=128,
            bos_token_id=tokens.bos_token_id, eos_token_id=tokens.eos_token_id,
            pad_token_id=tokens.pad_token_id))
        return Model(UNet2DConditionModel(**UNET).to(memory_format=torch.channels_last), text,
                     tokens, codec.Encoder(*bands), codec.Decoder(*bands))

    @staticmethod
    def opened(path):
        """Ready to use, from a training state's averaged weights or whatever training may start from."""
        path = Path(path)
        model = Model.untrained(path)
        if not (path / "state.pt").exists():
            start_from(model, path)
        else:
            state = torch.load(path / "state.pt", map_location="cpu")
            with torch.no_grad():
                for weight, value in zip(model.parameters(), state["average"]):
                    weight.copy_(value)
        model.unet.eval(), model.text.eval()
        return model

    def parameters(self):
        return [*self.unet.parameters(), *self.text.parameters()]

    def named(self):
        """Every weight by the name it has in the ONNX files, after unet. or text."""
        return {f"{part}.{name}": weight for part in ("unet", "text")
                for name, weight in getattr(self, part).named_parameters()}

    def prompts(self, words):
        """Prompts as the network reads them: count x 77 x 128."""
        ids = self.tokens(list(words), padding="max_length", truncation=True, max_length=77,
                          return_tensors="pt").input_ids
        return self.text(ids).last_hidden_state

    def noise(self, x, step, prompts):
        """The noise seen in x = clean + sigma * noise, at whole timesteps, one for each sample."""
        sigma = SIGMAS[step].view(-1, 1, 1, 1)
        scaled = (x / (sigma ** 2 + 1).sqrt()).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = self.unet(scaled, step, prompts, return_dict=False)[0]
        return combined(out.float(), sigma)

    def clean(self, x, step, prompts):
        """The predicted clean latent."""
        return x - SIGMAS[step].view(-1, 1, 1, 1) * self.noise(x, step, prompts)


def save(folder, **state):
    """Writes state.pt whole or not at all."""
    torch.save(state, Path(folder) / "state.tmp")
    os.replace(Path(folder) / "state.tmp", Path(folder) / "state.pt")


def start_from(model, path):
    """Fills a model with weights from an ONNX folder of export.py or a safetensors file."""
    if Path(path).is_dir():
        stored = {f"{part}.{name}": value for part, folder in (("unet", "unet"), ("text", "text_encoder"))
                  for name, value in _initializers(Path(path) / folder / "model.onnx").items()}
    else:
        stored = load_file(path)
    with torch.no_grad():
        for name, weight in model.named().items():
            value = stored[name]
            if len(value) < len(weight):
                # A plain noise predictor: it lacks no detail yet
                value = torch.cat([value, torch.zeros_like(value)])
            weight.copy_(value.view_as(weight))


def _initializers(path):
    """The weights of an ONNX file, without the module names that export.py wraps around them."""
    return {item.name.split(".", 1)[1].removesuffix("_half"): torch.tensor(to_array(item))
            for item in onnx.load(str(path)).graph.initializer if "." in item.name}
