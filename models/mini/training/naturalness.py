"""A no-reference measure: how unlike undisturbed pictures the statistics of a picture are.

The natural image quality evaluator (NIQE) of Mittal, Soundararajan and Bovik 2013, in patches of 48
pixels, with the pictures of the training as what is natural.
"""
import math

import numpy as np
import torch
import torch.nn.functional as F

PATCH = 48
SHAPES = np.arange(0.2, 10, 0.01)
_GAMMA = np.vectorize(math.gamma)
RATIOS = _GAMMA(2 / SHAPES) ** 2 / (_GAMMA(1 / SHAPES) * _GAMMA(3 / SHAPES))
TURNS = ((0, 1), (1, 0), (1, 1), (1, -1))


def _normalised(light):
    """Light with local mean and contrast taken out, and the local contrast."""
    x = torch.arange(-3, 4, dtype=light.dtype)
    kernel = torch.exp(-0.5 * (x / (7 / 6)) ** 2)
    kernel = kernel / kernel.sum()

    def blurred(image):
        image = F.pad(image[None, None], (3, 3, 3, 3), mode="replicate")
        image = F.conv2d(image, kernel.view(1, 1, 1, -1))
        return F.conv2d(image, kernel.view(1, 1, -1, 1))[0, 0]

    mean = blurred(light)
    contrast = (blurred(light ** 2) - mean ** 2).clamp_min(0).sqrt()
    return (light - mean) / (contrast + 1), contrast


def _fit(values):
    """Shape, mean and the two widths of an asymmetric generalised Gaussian distribution."""
    left, right = values[values < 0], values[values >= 0]
    left = math.sqrt((left ** 2).mean()) if len(left) else 1e-3
    right = math.sqrt((right ** 2).mean()) if len(right) else 1e-3
    side = max(left, 1e-3) / max(right, 1e-3)
    ratio = np.abs(values).mean() ** 2 / max((values ** 2).mean(), 1e-9)
    ratio *= (side ** 3 + 1) * (side + 1) / (side ** 2 + 1) ** 2
    shape = SHAPES[np.abs(RATIOS - ratio).argmin()]
    scale = math.sqrt(math.gamma(1 / shape) / math.gamma(3 / shape))
    mean = (right - left) * scale * math.gamma(2 / shape) / math.gamma(1 / shape)
    return shape, mean, left * scale, right * scale


def _patches(image, side):
    rows, columns = image.shape[0] // side, image.shape[1] // side
    for y in range(rows):
        for x in range(columns):
            yield image[y * side:(y + 1) * side, x * side:(x + 1) * side]


def features(light):
    """Patches x 36 numbers, and each patch's mean contrast. light: H x W in grey levels."""
    parts, sharp = [], None
    light = light.double()
    for side in (PATCH, PATCH // 2):
        normal, contrast = _normalised(light)
        if sharp is None:
            sharp = np.array([patch.mean().item() for patch in _patches(contrast, side)])
        rows = []
        for patch in _patches(normal.numpy(), side):
            shape, _, left, right = _fit(patch.ravel())
            row = [shape, (left + right) / 2]
            for turn in TURNS:
                row += _fit((patch * np.roll(patch, turn, (0, 1))).ravel())
            rows.append(row)
        parts.append(rows)
        light = F.avg_pool2d(light[None, None], 2)[0, 0]
    return np.concatenate(parts, 1), sharp


class Natural:
    """What is natural, from the sharper patches of true pictures (each H x W in grey levels)."""

    def __init__(self, lights):
        rows = []
        for light in lights:
            found, sharp = features(light)
            rows.append(found[sharp > 0.75 * sharp.max()])
        rows = np.concatenate(rows)
        self.mean, self.spread = rows.mean(0), np.cov(rows.T)

    def distance(self, light):
        """0 is like the true pictures; more is less natural."""
        rows, _ = features(light)
        between = (self.spread + np.cov(rows.T)) / 2
        apart = self.mean - rows.mean(0)
        return math.sqrt(apart @ np.linalg.pinv(between) @ apart)
