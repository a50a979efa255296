"""Separable resampling as the program does it, on batches (... x H x W), differentiable."""
from functools import lru_cache

import numpy as np
import torch


def _sampled(kernel, radius, source, target, edge):
    stretch = max(1.0, source / target)
    matrix = np.zeros((target, source))
    for i in range(target):
        centre = (i + 0.5) * source / target - 0.5
        reach = np.arange(int(np.ceil(centre - radius * stretch)),
                          int(np.floor(centre + radius * stretch)) + 1)
        weight = kernel((reach - centre) / stretch)
        if edge == "cut":
            inside = (reach >= 0) & (reach < source)
            reach, weight = reach[inside], weight[inside]
        np.add.at(matrix[i], reach.clip(0, source - 1), weight / weight.sum())
    return matrix


def _lanczos(source, target):
    return _sampled(lambda x: np.sinc(x) * np.sinc(x / 3), 3, source, target, "cut")


def _bicubic(source, target):
    def cubic(x, a=-0.75):
        t = np.abs(x)
        inner = ((a + 2) * t - (a + 3)) * t * t + 1
        return np.where(t <= 1, inner, ((a * t - 5 * a) * t + 8 * a) * t - 4 * a)

    return _sampled(cubic, 2, source, target, "clamp")


def _area(source, target):
    edges = np.linspace(0, source, target + 1)
    n = np.arange(source)
    low, high = np.maximum(edges[:-1, None], n), np.minimum(edges[1:, None], n + 1)
    return np.clip(high - low, 0, None) * target / source


@lru_cache(maxsize=None)
def matrix(kernel, source, target):
    """target x source weights of "lanczos" (Pillow's), "bicubic" (a = -0.75) or "area"."""
    made = {"lanczos": _lanczos, "bicubic": _bicubic, "area": _area}[kernel](source, target)
    return torch.tensor(made, dtype=torch.float32)


def resize(picture, kernel, height, width):
    rows = matrix(kernel, picture.shape[-2], height)
    columns = matrix(kernel, picture.shape[-1], width)
    return rows @ picture @ columns.T


@lru_cache(maxsize=None)
def _exact(source, target):
    """target x source: what undoes a lack in the small picture, when added to the large one."""
    up, down = (matrix(*sizes).double() for sizes in (("bicubic", source, target),
                                                      ("area", target, source)))
    return (up @ torch.linalg.inv(down @ up)).float()


def project(picture, source):
    """The picture with all that it lacks to give the source when scaled down: the lock's limit."""
    lacks = source - resize(picture, "area", *source.shape[-2:])
    rows = _exact(source.shape[-2], picture.shape[-2])
    columns = _exact(source.shape[-1], picture.shape[-1])
    return picture + rows @ lacks @ columns.T
