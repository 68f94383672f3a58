package nunchi.conformance;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.tensor.Shape;

/// Ops on the vectors along the last axis.
final class RowCases {
    private static final Tolerance LOGARITHMS = new Tolerance(1e-6, 1e-6);
    private static final double[] EXTREME = {0, 1000, -1000};

    private RowCases() {}

    static Stream<OpCase> all() {
        return Stream.of(softmax(), crossEntropy(), oneHot()).flatMap(cases -> cases);
    }

    private static Stream<OpCase> softmax() {
        Stream<OpCase> ordinary = Stream.of(
                        Shape.of(1),
                        Shape.of(7),
                        Shape.of(3, 1),
                        Shape.of(3, 10),
                        Shape.of(2, 3, 5),
                        Shape.of(5, 33),
                        Shape.of(17, 16),
                        Shape.of(1, 8),
                        Shape.of(4, 1000))
                .map(shape -> new OpCase(
                        new Softmax(), Operand.each(Values.between(-6, 6), shape), new Tolerance(2e-6, 1e-7)));
        Stream<OpCase> extreme = Stream.of(
                new OpCase(new Softmax(), Operand.each(Values.listed(EXTREME), Shape.of(4, 3)), Tolerance.EXACT),
                new OpCase(new Softmax(), Operand.each(Values.listed(500), Shape.of(3, 16)), Tolerance.EXACT),
                new OpCase(
                        new Softmax(), Operand.each(Values.listed(1, Double.NaN, 2), Shape.of(2, 3)), Tolerance.EXACT));
        return Stream.concat(ordinary, extreme);
    }

    private static Stream<OpCase> crossEntropy() {
        Stream<OpCase> ordinary = Stream.of(
                        Shape.of(1, 2),
                        Shape.of(3, 1),
                        Shape.of(3, 10),
                        Shape.of(5, 33),
                        Shape.of(17, 16),
                        Shape.of(4, 1000))
                .map(shape -> entropy(shape, Values.between(-6, 6), Values.distributions(), LOGARITHMS));
        Stream<OpCase> extreme = Stream.of(
                entropy(
                        Shape.of(3, 3),
                        Values.listed(EXTREME),
                        Values.listed(0, 1, 0, 1, 0, 0, 0, 0, 1),
                        Tolerance.EXACT),
                entropy(Shape.of(2, 3), Values.listed(100, 0, -200), Values.listed(1, 0, 0), Tolerance.EXACT),
                entropy(Shape.of(2, 2), Values.listed(12, 0), Values.listed(1, 0), new Tolerance(2e-2, 0)),
                entropy(Shape.of(2, 3), Values.listed(Double.NaN, 0, 1), Values.listed(1, 0, 0), Tolerance.EXACT));
        return Stream.concat(ordinary, extreme);
    }

    private static OpCase entropy(Shape shape, Values logits, Values targets, Tolerance tolerance) {
        return new OpCase(
                new CrossEntropy(),
                List.of(new Operand(shape, logits), new Operand(shape, targets)),
                Set.of(1),
                tolerance);
    }

    private static Stream<OpCase> oneHot() {
        return Stream.of(1, 2, 10, 17)
                .flatMap(classes -> Stream.of(
                        labels(classes, Shape.of(1), Values.classes(classes)),
                        labels(classes, Shape.of(33), Values.classes(classes)),
                        labels(classes, Shape.of(2, 3), Values.classes(classes)),
                        labels(classes, Shape.of(9), Values.listed(-1, classes, 0))));
    }

    private static OpCase labels(int classes, Shape shape, Values labels) {
        return new OpCase(new OneHot(classes), Operand.each(labels, shape), Set.of(0), Tolerance.EXACT);
    }
}
