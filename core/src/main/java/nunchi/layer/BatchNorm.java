package nunchi.layer;

import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.init.Constant;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;

/// Batch normalization over the last axis: `y = γ · (x - μ) / √(σ² + ε) + β`, with μ and σ² the mean and the variance
/// of each feature over all other axes of the batch in training, and their running means in inference.
///
/// After each training step `running = momentum · running + (1 - momentum) · batch`. The defaults are Keras' (momentum
/// 0.99, ε 0.001, running variance divided by n). PyTorch's are momentum 0.9 (written 0.1 there), ε 1e-5 and
/// `unbiased`: the running variance is divided by n - 1.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, …, features]` |
/// | gamma γ, beta β, runningMean, runningVariance | `[features]` |
///
/// A single row, which has no variance, is refused in training.
///
/// Parameters: `4 · features`, half of them trainable. Ioffe, Szegedy: *Batch normalization*, ICML 2015.
///
/// @param momentum factor of the old value in the running mean and variance (default: 0.99)
/// @param epsilon  value ε that is added to the variance (default: 0.001)
/// @param unbiased whether the running variance is divided by n - 1 instead of n (default: false)
public record BatchNorm(double momentum, double epsilon, boolean unbiased) implements Layer {
    public BatchNorm {
        Check.fraction("momentum", momentum);
        Check.positive("epsilon", epsilon);
    }

    public BatchNorm() {
        this(0.99, 1e-3, false);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.requireNoPadding("batch norm");
        Shape features = Shape.of(x.shape().last());
        Node gamma = scope.weight("gamma", features, new Constant(1), Role.SCALE);
        Node beta = scope.weight("beta", features, new Zeros(), Role.BIAS);
        Node runningMean = scope.weight("runningMean", features, new Zeros(), Role.STATISTIC);
        Node runningVariance = scope.weight("runningVariance", features, new Constant(1), Role.STATISTIC);
        if (!scope.training()) {
            Node scale = gamma.dividedBy(runningVariance.plus(epsilon).sqrt());
            return x.times(scale).plus(beta.minus(runningMean.times(scale)));
        }
        scope.require(
                x.shape().rows() > 1,
                "batch normalization needs more than one row to take a variance, but got " + x.shape());
        int[] axes = IntStream.range(0, x.shape().rank() - 1).toArray();
        Node mean = x.mean(axes);
        Node centred = x.minus(mean);
        // Σ(x - μ) is 0, so the variance does not change with μ: stopping that gradient saves a sum over the batch
        Node variance = x.minus(mean.stopGradient()).square().mean(axes);
        double correction = unbiased ? x.shape().rows() / (x.shape().rows() - 1.0) : 1;
        follow(runningMean, mean, 1);
        follow(runningVariance, variance, correction);
        Node scale = gamma.dividedBy(variance.plus(epsilon).sqrt());
        return centred.times(scale).plus(beta);
    }

    private void follow(Node running, Node batch, double correction) {
        Node target = batch.reshape(running.shape()).times((1 - momentum) * correction);
        running.graph().update(running, running.times(momentum).plus(target));
    }
}
