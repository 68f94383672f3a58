package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Orthogonal;

/// A gated recurrent unit, with the blocks z, r, h of W, U and b: `z = σ(xₜ·W_z + hₜ₋₁·U_z + b_z)`, `r` alike, and
/// `hₜ = z ⊙ hₜ₋₁ + (1 - z) ⊙ h̃` with `h̃ = tanh(xₜ·W_h + b_h + r ⊙ (hₜ₋₁·U_h + b′_h))`. Cho et al.: *Learning phrase
/// representations using RNN encoder-decoder*, EMNLP 2014.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps, features]` |
/// | weight W | `[features, 3 · units]`, blocks z, r, h |
/// | recurrentWeight U | `[units, 3 · units]` |
/// | bias b and b′ | `[2, 3 · units]`; `[3 · units]` where the reset gate comes before the product |
/// | y | `[batch, units]`, or `[batch, steps, units]` |
///
/// Parameters: `(features + units + 2) · 3 · units`.
///
/// @param units         size of the state h
/// @param init          initial values of W (default: glorotUniform)
/// @param recurrentInit initial values of U, orthonormal rows in the default (default: {orthogonal: {gain: 1}})
/// @param bias          whether the layer has a bias (default: true)
/// @param resetAfter    whether the reset gate is applied after the product with U, as in PyTorch; before it:
///     `h̃ = tanh(xₜ·W_h + b_h + (r ⊙ hₜ₋₁)·U_h)` (default: true)
/// @param reverse       whether the last step is read first (default: false)
/// @param output        output of the layer: the last state, the sequence of all states, their mean or their maximum
///     (default: last)
/// @param convention    whose initial values and biases the layer has: pytorch draws all of them uniformly from
///     ±1/√units and has two biases (default: keras)
public record Gru(
        int units,
        Init init,
        Init recurrentInit,
        boolean bias,
        boolean resetAfter,
        boolean reverse,
        Output output,
        Convention convention)
        implements RecurrentLayer {
    public Gru {
        Check.positive("units", units);
        Check.given("output", output);
        new RecurrentWeights(init, recurrentInit, bias, 0, convention).check(0);
        Check.require(
                resetAfter || convention == Convention.KERAS,
                "PyTorch's GRU applies the reset gate after the product; leave out 'resetAfter: false' or the convention");
    }

    public Gru(int units) {
        this(units, Output.LAST);
    }

    public Gru(int units, Output output) {
        this(units, new GlorotUniform(), new Orthogonal(), true, true, false, output, Convention.KERAS);
    }

    @Override
    public Gru reversed() {
        return new Gru(units, init, recurrentInit, bias, resetAfter, !reverse, output, convention);
    }

    @Override
    public Gru givingSequence() {
        return new Gru(units, init, recurrentInit, bias, resetAfter, reverse, Output.SEQUENCE, convention);
    }

    @Override
    public Node build(Scope scope, Node x) {
        return new RecurrentPass(scope, this, x)
                .write(new Cell.Gru(resetAfter), new RecurrentWeights(init, recurrentInit, bias, 0, convention));
    }
}
