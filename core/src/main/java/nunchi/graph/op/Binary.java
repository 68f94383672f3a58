package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A function of two numbers, applied to every pair of values: `yᵢ = f(aᵢ, bᵢ)`. Operands of different shapes are
/// broadcast as in NumPy: axes are aligned at the last, and an extent of 1 stretches.
public sealed interface Binary extends Op {
    /// The definition, in float64.
    double apply(double a, double b);

    @Override
    default Shape shape(List<Shape> operands) {
        Shape result = operands.get(0).broadcast(operands.get(1));
        if (result == null) {
            throw new InvalidRequestException(
                    "shapes %s and %s do not broadcast: aligned at the last axis, extents must be equal or 1"
                            .formatted(operands.get(0), operands.get(1)));
        }
        return result;
    }

    /// The two adjoint terms, each summed over the axes along which its operand was stretched.
    static List<@Nullable Node> terms(Node node, @Nullable Node left, @Nullable Node right) {
        return Arrays.asList(
                unstretch(left, node.input(0).shape()),
                unstretch(right, node.input(1).shape()));
    }

    /// The sum of `gradient` over the axes along which a tensor of `target`'s shape was stretched.
    static @Nullable Node unstretch(@Nullable Node gradient, Shape target) {
        if (gradient == null || gradient.shape().equals(target)) {
            return gradient;
        }
        Shape from = gradient.shape();
        int added = from.rank() - target.rank();
        int[] axes = IntStream.range(0, from.rank())
                .filter(axis -> axis < added || target.extent(axis - added) < from.extent(axis))
                .toArray();
        return (axes.length == 0 ? gradient : gradient.sum(axes)).reshape(target);
    }

    /// `y = a + b`.
    ///
    /// Gradient: `ā = ȳ`, `b̄ = ȳ`.
    record Add() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a + b;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return Binary.terms(node, upstream, upstream);
        }
    }

    /// `y = a - b`.
    ///
    /// Gradient: `ā = ȳ`, `b̄ = -ȳ`.
    record Subtract() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a - b;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return Binary.terms(node, upstream, upstream.negate());
        }
    }

    /// `y = a · b`.
    ///
    /// Gradient: `ā = ȳ · b`, `b̄ = ȳ · a`; of a square both at once, `ā = 2ȳ · a`.
    record Multiply() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a * b;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            if (node.input(0) == node.input(1)) {
                return Arrays.asList(upstream.times(2).times(node.input(0)), null);
            }
            return Binary.terms(node, upstream.times(node.input(1)), upstream.times(node.input(0)));
        }
    }

    /// `y = a / b`.
    ///
    /// Gradient: `ā = ȳ / b`, `b̄ = -ȳ · y / b`.
    record Divide() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a / b;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            Node quotient = upstream.dividedBy(node.input(1));
            return Binary.terms(node, quotient, quotient.times(node).negate());
        }
    }

    /// `y = max(a, b)`; `b` where either is NaN or both are equal.
    ///
    /// Gradient: `ā = ȳ` where `a > b`, else 0; `b̄ = ȳ - ā`.
    record Maximum() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a > b ? a : b;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            Node left = upstream.times(node.input(0).greater(node.input(1)));
            return Binary.terms(node, left, upstream.minus(left));
        }
    }

    /// `y = min(a, b)`; `b` where either is NaN or both are equal.
    ///
    /// Gradient: `ā = ȳ` where `b > a`, else 0; `b̄ = ȳ - ā`.
    record Minimum() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a < b ? a : b;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            Node left = upstream.times(node.input(1).greater(node.input(0)));
            return Binary.terms(node, left, upstream.minus(left));
        }
    }

    /// `y = 1` where `a > b`, else 0.
    ///
    /// Gradient: none flows; the function is constant almost everywhere.
    record Greater() implements Binary {
        @Override
        public double apply(double a, double b) {
            return a > b ? 1 : 0;
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return Binary.terms(node, null, null);
        }
    }
}
