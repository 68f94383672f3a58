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
/// @param units      number of outputs
/// @param activation activation function f (default: linear)
/// @param init       initial values of W, as in Keras; PyTorch draws them uniformly from ±1/√features (default:
///     glorotUniform)
/// @param biasInit   initial values of b, as in Keras; PyTorch draws them uniformly from ±1/√features (default: zeros)
/// @param bias       whether the layer has a bias b (default: true)
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
