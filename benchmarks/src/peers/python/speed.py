"""What the peers that train against the clock have in common: their options, the data as tensors, random crops and accuracy."""
import argparse
import gzip
import os
import statistics
from pathlib import Path

import numpy as np
import torch


def arguments(description):
    """A parser with the options of all these programs. NUNCHI_DATA names the folder that has mnist/ and cifar-10/."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="number of threads (default: all cores)")
    parser.add_argument("--channels-last", action="store_true", help="images with their channels last in memory")
    parser.add_argument("--seed", type=int, default=1, help="first random seed (default: 1)")
    parser.add_argument("--limit", type=int, help="number of images of the training set and of the test set at most (default: all)")
    return parser


def mnist(part):
    """Images `[images, 1, 28, 28]` from 0 to 255 and labels of a part: train or t10k."""
    return idx(f"{part}-images").unsqueeze(1), idx(f"{part}-labels").long()


def idx(name):
    path = next((Path(os.environ["NUNCHI_DATA"]) / "mnist").glob(f"{name}*"))
    content = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    extents = [int.from_bytes(content[4 + 4 * axis:8 + 4 * axis], "big") for axis in range(content[3])]
    return torch.from_numpy(np.frombuffer(bytearray(content), np.uint8, offset=4 + 4 * len(extents)).reshape(extents))


def cifar(part):
    """Images `[images, 3, 32, 32]` from 0 to 255 and labels of a part: data (training) or test."""
    files = sorted((Path(os.environ["NUNCHI_DATA"]) / "cifar-10").glob(f"**/{part}_batch*.bin"))
    rows = torch.from_numpy(np.concatenate([np.fromfile(file, np.uint8) for file in files]).reshape(-1, 3073))
    return rows[:, 1:].reshape(-1, 3, 32, 32), rows[:, 0].long()


def arrange(value, options):
    """A module or images in the order of memory that the options ask for."""
    return value.to(memory_format=torch.channels_last) if options.channels_last else value


def crops(padded, pixels):
    """From images with a frame of some pixels around them: a piece of the original size out of each, at a random place."""
    height, width = (extent - 2 * pixels for extent in padded.shape[2:])
    places = torch.randint((2 * pixels + 1) ** 2, (len(padded),))
    pieces = padded.new_empty(*padded.shape[:2], height, width)
    for place in range((2 * pixels + 1) ** 2):
        chosen = places == place
        top, left = divmod(place, 2 * pixels + 1)
        pieces[chosen] = padded[chosen, :, top:top + height, left:left + width]
    return pieces


def accuracy(model, images, labels):
    """The fraction of images whose largest logit is that of their label. `model` is any function from images to logits."""
    with torch.no_grad():
        return sum((model(x).argmax(1) == y).sum().item() for x, y in zip(images.split(1000), labels.split(1000))) / len(labels)


def row(trials):
    """`seconds of training | test accuracy`: the median and the mean of trainings that each have these two numbers."""
    seconds, accuracies = zip(*trials)
    mean, least, most = (100 * of(accuracies) for of in (statistics.mean, min, max))
    return f"{statistics.median(seconds):.2f} | {mean:.3f} % ({least:.2f} to {most:.2f})"
