package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The matrix product `C = op(A) · op(B)`, `op` being the transpose where asked for.
///
/// | array | shape |
/// |---|---|
/// | A | `[m, k]`, transposed `[k, m]` |
/// | B | `[k, n]`, transposed `[n, k]` |
/// | C | `[m, n]` |
///
/// With axes before these, there is one product for each of their places: `[batch, m, k] · [batch, k, n]` gives
/// `[batch, m, n]`. The leading axes of both operands are equal.
///
/// In float32 every value of C is one chain of fused multiply-adds in the order of k, starting from 0, on every backend
/// that promises bits: `c = fma(aᵢₖ, bₖⱼ, c)`.
///
/// Gradient of `C = A·B`: `Ā = C̄·Bᵀ`, `B̄ = Aᵀ·C̄`; the other three follow by transposing.
public record MatMul(boolean transposeLeft, boolean transposeRight) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Shape left = operands.get(0);
        Shape right = operands.get(1);
        Check.require(
                left.rank() >= 2 && left.rank() == right.rank(),
                "matrix product takes two matrices, or as many of both, but got %s and %s".formatted(left, right));
        int inner = left.extent(transposeLeft ? -2 : -1);
        int taken = right.extent(transposeRight ? -1 : -2);
        Check.require(
                inner == taken, "x %s has %d features, but weight %s takes %d".formatted(left, inner, right, taken));
        int rows = left.rank() - 2;
        for (int axis = 0; axis < rows; axis++) {
            Check.require(
                    left.extent(axis) == right.extent(axis),
                    "matrix product takes as many matrices of both, but got %s and %s".formatted(left, right));
        }
        return left.with(rows, left.extent(transposeLeft ? -1 : -2)).withLast(right.extent(transposeRight ? -2 : -1));
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Node left = node.input(0);
        Node right = node.input(1);
        Node leftTerm = transposeLeft
                ? product(right, transposeRight, upstream, true)
                : product(upstream, false, right, !transposeRight);
        Node rightTerm = transposeRight
                ? product(upstream, true, left, transposeLeft)
                : product(left, !transposeLeft, upstream, false);
        return List.of(leftTerm, rightTerm);
    }

    private static Node product(Node left, boolean transposeLeft, Node right, boolean transposeRight) {
        Graph graph = left.graph();
        return graph.add(new MatMul(transposeLeft, transposeRight), left, right);
    }

    @Override
    public long operations(Node node) {
        long inner = node.input(0).shape().extent(transposeLeft ? -2 : -1);
        return 2 * inner * node.shape().size();
    }
}
