"""Trains the model for what it is used for: image-to-image on an enlarged picture, with the lock."""
import argparse
import math
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import captions
import codec
import losses
import network
import pictures
import tokenizer
from network import SIGMAS, timestep
from resampling import project, resize
from sampling import Settings, used, way

SIDE = 144  # of a crop; every factor divides it
FACTORS, FACTOR_SHARES = (1.5, 2, 3, 4), (0.08, 0.4, 0.12, 0.4)


def tensor(images):
    return torch.tensor(np.stack(images)).permute(0, 3, 1, 2).float() / 127.5 - 1


def enlargements(store, rng, count):
    """True crops, the small copies, the factor, and the words."""
    factor = rng.choice(FACTORS, p=FACTOR_SHARES)
    small = round(SIDE / factor)
    true, words = [], []
    for _ in range(count):
        crop, medium = store.draw(rng, SIDE)
        true.append(crop)
        words.append(captions.caption(medium, crop, [], rng))
    true = tensor(true)
    source = ((resize(true, "area", small, small) + 1) * 127.5).round().clip(0, 255)
    source = source.permute(0, 2, 3, 1).numpy().astype(np.uint8)
    source = [pictures.compress(s, rng.integers(70, 97)) if rng.random() < 0.15 else s
              for s in source]
    return true, tensor(source), words


def plain(store, rng, count):
    """Pictures that are to stay as they are, good or poor, and the words that say which."""
    images, words = [], []
    for _ in range(count):
        crop, medium = store.draw(rng, SIDE)
        faults = []
        if rng.random() < 0.35:
            crop, faults = pictures.spoil(crop, rng)
        images.append(crop)
        words.append(captions.caption(medium, crop, faults, rng))
    return tensor(images), words


def prefetched(make):
    """Yields what make() returns, made one ahead in another thread."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(make)
        while True:
            ready = following.result()
            following = pool.submit(make)
            yield ready


def approached(model, start, source, prompt, rng):
    """A noisy latent as sampling meets it where more than one step is taken: on the model's own way."""
    levels = used(Settings(strength=rng.choice([0.2, 0.3, 0.4, 0.5]), steps=rng.integers(5, 9)))
    sigma = levels[0]
    x = start + sigma * torch.randn_like(start)
    done = rng.integers(len(levels) - 1)
    with torch.no_grad():
        steps = way(model, x, levels, source, 1, lambda x, step: model.noise(x, step, prompt))
        for _, (_, x, sigma) in zip(range(done), steps):
            pass
    return x, timestep(torch.full((len(start),), sigma))


