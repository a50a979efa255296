"""The autoencoder: an exactly invertible linear transform of 4 x 4 blocks.

Pictures are 3 x H x W in [-1, 1], latents 48 x H/4 x W/4: three colour axes times sixteen DCT bands,
each times a gain.
"""
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

BLOCK = 4
CHANNELS = 3 * BLOCK * BLOCK
# Luma and two opponent colours, orthonormal.
COLOUR = np.array([[1, 1, 1], [1, 0, -1], [1, -2, 1]], np.float64)
COLOUR /= np.linalg.norm(COLOUR, axis=1, keepdims=True)


def dct(size):
    """The orthonormal DCT-II: frequency x place."""
    n = np.arange(size)
    rows = np.cos(np.pi * (2 * n[None] + 1) * n[:, None] / (2 * size)) * np.sqrt(2 / size)
    rows[0] /= np.sqrt(2)
    return rows


def filters(size):
    """(3 size size) x 3 x size x size orthonormal filters: a colour axis times a DCT band."""
    rows = dct(size)
    return np.einsum("ck,ui,vj->cuvkij", COLOUR, rows, rows).reshape(-1, 3, size, size)


class Encoder(nn.Module):
    def __init__(self, gain, mean):
        super().__init__()
        self.conv = nn.Conv2d(3, CHANNELS, BLOCK, BLOCK).requires_grad_(False)
        self.conv.weight.copy_(torch.tensor(filters(BLOCK) * gain[:, None, None, None]))
        self.conv.bias.copy_(torch.tensor(-mean * gain))

    def forward(self, sample):
        return self.conv(sample)


class Decoder(nn.Module):
    def __init__(self, gain, mean):
        super().__init__()
        self.conv = nn.ConvTranspose2d(CHANNELS, 3, BLOCK, BLOCK).requires_grad_(False)
        self.conv.weight.copy_(torch.tensor(filters(BLOCK) / gain[:, None, None, None]))
        # Only block means have a mean, so that it is the same for every pixel of a block.
        offset = np.einsum("c,ckij->kij", mean, filters(BLOCK))
        assert np.ptp(offset, axis=(1, 2)).max() < 1e-6
        self.conv.bias.copy_(torch.tensor(offset[:, 0, 0]))

    def forward(self, latent_sample):
        return self.conv(latent_sample)


def measure(pictures, rng, samples=600):
    """Gain and mean of every band, from the pictures.

    The gain is 5 std^-0.5 / std_DC^0.5: halfway to white, so that noise covers the fine bands first;
    the 5 puts the strengths 0.1 to 0.5 where block means move by a few grey levels only.
    """
    crops = np.stack([pictures.draw(rng, 128)[0] for _ in range(samples)])
    picture = torch.tensor(crops).permute(0, 3, 1, 2).float() / 127.5 - 1
    weight = torch.tensor(filters(BLOCK), dtype=torch.float32)
    bands = nn.functional.conv2d(picture, weight, stride=BLOCK)
    std = bands.std(dim=(0, 2, 3)).double().numpy()
    mean = bands.mean(dim=(0, 2, 3)).double().numpy()
    mean[np.arange(CHANNELS) % (BLOCK * BLOCK) != 0] = 0
    return 5 * std ** -0.5 / std[0] ** 0.5, mean


def read(path):
    """Gain and mean from a bands.json."""
    content = json.loads(Path(path).read_text())
    return np.array(content["gain"]), np.array(content["mean"])


def write(path, gain, mean):
    Path(path).write_text(json.dumps({"gain": gain.tolist(), "mean": mean.tolist()}) + "\n")
