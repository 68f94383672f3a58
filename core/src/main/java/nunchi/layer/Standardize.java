package nunchi.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.init.Constant;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// `y = (x - μ) / σ`, value by value, with mean and standard deviation (divided by n) of the training examples; where σ
/// is 0 it counts as 1, so that a constant value becomes 0. What scikit-learn's StandardScaler does.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, …]` |
/// | mean μ, deviation σ | the example's |
public record Standardize() implements Fitted {
    @Override
    public Node build(Scope scope, Node x) {
        Shape example = x.shape().example();
        Node mean = scope.weight("mean", example, new Zeros(), Role.STATISTIC);
        Node deviation = scope.weight("deviation", example, new Constant(1), Role.STATISTIC);
        return x.minus(mean).dividedBy(deviation);
    }

    @Override
    public Fitting fitting(Shape example) {
        return new Moments(example);
    }

    /// Welford's running mean and sum of squared deviations, in float64.
    private static final class Moments implements Fitting {
        private final Shape shape;
        private final double[] mean;
        private final double[] squares;
        private long count;

        Moments(Shape shape) {
            this.shape = shape;
            this.mean = new double[shape.size()];
            this.squares = new double[shape.size()];
        }

        @Override
        public void accept(float[] values, int offset) {
            count++;
            for (int i = 0; i < mean.length; i++) {
                double distance = values[offset + i] - mean[i];
                mean[i] += distance / count;
                squares[i] += distance * (values[offset + i] - mean[i]);
            }
        }

        @Override
        public Map<String, Tensor> statistics() {
            Tensor means = Tensor.zeros(shape);
            Tensor deviations = Tensor.zeros(shape);
            for (int i = 0; i < mean.length; i++) {
                means.values()[i] = (float) mean[i];
                deviations.values()[i] = squares[i] == 0 ? 1 : (float) Math.sqrt(squares[i] / count);
            }
            Map<String, Tensor> statistics = new LinkedHashMap<>();
            statistics.put("mean", means);
            statistics.put("deviation", deviations);
            return statistics;
        }
    }
}
