"""What a good enlargement is: near the true picture, and as rich in detail of every kind as it is."""
import torch
import torch.nn.functional as F
from torch import nn

import codec


class Texture(nn.Module):
    """How far the local strength of every band of detail is from the true picture's.

    Overlapping DCT bands at two sizes and two scales; of each, the mean size and the root mean square
    in windows of about 16 places, whatever the phase (statistics as in the Wasserstein distortion of
    Qiu et al. 2023). Too little strength is blur, too much in flat places is grain, a regular pattern
    stands out in the 8 x 8 bands; and mean size against root mean square tells edges from noise.
    Both the difference and the ratio count, so that a little grain in flat places is a large fault.
    """

    def __init__(self):
        super().__init__()
        self.register_buffer("small", torch.tensor(codec.filters(4), dtype=torch.float32))
        self.register_buffer("large", torch.tensor(codec.filters(8)[:64], dtype=torch.float32))

    def forward(self, picture, true):
        # Blocks overlap by half; shifted at random, they fall on every place
        y, x = torch.randint(4, (2,)).tolist()
        picture, true = picture[..., y:, x:], true[..., y:, x:]
        half = F.avg_pool2d(picture, 2), F.avg_pool2d(true, 2)
        return (self._distance(picture, true, self.small, 2)
                + self._distance(picture, true, self.large, 4)
                + 0.5 * self._distance(*half, self.small, 2)) / 2.5

    @staticmethod
    def _distance(picture, true, filters, stride):
        window = 16 // stride
        step = window // 2

        def strengths(image):
            bands = F.conv2d(image, filters, stride=stride)
            bands = bands[:, [i for i in range(bands.shape[1]) if i % filters.shape[-1] ** 2]]
            size = F.avg_pool2d(bands.abs(), window, step)
            power = F.avg_pool2d(bands.square(), window, step)
            return torch.cat([size + 2e-3, (power + 1e-5).sqrt()], 1)

        painted, wanted = strengths(picture), strengths(true)
        difference = (painted - wanted).abs()
        ratio = (painted / wanted).log().abs()
        return (0.5 * difference + 0.04 * ratio).mean((1, 2, 3))


def nearness(picture, true):
    """Mean difference, half of it at half the size, where single pixels matter less."""
    near = (picture - true).abs().mean((1, 2, 3))
    half = (F.avg_pool2d(picture, 2) - F.avg_pool2d(true, 2)).abs().mean((1, 2, 3))
    return 0.5 * near + 0.5 * half


def slopes(picture, true):
    """Mean difference of the changes from pixel to pixel, at full and at half size."""
    total = 0
    for _ in range(2):
        for dim in (-1, -2):
            total = total + (picture.diff(dim=dim) - true.diff(dim=dim)).abs().mean((1, 2, 3))
        picture, true = F.avg_pool2d(picture, 2), F.avg_pool2d(true, 2)
    return total / 4


def light(picture):
    """Light in grey levels, batch x H x W."""
    weight = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1) * 127.5
    return (picture * weight).sum(1)


def spectrum(picture, true):
    """Mean |log10| of the ratio of power, by radius from a quarter of to the full Nyquist frequency."""
    side = picture.shape[-1]
    window = torch.hann_window(side, periodic=False)
    frequency = torch.fft.fftfreq(side)
    radius = (frequency[:, None] ** 2 + frequency[None, :side // 2 + 1] ** 2).sqrt()
    ring = ((radius * 2 - 0.25) / 0.75 * 12).floor().long()
    used = (ring >= 0) & (ring < 12)

    def power(image):
        grey = light(image)
        grey = (grey - grey.mean((1, 2), keepdim=True)) * window[:, None] * window
        size = torch.fft.rfft2(grey).abs().square()[:, used]
        total = torch.zeros(len(grey), 12).index_add(1, ring[used], size)
        return total / torch.bincount(ring[used], minlength=12) + 1

    return (power(picture) / power(true)).log10().abs().mean(1)


def lattice(picture, true):
    """How far the picture shows the 4 x 4 grid: change from pixel to pixel by its place in the block.

    Compares with the true picture the mean change at each of the sixteen places, in windows of 48
    pixels; what all places have in common does not count.
    """
    total = 0
    for image, wanted in ((light(picture), light(true)),
                          (light(picture).transpose(1, 2), light(true).transpose(1, 2))):
        ratio = ((_changes(image) + 0.3) / (_changes(wanted) + 0.3)).log()
        total = total + (ratio - ratio.mean(1, keepdim=True)).abs().mean((1, 2, 3))
    return total / 2


def _changes(image):
    """Mean change to the right at each place of a 4 x 4 block: batch x 16 x rows x columns."""
    change = image.diff(dim=2).abs()
    rows, columns = (side // 4 for side in change.shape[1:])
    change = change[:, :4 * rows, :4 * columns].reshape(len(image), rows, 4, columns, 4)
    places = change.permute(0, 2, 4, 1, 3).reshape(len(image), 16, rows, columns)
    return F.avg_pool2d(places, 12, 6)
