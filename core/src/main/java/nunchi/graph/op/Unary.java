package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// A function of one number, applied to every value: `yᵢ = f(xᵢ)`; the result has the operand's shape.
public sealed interface Unary extends Op {
    /// The definition, in float64.
    double apply(double x);

    /// The adjoint of `x`, written with the operand `x`, the result `y` and the result's adjoint.
    Node gradient(Node x, Node y, Node upstream);

    @Override
    default Shape shape(List<Shape> operands) {
        return operands.getFirst();
    }

    @Override
    default List<Node> gradient(Node node, Node upstream) {
        return List.of(gradient(node.input(0), node, upstream));
    }

    /// `y = -x`.
    ///
    /// Gradient: `x̄ = -ȳ`.
    record Negate() implements Unary {
        @Override
        public double apply(double x) {
            return -x;
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.negate();
        }
    }

    /// `y = |x|`; NaN stays NaN.
    ///
    /// Gradient: `x̄ = ȳ · sign(x)`; at `x = 0` it is 0.
    record Absolute() implements Unary {
        @Override
        public double apply(double x) {
            return Math.abs(x);
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            Node zero = x.graph().constant(0);
            return upstream.times(x.greater(zero).minus(zero.greater(x)));
        }
    }

    /// `y = eˣ`; beyond the range of float32 the result is 0 or infinity.
    ///
    /// Gradient: `x̄ = ȳ · y`.
    record Exp() implements Unary {
        @Override
        public double apply(double x) {
            return StrictMath.exp(x);
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(y);
        }
    }

    /// `y = ln x`; NaN for negative `x`, minus infinity for 0.
    ///
    /// Gradient: `x̄ = ȳ / x`.
    record Log() implements Unary {
        @Override
        public double apply(double x) {
            return StrictMath.log(x);
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.dividedBy(x);
        }
    }

    /// `y = √x`; NaN for negative `x`.
    ///
    /// Gradient: `x̄ = ȳ / (2y)`.
    record Sqrt() implements Unary {
        @Override
        public double apply(double x) {
            return StrictMath.sqrt(x);
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(0.5).dividedBy(y);
        }
    }

    /// The error function `y = 2/√π ∫₀ˣ e^(-t²) dt`.
    ///
    /// Gradient: `x̄ = ȳ · 2/√π · e^(-x²)`.
    ///
    /// Abramowitz, Stegun: *Handbook of Mathematical Functions*, 7.1.6 (series) and 7.1.14 (continued fraction).
    record Erf() implements Unary {
        private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
        private static final double SERIES_LIMIT = 3;

        @Override
        public double apply(double x) {
            return Math.abs(x) < SERIES_LIMIT ? series(x) : Math.signum(x) * (1 - complement(Math.abs(x)));
        }

        private static double series(double x) {
            double term = x;
            double sum = x;
            for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return TWO_OVER_ROOT_PI * StrictMath.exp(-x * x) * sum;
        }

        private static double complement(double x) {
            double fraction = x;
            for (int n = 60; n > 0; n--) {
                fraction = x + 0.5 * n / fraction;
            }
            return TWO_OVER_ROOT_PI / 2 * StrictMath.exp(-x * x) / fraction;
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(x.graph().add(new Exp(), x.square().negate()).times(TWO_OVER_ROOT_PI));
        }
    }

    /// The logistic function `y = 1 / (1 + e⁻ˣ)`, stable for any `x`: exactly 0 and 1 far out.
    /// Values below 2⁻⁶³ are 0, see [FlushToZero].
    ///
    /// Gradient: `x̄ = ȳ · y · (1 - y)`.
    record Sigmoid() implements Unary {
        @Override
        public double apply(double x) {
            return FlushToZero.probability(1 / (1 + StrictMath.exp(-x)));
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(y).times(x.graph().constant(1).minus(y));
        }
    }

    /// `y = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`.
    ///
    /// Gradient: `x̄ = ȳ · (1 - y²)`.
    record Tanh() implements Unary {
        @Override
        public double apply(double x) {
            return StrictMath.tanh(x);
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(x.graph().constant(1).minus(y.square()));
        }
    }

    /// The rectifier `y = max(x, 0)`; NaN stays NaN.
    ///
    /// Gradient: `x̄ = ȳ` where `y > 0`, else 0; at `x = 0` it is 0.
    record Relu() implements Unary {
        @Override
        public double apply(double x) {
            return x < 0 ? 0 : x;
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(y.greater(x.graph().constant(0)));
        }
    }

    /// `y = ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|)`, stable for any `x`.
    ///
    /// Gradient: `x̄ = ȳ · sigmoid(x)`.
    record Softplus() implements Unary {
        @Override
        public double apply(double x) {
            return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        }

        @Override
        public Node gradient(Node x, Node y, Node upstream) {
            return upstream.times(x.graph().add(new Sigmoid(), x));
        }
    }
}
