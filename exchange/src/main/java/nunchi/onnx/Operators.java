package nunchi.onnx;

import nunchi.graph.op.Binary;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Binary.Divide;
import nunchi.graph.op.Binary.Greater;
import nunchi.graph.op.Binary.Maximum;
import nunchi.graph.op.Binary.Minimum;
import nunchi.graph.op.Binary.Multiply;
import nunchi.graph.op.Binary.Subtract;
import nunchi.graph.op.Unary;
import nunchi.graph.op.Unary.Absolute;
import nunchi.graph.op.Unary.Erf;
import nunchi.graph.op.Unary.Exp;
import nunchi.graph.op.Unary.Log;
import nunchi.graph.op.Unary.Negate;
import nunchi.graph.op.Unary.Relu;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.graph.op.Unary.Softplus;
import nunchi.graph.op.Unary.Sqrt;
import nunchi.graph.op.Unary.Tanh;

/// ONNX's names of elementwise ops.
final class Operators {
    private Operators() {}

    static String of(Unary op) {
        return switch (op) {
            case Negate _ -> "Neg";
            case Absolute _ -> "Abs";
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
