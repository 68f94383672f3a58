package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// A function of two numbers, applied to every pair of values: `yᵢ = f(aᵢ, bᵢ)`. Operands of different shapes are broadcast
/// as in NumPy: axes are aligned at the last, and an extent of 1 stretches.
public sealed interface Binary extends Op permits Add, Subtract, Multiply, Divide, Maximum, Minimum, Greater {

    /// The definition, in float64.
    double apply(double a, double b);

    @Override
    default Shape shape(List<Shape> operands) {
        Shape result = operands.get(0).broadcast(operands.get(1));
        Check.require(result != null,
                "shapes %s and %s do not broadcast: aligned at the last axis, extents must be equal or 1".formatted(operands.get(0), operands.get(1)));
        return result;
    }

    /// The two adjoint terms, each summed over the axes along which its operand was stretched.
    static List<Node> terms(Node node, Node left, Node right) {
        return Arrays.asList(unstretch(left, node.input(0).shape()), unstretch(right, node.input(1).shape()));
    }

    /// The sum of `gradient` over the axes along which a tensor of `target`'s shape was stretched.
    static Node unstretch(Node gradient, Shape target) {
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
}
