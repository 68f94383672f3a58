package nunchi.reference;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Recurrent.RecurrenceGradient;
import nunchi.graph.op.Recurrent.RecurrenceStateGradient;
import nunchi.graph.op.Recurrent.RecurrenceTrace;
import nunchi.graph.op.Unary;

/// Recurrences, one sequence after the other and one step after the other.
final class Recurrences {
    private Recurrences() {}

    static double[] evaluate(Node node, List<double[]> operands) {
        return switch ((Recurrent) node.op()) {
            case Recurrence _ -> new RecurrenceForward(node, operands).run().states();
            case RecurrenceTrace _ ->
                new RecurrenceForward(node, operands).run().trace();
            case RecurrenceGradient _ ->
                new RecurrenceBackward(node, operands).run().inputs();
            case RecurrenceStateGradient _ ->
                new RecurrenceBackward(node, operands).run().initial();
        };
    }

    /// `y += x·U` for some blocks of U's columns.
    ///
    /// @param y     of as many values as the blocks have
    /// @param x     of as many values as U has rows
    /// @param first the first of U's columns
    static void addProduct(double[] y, double[] x, double[] u, int first) {
        int width = u.length / x.length;
        for (int j = 0; j < y.length; j++) {
            for (int p = 0; p < x.length; p++) {
                y[j] += x[p] * u[p * width + first + j];
            }
        }
    }

    /// `y += x·Uᵀ` for some of U's columns, as many as x has values.
    static void addTransposedProduct(double[] y, double[] x, double[] u, int first) {
        int width = u.length / y.length;
        for (int j = 0; j < y.length; j++) {
            for (int p = 0; p < x.length; p++) {
                y[j] += x[p] * u[j * width + first + p];
            }
        }
    }

    static double sigmoid(double x) {
        return new Unary.Sigmoid().apply(x);
    }

    static double tanh(double x) {
        return new Unary.Tanh().apply(x);
    }

    /// The adjoint of a sigmoid's operand where its value is `y`.
    static double throughSigmoid(double y, double upstream) {
        return upstream * y * (1 - y);
    }

    /// The adjoint of a hyperbolic tangent's operand where its value is `y`.
    static double throughTanh(double y, double upstream) {
        return upstream * (1 - y * y);
    }
}
