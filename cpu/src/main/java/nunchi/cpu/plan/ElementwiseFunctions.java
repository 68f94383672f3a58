package nunchi.cpu.plan;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.step.Instruction.BinaryFunction;
import nunchi.cpu.step.Instruction.TernaryFunction;
import nunchi.cpu.step.Instruction.UnaryFunction;
import nunchi.cpu.step.Instruction.UniformFunction;
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

/// The kernel of each elementwise op.
record ElementwiseFunctions(Arithmetic kernels) {
    UnaryFunction copy() {
        return kernels::copy;
    }

    UniformFunction uniform() {
        return kernels::uniform;
    }

    UnaryFunction of(Unary op) {
        return switch (op) {
            case Negate _ -> kernels::negate;
            case Absolute _ -> kernels::absolute;
            case Exp _ -> kernels::exp;
            case Log _ -> kernels::log;
            case Sqrt _ -> kernels::sqrt;
            case Sigmoid _ -> kernels::sigmoid;
            case Tanh _ -> kernels::tanh;
            case Relu _ -> kernels::relu;
            case Softplus _ -> kernels::softplus;
            case Erf _ -> kernels::erf;
        };
    }

    BinaryFunction of(Binary op) {
        return switch (op) {
            case Add _ -> kernels::add;
            case Subtract _ -> kernels::subtract;
            case Multiply _ -> kernels::multiply;
            case Divide _ -> kernels::divide;
            case Maximum _ -> kernels::maximum;
            case Minimum _ -> kernels::minimum;
            case Greater _ -> kernels::greater;
        };
    }

    /// Of a product's two factors and the other operand, see [JoinedProducts].
    TernaryFunction withProduct(Binary op) {
        return op instanceof Add ? kernels::multiplyAdd : kernels::subtractProduct;
    }
}
