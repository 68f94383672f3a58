package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Tanh;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Cell.Squash;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Orthogonal;

/// A simple recurrent layer: `hₜ = f(xₜ·W + hₜ₋₁·U + b)`. Elman: *Finding structure in time*, Cognitive Science 14,
/// 1990.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps, features]` |
/// | weight W | `[features, units]` |
/// | recurrentWeight U | `[units, units]` |
/// | bias b | `[units]`; `[2, units]` with the convention of PyTorch, both added |
/// | y | `[batch, units]`, or `[batch, steps, units]` |
///
/// Parameters: `(features + units + 1) · units`.
///
/// @param units         size of the state h
/// @param activation    activation function f: tanh, sigmoid or relu (default: tanh)
/// @param init          initial values of W (default: glorotUniform)
/// @param recurrentInit initial values of U, orthonormal rows in the default (default: {orthogonal: {gain: 1}})
/// @param bias          whether the layer has a bias (default: true)
/// @param reverse       whether the last step is read first (default: false)
/// @param output        output of the layer: the last state, the sequence of all states, their mean or their maximum
///     (default: last)
/// @param convention    whose initial values and biases the layer has: pytorch draws all of them uniformly from
///     ±1/√units and has two biases (default: keras)
public record SimpleRnn(
        int units,
        Activation activation,
        Init init,
        Init recurrentInit,
        boolean bias,
        boolean reverse,
        Output output,
        Convention convention)
        implements RecurrentLayer {
    public SimpleRnn {
        Check.positive("units", units);
        Check.given("activation", activation);
        Check.given("output", output);
        squash(activation);
        new RecurrentWeights(init, recurrentInit, bias, 0, convention).check(0);
    }

    public SimpleRnn(int units) {
        this(units, Output.LAST);
    }

    public SimpleRnn(int units, Output output) {
        this(units, new Tanh(), new GlorotUniform(), new Orthogonal(), true, false, output, Convention.KERAS);
    }

    private static Squash squash(Activation activation) {
        return switch (activation) {
            case Tanh _ -> Squash.TANH;
            case Sigmoid _ -> Squash.SIGMOID;
            case Relu _ -> Squash.RELU;
            default ->
                throw new InvalidRequestException(
                        "the activation of a simpleRnn must be tanh, sigmoid or relu, but is " + activation);
        };
    }

    @Override
    public SimpleRnn reversed() {
        return new SimpleRnn(units, activation, init, recurrentInit, bias, !reverse, output, convention);
    }

    @Override
    public SimpleRnn givingSequence() {
        return new SimpleRnn(units, activation, init, recurrentInit, bias, reverse, Output.SEQUENCE, convention);
    }

    @Override
    public Node build(Scope scope, Node x) {
        return new RecurrentPass(scope, this, x)
                .write(
                        new Cell.SimpleRnn(squash(activation)),
                        new RecurrentWeights(init, recurrentInit, bias, 0, convention));
    }
}
