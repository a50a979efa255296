"""Measures enlargements of pictures that were not trained on, and lays them side by side."""
import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

import network
import pictures
import sampling
from naturalness import Natural
from resampling import resize

SIDE = 240  # of a crop; divisible by 16 and by the factors 2, 3, 4
MEASURES = ("spectrum error", "consistency", "flat noise", "block steps", "gradients",
            "unnaturalness", "PSNR")


def tensor(image):
    return torch.tensor(image).permute(2, 0, 1).float() / 127.5 - 1


def middles(files):
    """The middles of pictures, 3 x SIDE x SIDE in [-1, 1], by name; small pictures are left out."""
    for file in files:
        image = pictures.read(file)
        y, x = (max(0, (side - SIDE) // 2) for side in image.shape[:2])
        crop = image[y:y + SIDE, x:x + SIDE]
        if crop.shape[:2] == (SIDE, SIDE):
            yield Path(file).stem, tensor(crop)


def unseen(folder, others):
    """Every third of the pictures that the licence filter keeps out of training, and all others."""
    files = [file for other in others for file in sorted(Path(other).glob("*.png"))]
    files += [Path(folder) / row["file"] for row in pictures.rows(folder, share_alike=True)[::3]]
    return dict(middles(files))


def natural(folder):
    """What is natural, from every sixth of the pictures of the training."""
    files = [Path(folder) / row["file"] for row in pictures.rows(folder)[::6]]
    return Natural(grey(true) for _, true in middles(files))


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


def gradients(result, true):
    """Distance between the distributions of change from pixel to pixel, in grey levels."""
    sizes = [torch.cat([grey(picture).diff(dim=d).abs().flatten() for d in (0, 1)]).sort().values
             for picture in (result, true)]
    return (sizes[0] - sizes[1]).abs().mean().item()


def measure(result, true, source, natural):
    """A row of the table; see the model card."""
    ratio = (spectrum(result) / spectrum(true)).log10().abs()[6:].mean().item()
    back = (resize(result, "area", *source.shape[-2:]) - source).abs().mean().item() * 127.5
    flat = roughness(true) < 2
    noise = (roughness(result) - roughness(true))[flat].mean().item() if flat.sum() > 500 else np.nan
    error = ((result - true) * 127.5).square().mean().item()
    return (ratio, back, noise, steps(result) - steps(true), gradients(result, true),
            natural.distance(grey(result)), 10 * np.log10(255 ** 2 / max(error, 1e-9)))


def rounded(picture):
    return ((picture.clamp(-1, 1) + 1) * 127.5).round() / 127.5 - 1


def sized(true, factor):
    """The small copy of a true picture."""
    small = round(SIDE / factor)
    return rounded(resize(true, "area", small, small))


def write(path, picture):
    path.parent.mkdir(parents=True, exist_ok=True)
    image = ((picture + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()
    cv2.imwrite(str(path), image[..., ::-1])


def enlarged(name, source, factor, args, models):
    """All enlargements of a small picture, by title, as 8-bit pictures."""
    plain = resize(source, "lanczos", SIDE, SIDE)
    by = {"Lanczos": plain, "bicubic": resize(source, "bicubic", SIDE, SIDE)}
    for title, (model, steps) in models.items():
        settings = sampling.Settings(strength=args.strength, steps=steps, guidance=args.guidance,
                                     prompt=args.prompt, negative=args.negative)
        by[title] = sampling.paint(model, plain[None], source[None], settings)[0]
    for item in args.results:
        title, folder = item.split("=", 1)
        by[title] = tensor(pictures.read(Path(folder) / f"x{factor:g}" / f"{name}.png"))
    return {title: rounded(picture) for title, picture in by.items()}


def opened(item):
    """NAME=STATE or NAME=STATE:STEPS as name, model and steps."""
    name, path = item.split("=", 1)
    path, _, steps = path.partition(":")
    return name, (network.Model.opened(path), int(steps or sampling.Settings.steps))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", help="the training pictures, for those that were kept out")
    parser.add_argument("others", nargs="*", help="folders of png files, measured too")
    parser.add_argument("--models", nargs="+", default=[], metavar="NAME=STATE[:STEPS]",
                        help="training states, ONNX folders or safetensors files")
    parser.add_argument("--results", nargs="+", default=[], metavar="NAME=FOLDER",
                        help="enlargements by a program, FOLDER/xFACTOR/PICTURE.png")
    parser.add_argument("--sources", help="only writes what a program is to enlarge, there")
    parser.add_argument("--factors", type=float, nargs="+", default=[2, 4])
    parser.add_argument("--strength", type=float, default=sampling.Settings.strength)
    parser.add_argument("--guidance", type=float, default=1)
    parser.add_argument("--prompt", default="")
    parser.add_argument("--negative", default="")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sheet", help="writes SHEET-xFACTOR.png")
    args = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.set_num_threads(args.threads)
    truth = dict(list(unseen(args.pictures, args.others).items())[:args.limit])
    if args.sources:
        for factor in args.factors:
            for name, true in truth.items():
                write(Path(args.sources) / f"x{factor:g}" / f"{name}.png", sized(true, factor))
        return
    usual = natural(args.pictures)
    models = dict(map(opened, args.models))
    print(len(truth), "pictures;", "unnaturalness of the true ones",
          f"{np.mean([usual.distance(grey(true)) for true in truth.values()]):.2f}")
    print("| enlarged | by |", " | ".join(MEASURES), "|")
    print("|---" * (2 + len(MEASURES)) + "|")
    for factor in args.factors:
        figures, sheet = {}, []
        for name, true in truth.items():
            source = sized(true, factor)
            by = enlarged(name, source, factor, args, models)
            for title, picture in by.items():
                figures.setdefault(title, []).append(measure(picture, true, source, usual))
            sheet.append(torch.cat([*by.values(), true], 2))
        for title, rows in figures.items():
            print(f"| x{factor:g} | {title} |",
                  " | ".join(f"{value:.2f}" for value in np.nanmean(rows, 0)), "|", flush=True)
        if args.sheet:
            write(Path(f"{args.sheet}-x{factor:g}.png"), torch.cat(sheet, 1))


if __name__ == "__main__":
    main()
