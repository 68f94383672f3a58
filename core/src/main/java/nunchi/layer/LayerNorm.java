package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.init.Constant;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// Layer normalization over the last axis: `y = γ · (x - μ) / √(σ² + ε) + β`, with μ and σ² (divided by n) of each row
/// of features by itself; the same in training and in inference.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, …, features]` |
/// | gamma γ, beta β | `[features]` |
///
/// Parameters: `2 · features`. Ba, Kiros, Hinton: *Layer normalization*, 2016. For images see [GroupNorm] with one
/// group, which normalizes over rows and columns too.
///
/// @param epsilon value ε that is added to the variance; PyTorch takes 1e-5 (default: 0.001)
public record LayerNorm(double epsilon) implements Layer {
    public LayerNorm {
        Check.positive("epsilon", epsilon);
    }

    public LayerNorm() {
        this(1e-3);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.require(x.shape().rank() >= 2, "layerNorm takes [batch, …, features], but got " + x.shape());
        Shape features = Shape.of(x.shape().last());
        Node gamma = scope.weight("gamma", features, new Constant(1), Role.SCALE);
        Node beta = scope.weight("beta", features, new Zeros(), Role.BIAS);
        int last = x.shape().rank() - 1;
        Node mean = x.mean(last);
        // as in batch norm: the variance does not change with μ, and what is small is inverted before it is stretched
        Node variance = x.minus(mean.stopGradient()).square().mean(last);
        Node scale = x.graph().constant(1).dividedBy(variance.plus(epsilon).sqrt());
        return x.minus(mean).times(scale).times(gamma).plus(beta);
    }
}
