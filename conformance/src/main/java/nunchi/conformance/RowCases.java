package nunchi.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.Lookup.Gather;
import nunchi.graph.op.Lookup.ScatterAdd;
import nunchi.tensor.Shape;

/// Ops on the vectors along the last axis.
final class RowCases {
    private static final Tolerance LOGARITHMS = new Tolerance(1e-6, 1e-6);
    private static final double[] EXTREME = {0, 1000, -1000};

    private RowCases() {}

    static Stream<OpCase> all() {
        return Stream.of(softmax(), crossEntropy(), oneHot(), gather(), scatterAdd())
                .flatMap(cases -> cases);
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
                        Shape.of(4, 1000),
                        Shape.of(11, 300))
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
                        Shape.of(4, 1000),
                        Shape.of(11, 300))
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

    private static Stream<OpCase> gather() {
        return Stream.of(
                rows(Shape.of(1, 1), Shape.of(1), Values.classes(1)),
                rows(Shape.of(7, 3), Shape.of(2, 5), Values.classes(7)),
                rows(Shape.of(5, 17), Shape.of(33), Values.classes(5)),
                rows(Shape.of(300, 33), Shape.of(4, 70), Values.classes(300)),
                rows(Shape.of(3, 4), Shape.of(9), Values.listed(-1, 3, 0, 1.5, Double.NaN, 2)),
                rows(Shape.of(3, 4), Shape.SCALAR, Values.listed(2)));
    }

    private static OpCase rows(Shape table, Shape ids, Values numbers) {
        return new OpCase(
                new Gather(),
                List.of(new Operand(table, Values.between(-1, 1)), new Operand(ids, numbers)),
                Set.of(1),
                Tolerance.EXACT);
    }

    private static Stream<OpCase> scatterAdd() {
        return Stream.of(
                sums(1, Shape.of(1), 1, Values.classes(1)),
                sums(7, Shape.of(2, 5), 3, Values.classes(7)),
                sums(2, Shape.of(3, 33), 17, Values.classes(2)),
                sums(300, Shape.of(4, 70), 33, Values.classes(300)),
                sums(3, Shape.of(9), 4, Values.listed(-1, 3, 0, 1.5, Double.NaN, 2)));
    }

    private static OpCase sums(int rows, Shape ids, int size, Values numbers) {
        int[] extents = Arrays.copyOf(ids.toArray(), ids.rank() + 1);
        extents[extents.length - 1] = size;
        return new OpCase(
                new ScatterAdd(rows),
                List.of(new Operand(ids, numbers), new Operand(Shape.of(extents), Values.between(-1, 1))),
                Set.of(0),
                Tolerance.sumOf(ids.size()));
    }
}
