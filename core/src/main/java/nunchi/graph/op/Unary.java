package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// A function of one number, applied to every value: `yᵢ = f(xᵢ)`; the result has the operand's shape.
public sealed interface Unary extends Op permits Negate, Exp, Log, Sqrt, Sigmoid, Tanh, Relu, Softplus, Erf {

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
}
