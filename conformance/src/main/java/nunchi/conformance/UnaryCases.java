package nunchi.conformance;

import java.util.stream.Stream;
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
import nunchi.tensor.Shape;

/// Functions of one number, at sizes around the widths of vector units, and far out.
final class UnaryCases {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Shape[] SHAPES =
            Stream.of(1, 7, 8, 15, 16, 17, 31, 33, 1000).map(Shape::of).toArray(Shape[]::new);
    private static final Shape[] MORE_SHAPES = {Shape.SCALAR, Shape.of(1, 1), Shape.of(3, 5), Shape.of(2, 3, 17)};

    private UnaryCases() {}

    static Stream<OpCase> all() {
        return Stream.of(
                        cases(new Negate(), Values.between(-3, 3), Tolerance.EXACT),
                        cases(new Absolute(), Values.between(-3, 3), Tolerance.EXACT),
                        cases(new Exp(), Values.between(-10, 10), Tolerance.ONE_OP),
                        cases(new Log(), Values.between(0.1, 10), Tolerance.ONE_OP),
                        cases(new Sqrt(), Values.between(0.1, 10), Tolerance.ONE_OP),
                        cases(new Sigmoid(), Values.between(-12, 12), Tolerance.ONE_OP),
                        cases(new Tanh(), Values.between(-6, 6), Tolerance.ONE_OP),
                        cases(new Tanh(), Values.between(-0.02, 0.02), new Tolerance(2e-6, 0)),
                        cases(new Relu(), Values.between(-3, 3), Tolerance.EXACT),
                        cases(new Softplus(), Values.between(-12, 12), Tolerance.ONE_OP),
                        cases(new Erf(), Values.between(-4, 4), Tolerance.ONE_OP),
                        farOut())
                .flatMap(cases -> cases);
    }

    private static Stream<OpCase> cases(Unary op, Values values, Tolerance tolerance) {
        return Stream.of(SHAPES, MORE_SHAPES)
                .flatMap(Stream::of)
                .map(shape -> new OpCase(op, Operand.each(values, shape), tolerance));
    }

    /// Where formulas overflow, and NaN, which must come through.
    private static Stream<OpCase> farOut() {
        double[] everywhere = {-INFINITY, -1000, -0.0, 0, 1000, INFINITY, Double.NaN};
        return Stream.of(
                far(new Negate(), Tolerance.EXACT, everywhere),
                far(new Absolute(), Tolerance.EXACT, everywhere),
                far(new Exp(), Tolerance.EXACT, everywhere),
                far(new Exp(), Tolerance.ONE_OP, Double.NaN, -104, -103, -88, -87, 87, 88, 88.5),
                far(new Log(), Tolerance.EXACT, 0, -1, 1, INFINITY, Double.NaN),
                far(new Log(), Tolerance.ONE_OP, Double.NaN, 1e-30, 1e30, 3e38, 1.2e-38),
                far(new Sqrt(), Tolerance.EXACT, 0, -1, 1, 4, 1e30, INFINITY, Double.NaN),
                far(new Sigmoid(), Tolerance.EXACT, everywhere),
                far(new Sigmoid(), Tolerance.ONE_OP, Double.NaN, -104, -90, -30, 17, 30, 90, 104),
                far(new Tanh(), Tolerance.EXACT, everywhere),
                far(new Tanh(), Tolerance.ONE_OP, Double.NaN, -44, -20, -9, 9, 20, 44),
                far(new Relu(), Tolerance.EXACT, everywhere),
                far(new Softplus(), Tolerance.ONE_OP, everywhere),
                far(new Softplus(), Tolerance.ONE_OP, Double.NaN, -104, -90, -30, 17, 30, 90, 104),
                far(new Erf(), Tolerance.ONE_OP, everywhere));
    }

    private static OpCase far(Unary op, Tolerance tolerance, double... values) {
        return new OpCase(op, Operand.each(Values.listed(values), Shape.of(3 * values.length)), tolerance);
    }
}
