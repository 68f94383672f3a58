package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.init.Constant;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// Group normalization: `y = γ · (x - μ) / √(σ² + ε) + β`, with μ and σ² (divided by n) over all places and the
/// channels of one group, for each example by itself; the same in training and in inference.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, …, channels]` |
/// | gamma γ, beta β | `[channels]` |
///
/// Parameters: `2 · channels`. One group normalizes over the whole example, as many groups as channels make instance
/// normalization. Wu, He: *Group normalization*, ECCV 2018.
///
/// @param groups  number of groups of neighbouring channels; divides the channels
/// @param epsilon value ε that is added to the variance; PyTorch takes 1e-5 (default: 0.001)
public record GroupNorm(int groups, double epsilon) implements Layer {
    public GroupNorm {
        Check.positive("groups", groups);
        Check.positive("epsilon", epsilon);
    }

    public GroupNorm(int groups) {
        this(groups, 1e-3);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.require(x.shape().rank() >= 2, "groupNorm takes [batch, …, channels], but got " + x.shape());
        Images.requireGroups(scope, x, groups);
        int batch = x.shape().extent(0);
        int channels = x.shape().last();
        Node gamma = scope.weight("gamma", Shape.of(channels), new Constant(1), Role.SCALE);
        Node beta = scope.weight("beta", Shape.of(channels), new Zeros(), Role.BIAS);
        Node grouped = x.reshape(Shape.of(batch, x.shape().rows() / batch, groups, channels / groups));
        Node mean = grouped.mean(1, 3);
        // as in batch norm: the variance does not change with μ, and what is small is inverted before it is stretched
        Node variance = grouped.minus(mean.stopGradient()).square().mean(1, 3);
        Node scale = x.graph().constant(1).dividedBy(variance.plus(epsilon).sqrt());
        return grouped.minus(mean).times(scale).reshape(x.shape()).times(gamma).plus(beta);
    }
}
