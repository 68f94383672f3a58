"""Trains the network airbench94 (Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU", 2024) by PyTorch in float32 on the CPU. Prints after each epoch
the minutes so far, without the tests in between, the training loss per image and the test accuracy; at the end that with test-time augmentation."""
import math
import time

import speed
import torch
from torch import nn
from torch.nn import functional

BATCH = 1024
MOMENTUM = 0.85
# Rate and decay are those of 1,024 images without momentum, which makes steps 1 + 1 / (1 - momentum) times as long.
RATE = 11.5 / 1024 / (1 + 1 / (1 - MOMENTUM))
DECAY = 0.0153 * BATCH / 11.5
BIAS_SCALE = 64
MEAN, DEVIATION = ([[[value]] for value in values] for values in ((0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)))


def network(images):
    """The network, whose first layer is made from images."""
    return nn.Sequential(
        whitening(images), nn.GELU(), *group(24, 64), *group(64, 256), *group(256, 256),
        nn.MaxPool2d(3), nn.Flatten(), nn.Linear(256, 10, bias=False))


def whitening(images):
    """A frozen convolution whose outputs are uncorrelated: eigenvectors of 2x2 patches over the root of their eigenvalues, and their negatives."""
    patches = images.unfold(2, 2, 1).unfold(3, 2, 1).permute(0, 2, 3, 1, 4, 5).reshape(-1, 12)
    values, vectors = torch.linalg.eigh(patches.T @ patches / len(patches))
    filters = (vectors / (values + 5e-4).sqrt()).T.flip(0).reshape(12, 3, 2, 2)
    layer = nn.Conv2d(3, 24, 2)
    layer.weight = nn.Parameter(torch.cat((filters, -filters)), requires_grad=False)
    nn.init.zeros_(layer.bias)
    return layer


def group(inputs, outputs):
    return [
        convolution(inputs, outputs), nn.MaxPool2d(2), norm(outputs), nn.GELU(),
        convolution(outputs, outputs), norm(outputs), nn.GELU()]


def convolution(inputs, outputs):
    """The first filters hand their inputs on."""
    layer = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
    nn.init.dirac_(layer.weight.data[:inputs])
    return layer


def norm(features):
    layer = nn.BatchNorm2d(features, eps=1e-12, momentum=0.4)
    layer.weight.requires_grad_(False)
    return layer


def optimizer_of(model):
    norms = [module.bias for module in model if isinstance(module, nn.BatchNorm2d)]
    others = [module.weight for module in model if isinstance(module, (nn.Conv2d, nn.Linear))][1:] + [model[0].bias]
    groups = [{"params": others, "base": RATE, "weight_decay": DECAY},
              {"params": norms, "base": RATE * BIAS_SCALE, "weight_decay": DECAY / BIAS_SCALE}]
    return torch.optim.SGD(groups, lr=RATE, momentum=MOMENTUM, nesterov=True)


def height(step, steps):
    """The learning rate of a step as a fraction of the highest."""
    top = int(0.23 * steps)
    return 0.2 + 0.8 * step / top if step < top else 1 - 0.93 * (step - top) / (steps - top)


class Lookahead:
    """A running mean of all weights and statistics, to which the model is set back."""

    def __init__(self, model):
        self.mean = {name: value.clone() for name, value in model.state_dict().items()}

    def update(self, model, decay):
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                value.copy_(self.mean[name].lerp_(value, 1 - decay))


class Training:
    """A model with what its training needs from step to step."""

    def __init__(self, model, images, labels, epochs, options):
        self.model, self.labels, self.options = model, labels, options
        self.optimizer = optimizer_of(model)
        self.lookahead, self.step = None, 0
        self.batch = min(BATCH, len(labels))
        self.in_epoch = len(labels) // self.batch
        self.steps = math.ceil(self.in_epoch * epochs)
        flipped = torch.where(torch.rand(len(images), 1, 1, 1) < 0.5, images.flip(3), images)
        self.padded = functional.pad(flipped, (2,) * 4, "reflect")

    def epoch(self, number):
        """Trains for an epoch, numbered from 0; returns the loss per image."""
        self.model.train()
        self.model[0].bias.requires_grad_(number < 3)
        images = speed.crops(self.padded, 2)
        # Every other epoch shows each image the other way round.
        images = speed.arrange(images.flip(3) if number % 2 else images, self.options)
        losses = []
        for rows in torch.randperm(len(images))[:self.batch * self.in_epoch].split(self.batch)[:self.steps - self.step]:
            losses.append(self.learn(images[rows], self.labels[rows]) / len(rows))
            if number >= 3 and self.step % 5 == 0:
                self.average()
        if self.lookahead:
            self.lookahead.update(self.model, 1)
        return sum(losses) / len(losses)

    def learn(self, images, labels):
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * height(self.step, self.steps)
        self.optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(self.model(images) / 9, labels, label_smoothing=0.2, reduction="sum")
        loss.backward()
        self.optimizer.step()
        self.step += 1
        return loss.item()

    def average(self):
        if self.lookahead:
            self.lookahead.update(self.model, 0.95 ** 5 * (self.step / self.steps) ** 3)
        else:
            self.lookahead = Lookahead(self.model)


def augmented(model):
    """A model that sees each image in six views: as it is and moved by a pixel to either corner, and all of them mirrored."""
    def mirrored(images):
        return (model(images) + model(images.flip(3))) / 2

    def views(images):
        padded = functional.pad(images, (1,) * 4, "reflect")
        moved = (mirrored(padded[..., :32, :32]) + mirrored(padded[..., 2:, 2:])) / 2
        return (mirrored(images) + moved) / 2

    return views


def normalized(images):
    return (images.float() / 255 - torch.tensor(MEAN)) / torch.tensor(DEVIATION)


def main():
    parser = speed.arguments(__doc__)
    parser.add_argument("--epochs", type=float, default=9.9, help="number of epochs, fractions too (default: 9.9)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    begin = time.perf_counter()
    images, labels = (value[:options.limit] for value in speed.cifar("data"))
    images = normalized(images)
    test, answers = (value[:options.limit] for value in speed.cifar("test"))
    test = speed.arrange(normalized(test), options)
    model = speed.arrange(network(images[:5000]), options)
    training = Training(model, images, labels, options.epochs, options)
    seconds = time.perf_counter() - begin  # with the reading of the data
    for number in range(math.ceil(options.epochs)):
        begin = time.perf_counter()
        loss = training.epoch(number)
        seconds += time.perf_counter() - begin
        model.eval()
        accuracy = speed.accuracy(model, test, answers)
        print(f"epoch {number + 1}: {seconds / 60:.2f} min, training loss {loss:.4f}, test accuracy {accuracy:.2%}", flush=True)
    begin = time.perf_counter()
    accuracy = speed.accuracy(augmented(model), test, answers)
    print(f"with test-time augmentation: {(seconds + time.perf_counter() - begin) / 60:.2f} min, test accuracy {accuracy:.2%}")


if __name__ == "__main__":
    main()
