package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Orthogonal;

/// Long short-term memory: gates decide what the cell state c forgets, takes in and shows. With the sums
/// `z = xₜ·W + hₜ₋₁·U + b` in the blocks i, f, c, o: `i = σ(zᵢ)`, `f = σ(z_f)`, `o = σ(zₒ)`, and
/// `cₜ = f ⊙ cₜ₋₁ + i ⊙ tanh(z_c)`, `hₜ = o ⊙ tanh(cₜ)`. Hochreiter, Schmidhuber: *Long short-term memory*, Neural
/// Computation 9, 1997.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps, features]` |
/// | weight W | `[features, 4 · units]`, blocks i, f, c, o |
/// | recurrentWeight U | `[units, 4 · units]` |
/// | bias b | `[4 · units]`; `[2, 4 · units]` with the convention of PyTorch, both added |
/// | y | `[batch, units]`, or `[batch, steps, units]` |
///
/// Parameters: `(features + units + 1) · 4 · units`.
///
/// @param units         size of the states h and c
/// @param init          initial values of W (default: glorotUniform)
/// @param recurrentInit initial values of U, orthonormal rows in the default (default: {orthogonal: {gain: 1}})
/// @param bias          whether the layer has a bias (default: true)
/// @param forgetBias    initial value of the forget gate's bias (default: 1)
/// @param reverse       whether the last step is read first (default: false)
/// @param output        output of the layer: the last state, the sequence of all states, their mean or their maximum
///     (default: last)
/// @param convention    whose initial values and biases the layer has: pytorch draws all of them uniformly from
///     ±1/√units and has two biases (default: keras)
public record Lstm(
        int units,
        Init init,
        Init recurrentInit,
        boolean bias,
        double forgetBias,
        boolean reverse,
        Output output,
        Convention convention)
        implements RecurrentLayer {
    public Lstm {
        Check.positive("units", units);
        Check.given("output", output);
        new RecurrentWeights(init, recurrentInit, bias, forgetBias, convention).check(1);
    }

    public Lstm(int units) {
        this(units, Output.LAST);
    }

    public Lstm(int units, Output output) {
        this(units, new GlorotUniform(), new Orthogonal(), true, 1, false, output, Convention.KERAS);
    }

    @Override
    public Lstm reversed() {
        return new Lstm(units, init, recurrentInit, bias, forgetBias, !reverse, output, convention);
    }

    @Override
    public Lstm givingSequence() {
        return new Lstm(units, init, recurrentInit, bias, forgetBias, reverse, Output.SEQUENCE, convention);
    }

    @Override
    public Node build(Scope scope, Node x) {
        return new RecurrentPass(scope, this, x)
                .write(new Cell.Lstm(), new RecurrentWeights(init, recurrentInit, bias, forgetBias, convention));
    }
}
