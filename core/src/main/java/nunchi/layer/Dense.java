package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// A fully connected layer on the last axis: `y = f(x·W + b)`.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, …, features]` |
/// | weight W | `[features, units]` |
/// | bias b | `[units]` |
/// | y | `[batch, …, units]` |
///
/// Parameters: `features · units + units`. Backward: `W̄ = xᵀ·z̄`, `b̄ = Σ z̄`, `x̄ = z̄·Wᵀ`, where `z̄ = ȳ · f'(z)`.
///
/// @param units      the number of outputs, at least 1
/// @param activation f; linear unless given
/// @param init       of W; Glorot uniform unless given, as in Keras (PyTorch: uniform in ±1/√features)
/// @param biasInit   of b; zeros unless given, as in Keras (PyTorch: uniform in ±1/√features)
/// @param bias       whether there is a b
public record Dense(int units, Activation activation, Init init, Init biasInit, boolean bias) implements Layer {
    public Dense {
        LayerChecks.weights(activation, init, biasInit, bias);
        Check.positive("units", units);
    }

    public Dense(int units) {
        this(units, new Linear());
    }

    public Dense(int units, Activation activation) {
        this(units, activation, new GlorotUniform(), new Zeros(), true);
    }

    public Dense(int units, Activation activation, Init init) {
        this(units, activation, init, new Zeros(), true);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.require(x.shape().rank() >= 2, "dense takes [batch, …, features], but got " + x.shape());
        int features = x.shape().last();
        Node weight = scope.weight("weight", Shape.of(features, units), init, Role.KERNEL);
        Node z = x.reshape(Shape.of(x.shape().rows(), features)).matmul(weight);
        if (bias) {
            z = z.plus(scope.weight("bias", Shape.of(units), biasInit, Role.BIAS));
        }
        return activation.apply(z).reshape(x.shape().withLast(units));
    }
}
