"""Trains the network of an experiment of labs/mnist-speed by PyTorch, for several seeds. Prints for each the seconds from the first byte of the data to the
test accuracy, those of the training alone, and the test accuracy; then `speed.row` of all. It knows the keys that these experiments have, and no others."""
import math
import time
import warnings

import speed
import torch
import yaml
from torch import nn
from torch.nn import functional

# From the keys of a layer, or its one value, to modules.
LAYERS = {
    "conv2d": lambda keys: [nn.LazyConv2d(keys["filters"], keys["kernel"]), nn.ReLU()],
    "maxPool2d": lambda size: [nn.MaxPool2d(size)],
    "batchNorm": lambda keys: [nn.LazyBatchNorm2d(eps=0.001, momentum=1 - keys["momentum"])],
    "flatten": lambda keys: [nn.Flatten()],
    "dropout": lambda rate: [nn.Dropout(rate)],
    "dense": lambda keys: [nn.LazyLinear(keys["units"])],
}


def network(layers):
    """The layers of an experiment, with Glorot's uniform weights and no bias as in Nunchi."""
    named = [next(iter(layer.items())) if isinstance(layer, dict) else (layer, {}) for layer in layers]
    model = nn.Sequential(*(module for name, keys in named for module in LAYERS[name](keys)))
    model.eval()(torch.zeros(1, 1, 28, 28))
    for module in model:
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(module.weight)
            nn.init.zeros_(module.bias)
    return model


def train(model, images, labels, experiment, options):
    epochs, size = experiment["train"]["epochs"], experiment["data"]["batch"]
    cycle = experiment["optimizer"]["adam"]["learningRate"]["oneCycle"]
    pixels = sum(change["cropWithPadding"] for change in experiment["data"].get("augment", []))
    padded = functional.pad(images, (pixels,) * 4)
    optimizer = torch.optim.Adam(model.parameters())
    steps = math.ceil(len(images) / size)
    model.train()
    for epoch in range(epochs):
        moved = speed.arrange(speed.crops(padded, pixels) if pixels else images, options)
        for step, rows in enumerate(torch.randperm(len(images)).split(size)):
            optimizer.param_groups[0]["lr"] = rate((epoch + step / steps) / cycle["epochs"], cycle["peak"])
            optimizer.zero_grad(set_to_none=True)
            functional.cross_entropy(model(moved[rows]), labels[rows]).backward()
            optimizer.step()


def rate(part, peak):
    """Nunchi's oneCycle: the learning rate after a part of the cycle, along half a cosine up to the peak and another one down."""
    start, end, way = (peak / 25, peak, part / 0.3) if part < 0.3 else (peak, peak / 250000, (part - 0.3) / 0.7)
    return end + (start - end) * (1 + math.cos(math.pi * way)) / 2


def trial(experiment, options):
    """Seconds in all, seconds of training and test accuracy of one training."""
    begin = time.perf_counter()
    images, labels = (value[:options.limit] for value in speed.mnist("train"))
    images = images.float() / 255
    model = speed.arrange(network(experiment["model"]), options)
    training = time.perf_counter()
    train(model, images, labels, experiment, options)
    training = time.perf_counter() - training
    test, answers = (value[:options.limit] for value in speed.mnist("t10k"))
    accuracy = speed.accuracy(model.eval(), speed.arrange(test.float() / 255, options), answers)
    return time.perf_counter() - begin, training, accuracy


def main():
    parser = speed.arguments(__doc__)
    parser.add_argument("experiment", help="a file of labs/mnist-speed")
    parser.add_argument("--seeds", type=int, default=5, help="number of seeds (default: 5)")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", "Lazy modules")
    torch.set_num_threads(options.threads)
    with open(options.experiment) as file:
        experiment = yaml.safe_load(file)
    trials = []
    for seed in range(options.seed, options.seed + options.seeds):
        torch.manual_seed(seed)
        seconds, training, accuracy = trial(experiment, options)
        trials.append((training, accuracy))
        print(f"seed {seed}: {seconds:.2f} s, of which training {training:.2f} s; test accuracy {accuracy:.2%}", flush=True)
    print(speed.row(trials))


if __name__ == "__main__":
    main()