def noised(start):
    """A noisy latent of any level, mostly of those that image-to-image uses."""
    top = torch.tensor([400, 620, 1000])[
        torch.multinomial(torch.tensor([0.65, 0.25, 0.1]), len(start), replacement=True)]
    step = (torch.rand(len(start)) * top).long()
    noise = torch.randn_like(start)
    return start + SIGMAS[step].view(-1, 1, 1, 1) * noise, step, noise


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", required=True, help="folder with SOURCES.csv")
    parser.add_argument("--out", required=True, help="folder of the training state")
    parser.add_argument("--weights", help="ONNX folder or safetensors file to start from")
    parser.add_argument("--steps", type=int, default=2500, help="of 9 crops each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=4e-4, help="highest learning rate")
    parser.add_argument("--last", type=float, default=1e-6, help="lowest learning rate")
    parser.add_argument("--texture", type=float, default=1.2, help="weight of the texture loss")
    parser.add_argument("--lattice", type=float, default=0.3, help="weight of the lattice loss")
    parser.add_argument("--limit", type=int, help="use only so many pictures")
    args = parser.parse_args()
    # Before the first thread pool: tiny gradients are slow on a CPU otherwise
    torch.set_flush_denormal(True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    Path(args.out).mkdir(parents=True, exist_ok=True)
    Training(args).run()


class Training:
    """One run, from a state on disk or from given weights to a state on disk."""

    ONCE, ENLARGED, PLAIN = 7, 8, 1  # in a batch; ONCE of the ENLARGED are painted in one step

    def __init__(self, args):
        self.args = args
        self.out = Path(args.out)
        self.rng = np.random.default_rng(args.seed)
        self.store = pictures.Pictures(args.pictures, args.limit)
        words = self.out / "tokenizer"
        if not words.exists():
            # Ties make every build a little different: weights need the vocabulary they grew with
            if args.weights and (Path(args.weights) / "tokenizer").exists():
                shutil.copytree(Path(args.weights) / "tokenizer", words)
            else:
                tokenizer.build(words)
        if not (self.out / "bands.json").exists():
            bands = codec.measure(self.store, np.random.default_rng(0))
            codec.write(self.out / "bands.json", *bands)
        self.model = network.Model.untrained(self.out)
        self.weights = self.model.parameters()
        self.optimizer = torch.optim.AdamW(self.weights, args.rate, (0.9, 0.99),
                                           weight_decay=1e-2, foreach=True)
        self.texture = losses.Texture()
        # An error in a block mean is seen far more than the same error in a fine band
        bands = 1 / self.model.encode.conv.weight.square().sum((1, 2, 3)).sqrt()
        self.bands = (bands / bands.mean()).view(1, -1, 1, 1)
        self.step = 0
        if (self.out / "state.pt").exists():
            self._restore()
        elif args.weights:
            network.start_from(self.model, args.weights)
        if self.step == 0:
            self.average = [weight.detach().clone() for weight in self.weights]

    def run(self):
        begin = saved = time.time()
        batches = prefetched(lambda: (*enlargements(self.store, self.rng, self.ENLARGED),
                                      *plain(self.store, self.rng, self.PLAIN)))
        heard, first = [], self.step
        while self.step < self.args.steps:
            warm = min(1, (len(heard) + 1) / 100)
            fall = 0.5 + 0.5 * math.cos(math.pi * (self.step - first) / (self.args.steps - first))
            for group in self.optimizer.param_groups:
                group["lr"] = warm * (self.args.last + (self.args.rate - self.args.last) * fall)
            heard.append(self.learn(*next(batches)))
            self.step += 1
            if self.step % 50 == 0:
                means = " ".join(f"{v:.4f}" for v in np.mean(heard[-50:], 0))
                print(f"step {self.step} near, texture, spectrum, lattice, noise: {means} "
                      f"({len(heard) / (time.time() - begin):.2f} steps/s)", flush=True)
            if time.time() - saved > 180:
                self._save()
                saved = time.time()
        self._save()

    def learn(self, true, source, words, still, still_words):
        """One step; returns the parts of the loss."""
        model, count, once = self.model, len(true), self.ONCE
        prompt = model.prompts([*words, *still_words])
        enlarged = resize(source, "lanczos", SIDE, SIDE)
        start = model.encode(enlarged)
        x = start[:once] + SIGMAS[0] * torch.randn_like(start[:once])
        step = torch.zeros(once, dtype=torch.long)
        if once < count:
            later = approached(model, start[once:], source[once:], prompt[once:count].detach(),
                               self.rng)
            x, step = torch.cat([x, later[0]]), torch.cat([step, later[1]])
        other, other_step, noise = noised(model.encode(still))
        steps = torch.cat([step, other_step])
        guess = model.noise(torch.cat([x, other]), steps, prompt)
        painted = model.decode(x - SIGMAS[step].view(-1, 1, 1, 1) * guess[:count])
        painted = project(painted, source)
        near = losses.nearness(painted, true).mean() + losses.slopes(painted, true).mean()
        texture = self.texture(painted, true).mean()
        spectrum = losses.spectrum(painted, true).mean()
        lattice = losses.lattice(painted, true).mean()
        level = SIGMAS[other_step].view(-1, 1, 1, 1)
        weight = self.bands * (level / (level + 0.05)) ** 2
        denoising = (F.mse_loss(guess[count:], noise, reduction="none") * weight).mean()
        loss = (near + self.args.texture * (texture + 0.04 * spectrum)
                + self.args.lattice * lattice + 0.05 * denoising)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        decay = min(0.998, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.average, [weight.detach() for weight in self.weights], 1 - decay)
        return [part.item() for part in (near, texture, spectrum, lattice, denoising)]

    def _save(self):
        network.save(self.out, unet=self.model.unet.state_dict(), text=self.model.text.state_dict(),
                     average=self.average, optimizer=self.optimizer.state_dict(), step=self.step)

    def _restore(self):
        state = torch.load(self.out / "state.pt", map_location="cpu")
        self.model.unet.load_state_dict(state["unet"])
        self.model.text.load_state_dict(state["text"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]


if __name__ == "__main__":
    main()
