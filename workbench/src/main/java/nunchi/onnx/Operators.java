package nunchi.onnx;

import nunchi.graph.op.Add;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Divide;
import nunchi.graph.op.Erf;
import nunchi.graph.op.Exp;
import nunchi.graph.op.Greater;
import nunchi.graph.op.Log;
import nunchi.graph.op.Maximum;
import nunchi.graph.op.Minimum;
import nunchi.graph.op.Multiply;
import nunchi.graph.op.Negate;
import nunchi.graph.op.Relu;
import nunchi.graph.op.Sigmoid;
import nunchi.graph.op.Softplus;
import nunchi.graph.op.Sqrt;
import nunchi.graph.op.Subtract;
import nunchi.graph.op.Tanh;
import nunchi.graph.op.Unary;

/// ONNX's names of elementwise ops.
final class Operators {
    private Operators() {}

    static String of(Unary op) {
        return switch (op) {
            case Negate _ -> "Neg";
            case Exp _ -> "Exp";
            case Log _ -> "Log";
            case Sqrt _ -> "Sqrt";
            case Sigmoid _ -> "Sigmoid";
            case Tanh _ -> "Tanh";
            case Relu _ -> "Relu";
            case Softplus _ -> "Softplus";
            case Erf _ -> "Erf";
        };
    }

    /// [Greater] gives booleans in ONNX.
    static String of(Binary op) {
        return switch (op) {
            case Add _ -> "Add";
            case Subtract _ -> "Sub";
            case Multiply _ -> "Mul";
            case Divide _ -> "Div";
            case Maximum _ -> "Max";
            case Minimum _ -> "Min";
            case Greater _ -> "Greater";
        };
    }
}
