"""Image-to-image with the lock, as the program samples: DPM++ 2M, Karras, AUTOMATIC1111's strengths."""
import math
from dataclasses import dataclass

import torch

from network import SIGMAS, timestep
from resampling import resize


@dataclass(frozen=True)
class Settings:
    strength: float = 0.3
    steps: int = 20
    guidance: float = 1.0
    lock: float = 1.0
    prompt: str = ""
    negative: str = ""


def karras(steps, rho=7):
    """Noise levels from high to low and a final 0 (Karras et al. 2022)."""
    high, low = SIGMAS[-1].item() ** (1 / rho), SIGMAS[0].item() ** (1 / rho)
    return [(high + i / (steps - 1) * (low - high)) ** rho for i in range(steps)] + [0.0]


def used(settings):
    """The noise levels that the strength leaves."""
    encoded = int(min(settings.strength, 0.999) * settings.steps)
    return karras(settings.steps)[max(0, settings.steps - encoded - 1):]


def lock(picture, source, weight=1.0, rounds=1):
    """Adds what a picture lacks to give the source when scaled down, that many times."""
    for _ in range(rounds):
        lacks = source - resize(picture, "area", *source.shape[-2:])
        picture = picture + weight * resize(lacks, "bicubic", *picture.shape[-2:])
    return picture


def exact(picture, source, rounds=40):
    """The lock's last word: corrects what can be shown until it is the source when scaled down."""
    picture = picture.clamp(-1, 1)
    for _ in range(rounds):
        picture = lock(picture, source).clamp(-1, 1)
    return picture


def way(model, x, levels, source, weight, predict):
    """DPM++ 2M (Lu et al. 2022) from the first level on; yields each clean latent, the noisy one
    after it, and that one's level."""
    before = None
    for i, sigma in enumerate(levels[:-1]):
        clean = x - sigma * predict(x, timestep(torch.full((len(x),), sigma)))
        if source is not None:
            clean = model.encode(lock(model.decode(clean), source, weight))
        following = levels[i + 1]
        if following == 0:
            x = clean
        else:
            h = math.log(sigma / following)
            guess = clean
            if before is not None:
                ratio = math.log(levels[i - 1] / sigma) / h
                guess = clean + (clean - before) / (2 * ratio)
            x = math.exp(-h) * x - math.expm1(-h) * guess
            before = clean
        yield clean, x, following


@torch.no_grad()
def paint(model, picture, source=None, settings=Settings(), seed=0):
    """Paints pictures anew.

    picture: batch x 3 x H x W in [-1, 1], sides multiples of 16
    source: what they were enlarged from, for the lock; None without
    returns the same shape, in [-1, 1]
    """
    count = len(picture)
    prompt = model.prompts([settings.prompt]).expand(count, -1, -1)
    negative = model.prompts([settings.negative]).expand(count, -1, -1)
    levels = used(settings)

    def predict(x, step):
        noise = model.noise(x, step, prompt)
        if settings.guidance != 1:
            other = model.noise(x, step, negative)
            noise = other + settings.guidance * (noise - other)
        return noise

    start = model.encode(picture)
    generator = torch.Generator().manual_seed(seed)
    x = start + levels[0] * torch.randn(start.shape, generator=generator)
    for _, x, _ in way(model, x, levels, source, settings.lock, predict):
        pass
    result = model.decode(x)
    if source is not None:
        result = exact(result, source) if settings.lock == 1 else lock(result, source, settings.lock)
    return result.clamp(-1, 1)
