package nunchi.graph;

import java.util.List;
import java.util.Locale;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Categorical;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.Lookup;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Source;
import nunchi.graph.op.Sum;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Unary;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// One of the closed set of operations that a backend must know. Each is one record with its mathematics, its shape
/// rule and its gradient, those of a kind in one file; a backend switches over the set without `default`, so that the
/// compiler tells what a new op still needs.
public sealed interface Op
        permits Source,
                Unary,
                Binary,
                MatMul,
                Sum,
                Categorical,
                Lookup,
                Convolution,
                TransposedConvolution,
                ConvolutionWeightGradient,
                MaxPool,
                MaxUnpool,
                Movement,
                Recurrent {

    /// The shape of the result.
    ///
    /// @throws nunchi.check.InvalidRequestException where the shapes of the operands do not fit
    Shape shape(List<Shape> operands);

    /// The terms that this op adds to the adjoints of its operands.
    ///
    /// @param node     the op applied: its inputs are the operands, itself the result
    /// @param upstream the adjoint of the result, of its shape
    /// @return one term per operand, of the operand's shape; null where no gradient flows
    List<@Nullable Node> gradient(Node node, Node upstream);

    /// The floating-point operations that one evaluation takes, a multiplication and an addition counted as two.
    default long operations(Node node) {
        return node.inputs().isEmpty() ? 0 : node.shape().size();
    }

    /// The op's name in paths and printouts: `matmul`.
    default String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
