"""Measures enlargements of pictures that were not trained on, and lays them side by side."""
import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

import network
import pictures
import sampling
from resampling import resize

SIDE = 240  # of a crop; divisible by 16 and by the factors 2, 3, 4


def crops(folders, share_alike):
    """True pictures, 3 x SIDE x SIDE in [-1, 1], by name: the middles of all files."""
    files = [file for folder in folders for file in sorted(Path(folder).glob("*.png"))]
    if share_alike:
        # Every third of those that the licence filter keeps out of training
        files += [Path(share_alike) / row["file"]
                  for row in pictures.rows(share_alike, share_alike=True)[::3]]
    for file in files:
        image = pictures.read(file)
        y, x = (max(0, (side - SIDE) // 2) for side in image.shape[:2])
        crop = image[y:y + SIDE, x:x + SIDE]
        if crop.shape[:2] == (SIDE, SIDE):
            yield file.stem, torch.tensor(crop).permute(2, 0, 1).float() / 127.5 - 1


def grey(picture):
    """Light in grey levels."""
    red, green, blue = (picture.double() + 1).mul(127.5)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def spectrum(picture):
    """Power by radius, up to the Nyquist frequency, in 24 rings."""
    light = grey(picture)
    window = torch.hann_window(SIDE, periodic=False, dtype=torch.float64)
    power = torch.fft.fft2((light - light.mean()) * window[:, None] * window).abs() ** 2
    frequency = torch.fft.fftfreq(SIDE, dtype=torch.float64)
    radius = (frequency[:, None] ** 2 + frequency ** 2).sqrt()
    ring = (radius / 0.5 * 24).long()
    return torch.stack([power[ring == i].mean() for i in range(24)]) + 1e-3


def roughness(picture):
    """Local deviation in windows of 9 pixels, in grey levels."""
    light = grey(picture)[None, None]
    mean, square = (torch.nn.functional.avg_pool2d(v, 9, 1) for v in (light, light ** 2))
    return (square - mean ** 2).clamp_min(0).sqrt()[0, 0]


def steps(picture):
    """How much more the picture changes across the borders of 4 x 4 blocks than between them, in %."""
    light = grey(picture)
    change = [light.diff(dim=d).abs().mean(1 - d) for d in (0, 1)]
    border = torch.arange(SIDE - 1) % 4 == 3
    return 100 * np.mean([(c[border].mean() / c[~border].mean() - 1).item() for c in change])


def measure(result, true, source):
    """Spectrum error, consistency, flat noise, block steps, PSNR; see the model card."""
    ratio = (spectrum(result) / spectrum(true)).log10().abs()[6:].mean().item()
    back = (resize(result, "area", *source.shape[-2:]) - source).abs().mean().item() * 127.5
    flat = roughness(true) < 2
    noise = (roughness(result) - roughness(true))[flat].mean().item() if flat.sum() > 500 else np.nan
    error = ((result - true) * 127.5).square().mean().item()
    return ratio, back, noise, steps(result) - steps(true), 10 * np.log10(255 ** 2 / max(error, 1e-9))


def rounded(picture):
    return ((picture.clamp(-1, 1) + 1) * 127.5).round() / 127.5 - 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", help="of png files")
    parser.add_argument("--share-alike", help="the training pictures, for those never trained on")
    parser.add_argument("--models", nargs="+", default=[], metavar="NAME=FOLDER",
                        help="training states, ONNX folders or safetensors files")
    parser.add_argument("--bands", help="folder with bands.json and tokenizer/; default: this one")
    parser.add_argument("--factors", type=float, nargs="+", default=[2, 4])
    parser.add_argument("--strength", type=float, nargs="+", default=[0.3])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--guidance", type=float, default=1)
    parser.add_argument("--prompt", nargs="+", default=[""])
    parser.add_argument("--negative", default="")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sheet", help="writes SHEET-xFACTOR.png")
    args = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.set_num_threads(2)
    truth = dict(list(crops(args.folders, args.share_alike))[:args.limit])
    models = {name: network.Model.opened(path, args.bands)
              for name, path in (item.split("=", 1) for item in args.models)}
    print(len(truth), "pictures")
    print("| enlarged | by | spectrum error | consistency | flat noise | block steps | PSNR |")
    print("|---|---|---|---|---|---|---|")
    for factor in args.factors:
        results = {}
        small = round(SIDE / factor)
        for name, true in truth.items():
            source = rounded(resize(true, "area", small, small))
            enlarged = resize(source, "lanczos", SIDE, SIDE)
            by = {"Lanczos": enlarged, "bicubic": resize(source, "bicubic", SIDE, SIDE)}
            for title, model in models.items():
                for strength in args.strength:
                    for prompt in args.prompt:
                        settings = sampling.Settings(strength, args.steps, args.guidance, 1.0,
                                                     prompt, args.negative)
                        label = title + (f" {strength}" if len(args.strength) > 1 else "") + (
                            f" \"{prompt}\"" if len(args.prompt) > 1 else "")
                        by[label] = sampling.paint(model, enlarged[None], source[None], settings)[0]
            results[name] = {label: rounded(picture) for label, picture in by.items()}, source
        for label in next(iter(results.values()))[0]:
            figures = np.nanmean([measure(pictures_by[label], truth[name], source)
                                  for name, (pictures_by, source) in results.items()], 0)
            print(f"| x{factor:g} | {label} |", " | ".join(f"{v:.2f}" for v in figures), "|",
                  flush=True)
        if args.sheet:
            sheet = [torch.cat([*by.values(), truth[name]], 2) for name, (by, _) in results.items()]
            sheet = ((torch.cat(sheet, 1) + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()
            cv2.imwrite(f"{args.sheet}-x{factor:g}.png", sheet[..., ::-1])


if __name__ == "__main__":
    main()
