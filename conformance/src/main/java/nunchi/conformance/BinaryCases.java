package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.Binary.Divide;
import nunchi.graph.op.Binary.Greater;
import nunchi.graph.op.Binary.Maximum;
import nunchi.graph.op.Binary.Minimum;
import nunchi.graph.op.Binary.Multiply;
import nunchi.graph.op.Binary.Subtract;
import nunchi.tensor.Shape;

/// Functions of two numbers under every kind of broadcasting: scalar, row, column, middle axis, both ways at once.
final class BinaryCases {
    private static final Tolerance QUOTIENT = new Tolerance(2.5e-7, 0);

    private BinaryCases() {}

    static Stream<OpCase> all() {
        return Stream.concat(shapes().flatMap(BinaryCases::each), farOut());
    }

    private static Stream<OpCase> each(List<Shape> shapes) {
        Values any = Values.between(-2, 2);
        Values divisors = Values.between(0.5, 2);
        return Stream.of(
                pair(new Add(), shapes, any, Tolerance.EXACT),
                pair(new Subtract(), shapes, any, Tolerance.EXACT),
                pair(new Multiply(), shapes, any, Tolerance.EXACT),
                pair(new Maximum(), shapes, any, Tolerance.EXACT),
                pair(new Minimum(), shapes, any, Tolerance.EXACT),
                pair(new Greater(), shapes, any, Tolerance.EXACT),
                pair(new Divide(), shapes, divisors, QUOTIENT));
    }

    private static OpCase pair(Binary op, List<Shape> shapes, Values values, Tolerance tolerance) {
        return new OpCase(op, Operand.each(values, shapes.toArray(Shape[]::new)), tolerance);
    }

    private static Stream<List<Shape>> shapes() {
        Stream<List<Shape>> equal = Stream.of(
                        Shape.SCALAR,
                        Shape.of(1),
                        Shape.of(7),
                        Shape.of(8),
                        Shape.of(15),
                        Shape.of(16),
                        Shape.of(17),
                        Shape.of(31),
                        Shape.of(33),
                        Shape.of(13, 33),
                        Shape.of(2, 3, 5))
                .map(shape -> List.of(shape, shape));
        Stream<List<Shape>> scalars = Stream.of(Shape.SCALAR, Shape.of(1), Shape.of(1, 1))
                .flatMap(one -> bothWays(one, Shape.of(17), Shape.of(3, 33), Shape.of(2, 1, 5)));
        Stream<List<Shape>> rows = Stream.of(Shape.of(33), Shape.of(1, 33))
                .flatMap(row -> bothWays(row, Shape.of(17, 33), Shape.of(2, 3, 33), Shape.of(1, 33)));
        Stream<List<Shape>> columns = Stream.of(Shape.of(17, 1))
                .flatMap(column -> bothWays(column, Shape.of(17, 33), Shape.of(2, 17, 5), Shape.of(17, 1)));
        Stream<List<Shape>> middle =
                Stream.of(Shape.of(2, 1, 5)).flatMap(gap -> bothWays(gap, Shape.of(2, 3, 5), Shape.of(2, 17, 5)));
        Stream<List<Shape>> crossed = Stream.of(
                List.of(Shape.of(17, 1), Shape.of(1, 33)),
                List.of(Shape.of(33), Shape.of(17, 1)),
                List.of(Shape.of(2, 1, 4), Shape.of(1, 3, 1)),
                List.of(Shape.of(4, 1, 3, 1), Shape.of(2, 1, 5)),
                List.of(Shape.of(2, 3, 4), Shape.of(3, 1)));
        return Stream.of(equal, scalars, rows, columns, middle, crossed).flatMap(pairs -> pairs);
    }

    private static Stream<List<Shape>> bothWays(Shape small, Shape... larger) {
        return Stream.of(larger).flatMap(large -> Stream.of(List.of(small, large), List.of(large, small)));
    }

    /// NaN on either side, equal values, infinities, division by 0.
    private static Stream<OpCase> farOut() {
        double large = Double.POSITIVE_INFINITY;
        Values left = Values.listed(Double.NaN, 1, Double.NaN, 0, -0.0, large, -large, large, 1, 1e30);
        Values right = Values.listed(1, Double.NaN, Double.NaN, 0, 0, large, large, 1, 0, 1e30);
        List<Operand> operands = List.of(new Operand(Shape.of(40), left), new Operand(Shape.of(40), right));
        return Stream.of(
                        new Add(),
                        new Subtract(),
                        new Multiply(),
                        new Divide(),
                        new Maximum(),
                        new Minimum(),
                        new Greater())
                .map(op -> new OpCase(op, operands, Tolerance.EXACT));
    }
}
