"""The training pictures: licence filter, medium, random crops."""
import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np


def rows(folder, share_alike=False):
    """The lines of SOURCES.csv: those free of share-alike terms, or only those under them."""
    with open(Path(folder) / "SOURCES.csv", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if ("SA" in row["licence"]) == share_alike]


def read(path):
    return cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)


def medium_of(row, image):
    """photo, painting, engraving, comic or digital, from the source and the colours."""
    source = row["source_repository"]
    saturation = image[::8, ::8].max(-1).astype(int) - image[::8, ::8].min(-1)
    grey = np.mean(saturation) < 12
    if row["file"].startswith("photo"):
        return "photo"
    if "peppercarrot" in source:
        return "engraving" if grey else "comic"
    if grey:
        return "engraving"
    if "standardebooks" in source or "cover.source" in row["path"] or "osbooks" in source:
        return "painting"
    return "digital"


class Pictures:
    """All pictures that may be trained on, in memory, as RGB uint8 arrays with their medium."""

    def __init__(self, folder, limit=None):
        def load(row):
            image = read(Path(folder) / row["file"])
            return image, medium_of(row, image)

        with ThreadPoolExecutor(2) as pool:
            self.items = list(pool.map(load, rows(folder)[:limit]))
        # Drawn by the root of the area, so that large photographs do not drown the art.
        weights = np.array([(image.shape[0] * image.shape[1]) ** 0.5
                            * (1.0 if medium == "photo" else 1.4) for image, medium in self.items])
        self.cumulative = np.cumsum(weights / weights.sum())

    def draw(self, rng, size):
        """A random crop, size x size x 3 uint8, and its medium."""
        while True:
            place = int(np.searchsorted(self.cumulative, rng.random()))
            image, medium = self.items[min(place, len(self.items) - 1)]
            if min(image.shape[:2]) >= size:
                break
        height, width = image.shape[:2]
        zoom = min(rng.choice([1.0, 1.0, 1.25, 1.5, 2.0]), height / size, width / size)
        side = int(size * zoom)
        y, x = rng.integers(0, height - side + 1), rng.integers(0, width - side + 1)
        crop = image[y:y + side, x:x + side]
        if side != size:
            crop = cv2.resize(crop, (size, size), interpolation=cv2.INTER_AREA)
        if rng.random() < 0.5:
            crop = crop[:, ::-1]
        if medium != "engraving" and rng.random() < 0.1:
            crop = np.rot90(crop)
        return np.ascontiguousarray(crop), medium


def compress(image, quality):
    """The picture after JPEG compression."""
    _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])


def spoil(crop, rng):
    """The crop as an enlarged, poor small picture, and what is wrong with it."""
    size = crop.shape[0]
    small = int(round(size / rng.uniform(1.3, 4.2)))
    image, faults = cv2.resize(crop, (small, small), interpolation=cv2.INTER_AREA), ["blurry"]
    if rng.random() < 0.3:
        noise = rng.normal(0, rng.uniform(1, 8), image.shape)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
        faults.append("noisy")
    if rng.random() < 0.35:
        image = compress(image, rng.integers(35, 95))
        faults.append("jpeg")
    return cv2.resize(image, (size, size), interpolation=cv2.INTER_CUBIC), faults
