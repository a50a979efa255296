"""The words the model is trained with: medium, quality, tone; no subjects."""
import cv2
import numpy as np

MEDIUM = {
    "photo": ["photo", "photograph", "photorealistic", "realistic", "realistic photo"],
    "painting": ["oil painting", "painting", "brush strokes", "fine art", "canvas"],
    "engraving": ["engraving", "ink drawing", "line art", "black and white illustration", "sketch"],
    "comic": ["comic", "anime", "digital painting", "cartoon", "illustration"],
    "digital": ["digital art", "illustration", "concept art", "wallpaper"],
}
SHARP = ["sharp", "extremely detailed", "high detail", "best quality", "masterpiece",
         "high resolution", "intricate", "sharp focus", "4k"]
FINE = ["high skin detail", "fine texture", "intricate", "extremely detailed", "rough texture"]
SOFT = ["smooth", "soft", "clean", "flat"]
FAULTS = {
    "blurry": ["blurry", "low quality", "lowres", "out of focus", "worst quality"],
    "jpeg": ["jpeg artifacts", "compressed"],
    "noisy": ["noisy", "grainy", "film grain"],
}
TONES = ["dark", "bright", "monochrome", "vivid colors", "warm colors", "cold colors",
         "high contrast", "low contrast"]


def tones(crop):
    """Words for lightness, colour and contrast, from the crop's own statistics."""
    red, green, blue = crop.reshape(-1, 3).mean(0)
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    deviation = (crop.astype(np.float32) @ np.float32([0.299, 0.587, 0.114])).std()
    saturation = (crop.max(-1).astype(int) - crop.min(-1)).mean()
    holds = [light < 60, light > 185, saturation < 8, saturation > 90, red - blue > 35,
             blue - red > 20, deviation > 65, deviation < 15]
    return [word for word, true in zip(TONES, holds) if true]


def detail(crop):
    """How much fine detail there is: the mean size of the Laplacian, in grey levels."""
    grey = crop.astype(np.float32) @ np.float32([0.299, 0.587, 0.114])
    return float(np.abs(cv2.Laplacian(grey, cv2.CV_32F)).mean())


def caption(medium, crop, faults, rng, empty=0.3):
    """A comma-separated prompt in random order.

    faults: of a poor picture, from FAULTS; none for a sharp one.
    empty: how often the prompt is empty.
    """
    if rng.random() < empty:
        return ""
    words = list(rng.choice(MEDIUM[medium], size=rng.integers(1, 3), replace=False))
    words += [word for word in tones(crop) if rng.random() < 0.5]
    words += [rng.choice(FAULTS[fault]) for fault in faults]
    if not faults:
        words += list(rng.choice(SHARP, size=rng.integers(1, 4), replace=False))
        fine = detail(crop)
        if (fine > 14 or fine < 4) and rng.random() < 0.7:
            words.append(rng.choice(FINE if fine > 14 else SOFT))
    rng.shuffle(words)
    return ", ".join(dict.fromkeys(map(str, words)))
