"""Writes ../main/resources/nunchi/conformance/torch.txt: what PyTorch computes in float64 for the golden cases.

Images are stored channels last, weights [rows, columns, channels, units]. Run with PyTorch 1.13 or later: python3 torch_cases.py
"""
import math
import pathlib
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
lines = [f"# torch {torch.__version__}, float64; made by conformance/src/golden/torch_cases.py"]


def grid(factor, modulus, *shape):
    """Multiples of 1/16, exact in float32, in the order of the stored layout."""
    count = torch.Size(shape).numel()
    return ((torch.arange(count) * factor % modulus - modulus // 2) / 16.0).reshape(shape)


def first(t):
    return t.permute(0, 3, 1, 2).contiguous().requires_grad_() if t.dim() == 4 else t.clone().requires_grad_()


def last(t):
    return t.permute(0, 2, 3, 1) if t.dim() == 4 else t


def to_torch(w):
    return w.permute(3, 2, 0, 1).contiguous().requires_grad_() if w.dim() == 4 else w.clone().requires_grad_()


def to_nunchi(w):
    return w.permute(2, 3, 1, 0) if w.dim() == 4 else w


def write(name, t):
    lines.append(f"{name} {list(t.shape)} " + " ".join(f"{v:.9g}" for v in t.detach().reshape(-1).tolist()))


def weights(**shapes):
    return {name: grid(7 + 4 * i, 23 + 6 * i, *shape) for i, (name, shape) in enumerate(shapes.items())}


def layer(name, shape, function, after=None, mask=None, scale=1, **shapes):
    """function(x, weights by name) in torch's layout; writes inputs, result and gradients."""
    lines.append("case " + name)
    x, stored = grid(11, 37, *shape), {n: w * scale for n, w in weights(**shapes).items()}
    leaf, leaves = first(x), {n: to_torch(w) for n, w in stored.items()}
    y = function(leaf, leaves)
    upstream = grid(13, 29, *last(y).shape)
    y.backward(upstream.permute(0, 3, 1, 2) if upstream.dim() == 4 else upstream)
    write("x", x)
    if mask is not None:
        write("mask", mask.double())
    write("upstream", upstream)
    for n, w in stored.items():
        write("weight:" + n, w)
    write("y", last(y))
    write("gradient:x", last(leaf.grad))
    for n, w in leaves.items():
        write("gradient:" + n, to_nunchi(w.grad))
    for n, value in (after() if after else {}).items():
        write("after:" + n, value)


def conv(x, w, **how):
    return F.conv2d(x, w["weight"], w["bias"], **how)


layer("conv2d", (2, 4, 5, 3), conv, weight=(3, 3, 3, 4), bias=(4,))
layer("conv2d, stride 2, padding 1", (1, 5, 6, 2), lambda x, w: conv(x, w, stride=2, padding=1), weight=(3, 3, 2, 3), bias=(3,))
layer("conv2d, stride 2, same", (1, 6, 5, 2), lambda x, w: conv(F.pad(x, (1, 1, 0, 1)), w, stride=2), weight=(3, 3, 2, 3), bias=(3,))
layer("conv2d, dilation 2, padding 2", (1, 5, 4, 2), lambda x, w: conv(x, w, dilation=2, padding=2), weight=(3, 3, 2, 3), bias=(3,))
layer("conv2d, 2 groups, leaning", (1, 4, 5, 4), lambda x, w: conv(F.pad(x, (2, 1, 1, 0)), w, stride=(2, 1), groups=2),
      weight=(3, 2, 2, 6), bias=(6,))
layer("depthwiseConv2d, multiplier 2", (2, 4, 4, 3), lambda x, w: conv(x, w, padding=1, groups=3), weight=(3, 3, 1, 6), bias=(6,))
layer("separableConv2d", (1, 4, 5, 3), lambda x, w: F.conv2d(F.conv2d(x, w["depthwise"], groups=3), w["pointwise"], w["bias"]),
      depthwise=(3, 3, 1, 3), pointwise=(1, 1, 3, 4), bias=(4,))


def transposed(x, w, **how):
    # stored [rows, columns, filters / groups, channels], torch has [channels, filters / groups, rows, columns]: to_torch's order
    return F.conv_transpose2d(x, w["weight"], w["bias"], **how)


layer("conv2dTranspose", (1, 3, 2, 2), lambda x, w: transposed(x, w, stride=2), weight=(3, 3, 4, 2), bias=(4,))
layer("conv2dTranspose, stride 2, padding 1, output padding 1", (1, 3, 3, 2), lambda x, w: transposed(x, w, stride=2, padding=1, output_padding=1),
      weight=(3, 3, 3, 2), bias=(3,))
layer("conv2dTranspose, 2 groups, dilation 2", (1, 3, 2, 4), lambda x, w: transposed(x, w, dilation=2, groups=2), weight=(2, 2, 3, 4), bias=(6,))
layer("maxPool2d", (2, 4, 5, 3), lambda x, w: F.max_pool2d(x, 2))
layer("maxPool2d, stride 2, padding 1", (1, 5, 6, 3), lambda x, w: F.max_pool2d(x, 3, 2, 1))
layer("averagePool2d", (2, 4, 5, 3), lambda x, w: F.avg_pool2d(x, 2))
layer("averagePool2d, padding 1, not counted", (1, 5, 6, 3), lambda x, w: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False))
layer("averagePool2d, padding 1, counted", (1, 5, 6, 3), lambda x, w: F.avg_pool2d(x, 3, 2, 1, count_include_pad=True))
layer("globalAveragePool2d", (2, 3, 5, 4), lambda x, w: x.mean((2, 3)))
layer("globalMaxPool2d", (2, 3, 5, 4), lambda x, w: x.amax((2, 3)))
layer("upSample2d", (1, 3, 2, 3), lambda x, w: F.interpolate(x, scale_factor=(2, 3), mode="nearest"))
layer("resize, smaller", (2, 7, 9, 3), lambda x, w: F.interpolate(x, (3, 4), mode="bilinear", antialias=True))
layer("resize, larger and smaller", (1, 4, 8, 2), lambda x, w: F.interpolate(x, (7, 3), mode="bilinear", antialias=True))
layer("grey", (2, 3, 2, 3), lambda x, w: (x * torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True))
layer("layerNorm", (2, 3, 2, 5), lambda x, w: F.layer_norm(x.permute(0, 2, 3, 1), (5,), w["gamma"], w["beta"], 1e-5).permute(0, 3, 1, 2),
      gamma=(5,), beta=(5,))
layer("groupNorm, 2 groups", (2, 3, 2, 6), lambda x, w: F.group_norm(x, 2, w["gamma"], w["beta"], 1e-5), gamma=(6,), beta=(6,))
mean, variance = torch.zeros(3), torch.ones(3)
layer("batchNorm", (3, 4, 2, 3), lambda x, w: F.batch_norm(x, mean, variance, w["gamma"], w["beta"], True, 0.1, 1e-5),
      lambda: {"runningMean": mean, "runningVariance": variance}, gamma=(3,), beta=(3,))


LENGTHS = torch.tensor([3, 5, 1, 4])
SEQUENCES = torch.arange(5) < LENGTHS[:, None]
KINDS = {"rnn_tanh": (torch._VF.rnn_tanh, 1), "rnn_relu": (torch._VF.rnn_relu, 1), "lstm": (torch._VF.lstm, 4), "gru": (torch._VF.gru, 3)}


def flat(kind, w, path):
    """PyTorch's weights of one direction; the gates of a GRU are z, r, h here and r, z, n there."""
    def turned(t):
        blocks = t.chunk(3, -1) if kind == "gru" else (t,)
        return torch.cat((blocks[1], blocks[0], blocks[2]), -1) if kind == "gru" else t
    kernel, recurrent, bias = (turned(w[path + n]) for n in ("weight", "recurrentWeight", "bias"))
    both = (bias[0], bias[1]) if bias.dim() == 2 else (bias, torch.zeros_like(bias))
    return [kernel.t(), recurrent.t(), *both]


def direction(kind, x, w, path="", mask=None, reverse=False):
    """States of all steps, and after the last that is read; a step of padding has those of the step before."""
    function, _ = KINDS[kind]
    lengths = torch.full((len(x),), x.shape[1]) if mask is None else LENGTHS
    turned = torch.stack([torch.cat((row[:n].flip(0), row[n:])) for row, n in zip(x, lengths)]) if reverse else x
    packed = nn.utils.rnn.pack_padded_sequence(turned, lengths, batch_first=True, enforce_sorted=False)
    start = torch.zeros(1, len(x), w[path + "recurrentWeight"].shape[0])
    states = (start, start) if kind == "lstm" else start
    result = function(packed.data, packed.batch_sizes, states, flat(kind, w, path), True, 1, 0.0, False, False)
    data = nn.utils.rnn.PackedSequence(result[0], packed.batch_sizes, packed.sorted_indices, packed.unsorted_indices)
    y, _ = nn.utils.rnn.pad_packed_sequence(data, batch_first=True, total_length=x.shape[1])
    last = result[1][0][packed.unsorted_indices]
    present = torch.arange(x.shape[1]) < lengths[:, None]
    if reverse:
        y = torch.stack([torch.cat((row[:n].flip(0), row[n:])) for row, n in zip(y, lengths)])
        return y * present[..., None], last
    return torch.where(present[..., None], y, last[:, None]), last


def recurrent(name, kind, output="last", paths=("",), two=None, mask=None, reverse=False, merge=None):
    features, units = 2, 3
    width = KINDS[kind][1] * units
    two = kind == "gru" if two is None else two
    shapes = {p + n: s for p in paths for n, s in
              {"weight": (features, width), "recurrentWeight": (units, width), "bias": (2, width) if two else (width,)}.items()}

    def function(x, w):
        parts = [direction(kind, x, w, p, mask, reverse or i > 0) for i, p in enumerate(paths)]
        ys = [{"last": last, "sequence": y, "mean": (y * SEQUENCES[..., None]).sum(1) / LENGTHS[:, None],
               "max": y.masked_fill(~SEQUENCES[..., None], -9).amax(1)}[output] for y, last in parts]
        return sum(ys) if merge == "sum" else torch.cat(ys, -1)
    layer(name, (4, 5, features), function, mask=mask, **shapes)


def reset_before(x, w):
    """Written step by step: PyTorch has no such cell."""
    h = torch.zeros(len(x), 3)
    for t in range(x.shape[1]):
        xz, xr, xh = (x[:, t] @ w["weight"] + w["bias"]).chunk(3, -1)
        uz, ur, uh = w["recurrentWeight"].chunk(3, -1)
        z, r = torch.sigmoid(xz + h @ uz), torch.sigmoid(xr + h @ ur)
        h = z * h + (1 - z) * torch.tanh(xh + (r * h) @ uh)
    return h


BOTH = ("forward/", "backward/")
recurrent("simpleRnn", "rnn_tanh")
recurrent("simpleRnn, relu, sequence, reverse", "rnn_relu", "sequence", reverse=True)
recurrent("simpleRnn, two biases, lengths", "rnn_tanh", two=True, mask=SEQUENCES)
recurrent("lstm", "lstm")
recurrent("lstm, sequence, reverse", "lstm", "sequence", reverse=True)
recurrent("lstm, lengths", "lstm", mask=SEQUENCES)
recurrent("lstm, sequence, lengths", "lstm", "sequence", mask=SEQUENCES)
recurrent("lstm, two biases, maximum, lengths", "lstm", "max", two=True, mask=SEQUENCES)
recurrent("gru", "gru")
recurrent("gru, sequence, reverse, lengths", "gru", "sequence", mask=SEQUENCES, reverse=True)
recurrent("gru, mean, lengths", "gru", "mean", mask=SEQUENCES)
layer("gru, reset before", (4, 5, 2), reset_before, weight=(2, 9), recurrentWeight=(3, 9), bias=(9,))
recurrent("bidirectional lstm, sequence, lengths", "lstm", "sequence", BOTH, mask=SEQUENCES)
recurrent("bidirectional gru", "gru", "last", BOTH)
recurrent("bidirectional simpleRnn, sum, lengths", "rnn_tanh", "last", BOTH, mask=SEQUENCES, merge="sum")


def module(made, x, tensors, *arguments, **keywords):
    """What a module makes of x with tensors that carry gradients in place of its parameters."""
    missing = set(dict(made.named_parameters())) ^ set(tensors)
    assert not missing, missing
    return torch.nn.utils.stateless.functional_call(made, tensors, (x, *arguments), keywords)


def projections(w, path=""):
    """PyTorch's parameters of nn.MultiheadAttention."""
    ins = ("query", "key", "value")
    taken = [w[f"{path}{n}/weight"].t() for n in ins]
    alike = len({t.shape for t in taken}) == 1
    found = {"in_proj_weight": torch.cat(taken)} if alike else {n[0] + "_proj_weight": t for n, t in zip(ins, taken)}
    found["out_proj.weight"] = w[path + "output/weight"].t()
    if path + "query/bias" in w:
        found |= {"in_proj_bias": torch.cat([w[f"{path}{n}/bias"] for n in ins]), "out_proj.bias": w[path + "output/bias"]}
    return found


FEATURES, UNITS = 6, 7
LATER = torch.ones(5, 5).triu(1).bool()


def attention_shapes(path="", bias=True):
    return {f"{path}{n}/{part}": shape for n in ("query", "key", "value", "output")
            for part, shape in (("weight", (FEATURES, FEATURES)), ("bias", (FEATURES,))) if bias or part == "weight"}


def attention(name, heads, mask=None, causal=False, bias=True):
    made = nn.MultiheadAttention(FEATURES, heads, bias=bias, batch_first=True)

    def function(x, w):
        return module(made, x, projections(w), x, x, key_padding_mask=None if mask is None else ~mask,
                      attn_mask=LATER if causal else None, need_weights=False)[0]
    layer(name, (4, 5, FEATURES), function, mask=mask, **attention_shapes(bias=bias))


def block(name, norm_first, mask=None, causal=False, activation="relu", eps=1e-5):
    made = nn.TransformerEncoderLayer(FEATURES, 2, UNITS, 0.0, activation, eps, batch_first=True, norm_first=norm_first)

    def function(x, w):
        tensors = {"self_attn." + n: t for n, t in projections(w, "attention/").items()}
        tensors |= {"linear1.weight": w["hidden/weight"].t(), "linear1.bias": w["hidden/bias"],
                    "linear2.weight": w["output/weight"].t(), "linear2.bias": w["output/bias"]}
        for n, norm in (("norm1", "attentionNorm"), ("norm2", "outputNorm")):
            tensors |= {n + ".weight": w[norm + "/gamma"], n + ".bias": w[norm + "/beta"]}
        return module(made, x, tensors, LATER if causal else None, None if mask is None else ~mask)
    shapes = attention_shapes("attention/")
    shapes |= {f"{n}/{part}": (FEATURES,) for n in ("attentionNorm", "outputNorm") for part in ("gamma", "beta")}
    shapes |= {"hidden/weight": (FEATURES, UNITS), "hidden/bias": (UNITS,), "output/weight": (UNITS, FEATURES), "output/bias": (FEATURES,)}
    layer(name, (4, 5, FEATURES), function, mask=mask, scale=0.5, **shapes)


def sinusoids(x, w):
    """Written out, as in PyTorch's tutorial: PyTorch has no such module."""
    steps, size = x.shape[1:]
    rates = torch.exp(torch.arange(0, size, 2) * (-math.log(10000.0) / size))
    angles = torch.arange(steps)[:, None] * rates
    return x + torch.stack((angles.sin(), angles.cos()), -1).reshape(steps, -1)[:, :size]


attention("attention, 2 heads", 2)
attention("attention, 3 heads, lengths", 3, mask=SEQUENCES)
attention("attention, 2 heads, causal", 2, causal=True)
attention("attention, 1 head, causal, lengths, no biases", 1, mask=SEQUENCES, causal=True, bias=False)
block("transformerBlock, norm before", True)
block("transformerBlock, norm after", False)
block("transformerBlock, norm before, gelu, causal, lengths", True, SEQUENCES, True, "gelu", 1e-3)
block("transformerBlock, norm after, lengths", False, SEQUENCES)
layer("positions, learned", (2, 5, 6), lambda x, w: x + F.embedding(torch.arange(5), w["positions"]), positions=(5, 6))
layer("positions, sinusoidal", (2, 5, 7), sinusoids)


def step(name, shape, classes, model, names):
    """One step of SGD(0.1) on the mean cross-entropy; names maps our weights to torch's tensors."""
    lines.append("case " + name)
    x = grid(11, 37, *shape)
    for i, (n, (module, part)) in enumerate(names.items()):
        if part in ("weight", "bias"):
            w = getattr(module, part)
            kept = to_nunchi(w) if w.dim() != 2 else w.t()
            value = grid(5 + 4 * i, 19 + 2 * i, *kept.shape) / 2
            w.data = (to_torch(value) if w.dim() != 2 else value.t()).detach().contiguous()
            write("weight:" + n, value)
    targets = torch.arange(shape[0]) % classes
    losses = F.cross_entropy(model(x.permute(0, 3, 1, 2)), targets, reduction="none")
    losses.mean().backward()
    torch.optim.SGD(model.parameters(), 0.1).step()
    write("examples", x)
    write("targets", targets.double())
    write("loss", losses)
    for n, (module, part) in names.items():
        w = getattr(module, part)
        write("after:" + n, to_nunchi(w) if w.dim() != 2 else w.t())


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Conv2d(2, 3, 3, 2, 1, bias=False), nn.BatchNorm2d(3)
        self.c, self.s, self.d = nn.Conv2d(3, 3, 3, 1, 1), nn.Conv2d(2, 3, 1, 2), nn.Linear(3, 3)

    def forward(self, x):
        y = self.c(torch.tanh(self.b(self.a(x)))) + self.s(x)
        return self.d(F.relu(y).mean((2, 3)))


class Inception(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c, self.d = nn.Conv2d(2, 2, 1), nn.Conv2d(2, 2, 1), nn.Conv2d(2, 3, 3, padding=1), nn.Conv2d(2, 2, 1)
        self.e = nn.Linear(7 * 4, 3)

    def forward(self, x):
        y = torch.cat([F.relu(self.a(x)), F.relu(self.c(F.relu(self.b(x)))), F.relu(self.d(F.max_pool2d(x, 3, 1, 1)))], 1)
        return self.e(F.max_pool2d(y, 2).permute(0, 2, 3, 1).flatten(1))


r, i = Residual(), Inception()
step("a step of a residual network", (4, 6, 4, 2), 3, r, {
    "0.residual/0.conv2d/weight": (r.a, "weight"), "0.residual/1.batchNorm/gamma": (r.b, "weight"), "0.residual/1.batchNorm/beta": (r.b, "bias"),
    "0.residual/3.conv2d/weight": (r.c, "weight"), "0.residual/3.conv2d/bias": (r.c, "bias"),
    "0.residual/shortcut/0.conv2d/weight": (r.s, "weight"), "0.residual/shortcut/0.conv2d/bias": (r.s, "bias"),
    "3.dense/weight": (r.d, "weight"), "3.dense/bias": (r.d, "bias"),
    "0.residual/1.batchNorm/runningMean": (r.b, "running_mean"), "0.residual/1.batchNorm/runningVariance": (r.b, "running_var")})
step("a step of an inception network", (3, 4, 4, 2), 3, i, {
    "0.branches/0/0.conv2d/weight": (i.a, "weight"), "0.branches/0/0.conv2d/bias": (i.a, "bias"),
    "0.branches/1/0.conv2d/weight": (i.b, "weight"), "0.branches/1/0.conv2d/bias": (i.b, "bias"),
    "0.branches/1/1.conv2d/weight": (i.c, "weight"), "0.branches/1/1.conv2d/bias": (i.c, "bias"),
    "0.branches/2/1.conv2d/weight": (i.d, "weight"), "0.branches/2/1.conv2d/bias": (i.d, "bias"),
    "3.dense/weight": (i.e, "weight"), "3.dense/bias": (i.e, "bias")})



def gru_states(x, w, path, state, present):
    """States of a GRU that resets afterwards, Keras' order z, r, h; padding keeps the state."""
    states = []
    for t in range(x.shape[1]):
        sums = x[:, t] @ w[path + "weight"] + w[path + "bias"][0]
        back = state @ w[path + "recurrentWeight"] + w[path + "bias"][1]
        (xz, xr, xh), (hz, hr, hh) = sums.chunk(3, -1), back.chunk(3, -1)
        z, r = torch.sigmoid(xz + hz), torch.sigmoid(xr + hr)
        next_state = z * state + (1 - z) * torch.tanh(xh + r * hh)
        state = torch.where(present[:, t, None], next_state, state)
        states.append(state)
    return torch.stack(states, 1), state


def stepped(w, examples, targets, logits):
    """Writes what a step of SGD(0.1) on the mean loss of all steps that count makes of the weights."""
    F.cross_entropy(logits.reshape(-1, 4), targets.reshape(-1), ignore_index=-1).backward()
    steps = F.cross_entropy(logits.reshape(-1, 4), targets.reshape(-1), ignore_index=-1, reduction="none").reshape(3, 3)
    for n, v in w.items():
        write("weight:" + n, v)
    write("examples", examples.double())
    write("targets", targets.double())
    write("loss", steps.sum(1) / (targets >= 0).sum(1))
    for n, v in w.items():
        write("after:" + n, v - 0.1 * v.grad)


def encoder_decoder(name, score, extra):
    """One step of SGD with the mean loss of all steps that count."""
    lines.append("case " + name)
    e, d = "0.encoderDecoder/encoder/", "0.encoderDecoder/decoder/"
    shapes = {e + "0.embedding/weight": (5, 2), e + "1.gru/weight": (2, 9), e + "1.gru/recurrentWeight": (3, 9), e + "1.gru/bias": (2, 9),
              d + "0.embedding/weight": (4, 2), d + "1.gru/weight": (2, 9), d + "1.gru/recurrentWeight": (3, 9), d + "1.gru/bias": (2, 9),
              **{d + "2.crossAttention/" + n: s for n, s in extra.items()},
              d + "2.crossAttention/weight": (6, 4), d + "2.crossAttention/bias": (4,), d + "3.dense/weight": (4, 4), d + "3.dense/bias": (4,)}
    w = {n: (grid(5 + 4 * i, 19 + 2 * i, *s) / 2).requires_grad_() for i, (n, s) in enumerate(shapes.items())}
    examples = torch.tensor([[2, 3, 4, 1], [4, 2, 0, 0], [3, 0, 0, 0]])
    targets = torch.tensor([[2, 3, 0], [1, 0, -1], [3, 2, 1]])
    present = examples > 0
    memory, state = gru_states(w[e + "0.embedding/weight"][examples], w, e + "1.gru/", torch.zeros(3, 3), present)
    shifted = torch.cat((torch.zeros(3, 1, dtype=torch.long), targets[:, :-1].clamp(min=0)), 1)
    y, _ = gru_states(w[d + "0.embedding/weight"][shifted], w, d + "1.gru/", state, torch.ones(3, 3, dtype=torch.bool))
    a = d + "2.crossAttention/"
    scores = {"dot": lambda: y @ memory.mT, "general": lambda: (y @ w[a + "general"]) @ memory.mT,
              "additive": lambda: (torch.tanh((y @ w[a + "query"])[:, :, None] + (memory @ w[a + "key"])[:, None]) @ w[a + "score"])[..., 0]}[score]()
    attention = torch.softmax(scores.masked_fill(~present[:, None], float("-inf")), -1)
    mixed = torch.tanh(torch.cat((attention @ memory, y), -1) @ w[a + "weight"] + w[a + "bias"])
    logits = mixed @ w[d + "3.dense/weight"] + w[d + "3.dense/bias"]
    stepped(w, examples, targets, logits)


encoder_decoder("a step of an encoder-decoder, dot", "dot", {})
encoder_decoder("a step of an encoder-decoder, general", "general", {"general": (3, 3)})
encoder_decoder("a step of an encoder-decoder, additive", "additive", {"query": (3, 4), "key": (3, 4), "score": (4, 1)})


def feedback(name, kind, score, extra):
    """One step of SGD with the decoder of PyTorch's tutorial seq2seq_translation (AttnDecoderRNN), step by step: the state before is the
    query, and the mean of the encoder's steps is put behind the embedded token. Its additive score has biases, which are left out here."""
    lines.append("case " + name)
    e, d = "0.encoderDecoder/encoder/", "0.encoderDecoder/decoder/"
    a, width, biases = d + "1.recurrentAttention/", KINDS[kind][1] * 3, (lambda n: (2, n) if kind == "gru" else (n,))
    shapes = {e + "0.embedding/weight": (5, 2), e + f"1.{kind}/weight": (2, width), e + f"1.{kind}/recurrentWeight": (3, width),
              e + f"1.{kind}/bias": biases(width), d + "0.embedding/weight": (4, 2), **{a + n: s for n, s in extra.items()},
              a + kind + "/weight": (5, width), a + kind + "/recurrentWeight": (3, width), a + kind + "/bias": biases(width),
              d + "2.dense/weight": (3, 4), d + "2.dense/bias": (4,)}
    w = {n: (grid(5 + 4 * i, 19 + 2 * i, *s) / 2).requires_grad_() for i, (n, s) in enumerate(shapes.items())}
    examples = torch.tensor([[2, 3, 4, 1], [4, 2, 0, 0], [3, 0, 0, 0]])
    targets = torch.tensor([[2, 3, 0], [1, 0, -1], [3, 2, 1]])
    present = examples > 0
    cell = {"gru": torch._VF.gru_cell, "lstm": torch._VF.lstm_cell}[kind]

    def stepped_cell(x, states, path):
        made = cell(x, states if kind == "lstm" else states[0], *flat(kind, w, path))
        return made if kind == "lstm" else (made,)

    states, memory = tuple(torch.zeros(3, 3) for _ in range(2 if kind == "lstm" else 1)), []
    read = w[e + "0.embedding/weight"][examples]
    for t in range(4):
        made = stepped_cell(read[:, t], states, e + f"1.{kind}/")
        states = tuple(torch.where(present[:, t, None], n, s) for n, s in zip(made, states))
        memory.append(states[0])
    memory = torch.stack(memory, 1)
    shifted = torch.cat((torch.zeros(3, 1, dtype=torch.long), targets[:, :-1].clamp(min=0)), 1)
    embedded, written = w[d + "0.embedding/weight"][shifted], []
    for t in range(3):
        query = states[0][:, None]
        scores = {"dot": lambda: query @ memory.mT, "general": lambda: (query @ w[a + "general"]) @ memory.mT,
                  "additive": lambda: (torch.tanh(query @ w[a + "query"] + memory @ w[a + "key"]) @ w[a + "score"]).mT}[score]()
        context = torch.softmax(scores.masked_fill(~present[:, None], float("-inf")), -1) @ memory
        states = stepped_cell(torch.cat((embedded[:, t], context[:, 0]), -1), states, a + kind + "/")
        written.append(states[0])
    logits = torch.stack(written, 1) @ w[d + "2.dense/weight"] + w[d + "2.dense/bias"]
    stepped(w, examples, targets, logits)


def linears(w, path, norms):
    """PyTorch's parameters of a layer of nn.Transformer but for its attentions."""
    tensors = {"linear1.weight": w[path + "hidden/weight"].t(), "linear1.bias": w[path + "hidden/bias"],
               "linear2.weight": w[path + "output/weight"].t(), "linear2.bias": w[path + "output/bias"]}
    for i, norm in enumerate(norms):
        tensors |= {f"norm{i + 1}.weight": w[f"{path}{norm}/gamma"], f"norm{i + 1}.bias": w[f"{path}{norm}/beta"]}
    return tensors


def named(prefix, tensors):
    return {prefix + n: t for n, t in tensors.items()}


def transformer(name, norm_first, memory=6):
    """One step of SGD with a layer of each kind; the encoder's has another number of features if asked for."""
    lines.append("case " + name)
    e, d = "0.encoderDecoder/encoder/", "0.encoderDecoder/decoder/"
    shapes = {e + "0.embedding/weight": (5, memory), d + "0.embedding/weight": (4, FEATURES)}
    for path, width, attentions in ((e + "1.transformerBlock/", memory, ("attention",)),
                                    (d + "1.transformerBlock/", FEATURES, ("attention", "cross"))):
        for n in attentions:
            keys = memory if n == "cross" else width
            for part in ("query", "key", "value", "output"):
                at = f"{path}{'crossAttention' if n == 'cross' else n}/{part}"
                shapes |= {at + "/weight": (keys if part in ("key", "value") else width, width), at + "/bias": (width,)}
            shapes |= {f"{path}{n}Norm/gamma": (width,), f"{path}{n}Norm/beta": (width,)}
        shapes |= {path + "hidden/weight": (width, UNITS), path + "hidden/bias": (UNITS,), path + "output/weight": (UNITS, width),
                   path + "output/bias": (width,), path + "outputNorm/gamma": (width,), path + "outputNorm/beta": (width,)}
    shapes |= {d + "2.dense/weight": (FEATURES, 4), d + "2.dense/bias": (4,)}
    w = {n: (grid(5 + 4 * i, 19 + 2 * i, *s) / 2).requires_grad_() for i, (n, s) in enumerate(shapes.items())}
    examples = torch.tensor([[2, 3, 4, 1], [4, 2, 0, 0], [3, 0, 0, 0]])
    targets = torch.tensor([[2, 3, 0], [1, 0, -1], [3, 2, 1]])
    shifted = torch.cat((torch.zeros(3, 1, dtype=torch.long), targets[:, :-1].clamp(min=0)), 1)
    encoder = nn.TransformerEncoderLayer(memory, 2, UNITS, 0.0, "relu", 1e-5, batch_first=True, norm_first=norm_first)
    decoder = nn.TransformerDecoderLayer(FEATURES, 2, UNITS, 0.0, "relu", 1e-5, batch_first=True, norm_first=norm_first)
    path = e + "1.transformerBlock/"
    read = module(encoder, w[e + "0.embedding/weight"][examples],
                  named("self_attn.", projections(w, path + "attention/")) | linears(w, path, ("attentionNorm", "outputNorm")), None, examples == 0)
    path = d + "1.transformerBlock/"
    tensors = named("self_attn.", projections(w, path + "attention/")) | linears(w, path, ("attentionNorm", "crossNorm", "outputNorm"))
    tensors |= named("multihead_attn.", projections(w, path + "crossAttention/"))
    decoder.multihead_attn = nn.MultiheadAttention(FEATURES, 2, kdim=memory, vdim=memory, batch_first=True)
    later = torch.ones(3, 3).triu(1).bool()
    y = module(decoder, w[d + "0.embedding/weight"][shifted], tensors, read, later, None, None, examples == 0)
    logits = y @ w[d + "2.dense/weight"] + w[d + "2.dense/bias"]
    stepped(w, examples, targets, logits)


feedback("a step of an encoder-decoder with feedback, gru, additive", "gru", "additive", {"query": (3, 4), "key": (3, 4), "score": (4, 1)})
feedback("a step of an encoder-decoder with feedback, lstm, general", "lstm", "general", {"general": (3, 3)})
feedback("a step of an encoder-decoder with feedback, gru, dot", "gru", "dot", {})
transformer("a step of a transformer, norm before", True)
transformer("a step of a transformer, norm after", False)
transformer("a step of a transformer, norm before, narrow encoder", True, 4)

target = pathlib.Path(__file__).parent / "../main/resources/nunchi/conformance/torch.txt"
target.write_text("\n".join(lines) + "\n")
