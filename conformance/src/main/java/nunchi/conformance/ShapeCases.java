package nunchi.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Movement.StopGradient;
import nunchi.graph.op.Movement.Transpose;
import nunchi.graph.op.Sum;
import nunchi.tensor.Shape;

/// Ops that gather, repeat or rename axes.
final class ShapeCases {
    private static final Values VALUES = Values.between(-1, 1);

    private ShapeCases() {}

    static Stream<OpCase> all() {
        return Stream.of(sums(), reshapes(), broadcasts(), boxes(), concatenations(), transpositions())
                .flatMap(cases -> cases);
    }

    private static Stream<OpCase> sums() {
        Stream<OpCase> vectors =
                Stream.of(1, 7, 8, 15, 16, 17, 31, 33, 1000, 4099).map(extent -> sum(Shape.of(extent), 0));
        Stream<OpCase> matrices = Stream.of(
                        Shape.of(3, 5),
                        Shape.of(33, 17),
                        Shape.of(1, 5),
                        Shape.of(5, 1),
                        Shape.of(16, 16),
                        Shape.of(1000, 3),
                        Shape.of(3, 1000))
                .flatMap(shape -> Stream.of(sum(shape, 0), sum(shape, 1), sum(shape, 0, 1)));
        Stream<OpCase> boxes = Stream.of(Shape.of(2, 3, 4), Shape.of(2, 17, 33), Shape.of(1, 5, 1))
                .flatMap(shape -> Stream.of(
                        sum(shape, 0),
                        sum(shape, 1),
                        sum(shape, 2),
                        sum(shape, 0, 1),
                        sum(shape, 1, 2),
                        sum(shape, 0, 1, 2)));
        Shape image = Shape.of(4, 2, 3, 5);
        Stream<OpCase> images = Stream.of(sum(image, 2, 3), sum(image, 0, 1, 2), sum(image, 1, 2), sum(image, 3));
        return Stream.of(vectors, matrices, boxes, images).flatMap(cases -> cases);
    }

    private static OpCase sum(Shape shape, int... axes) {
        return new OpCase(
                new Sum(Arrays.stream(axes).boxed().toList()),
                Operand.each(VALUES, shape),
                Tolerance.sumOf(shape.size()));
    }

    private static Stream<OpCase> reshapes() {
        return Stream.of(
                reshape(Shape.of(12), Shape.of(3, 4)),
                reshape(Shape.of(2, 3, 4), Shape.of(4, 6)),
                reshape(Shape.of(5, 7), Shape.of(5, 1, 7)),
                reshape(Shape.of(1), Shape.SCALAR),
                reshape(Shape.SCALAR, Shape.of(1, 1)));
    }

    private static OpCase reshape(Shape from, Shape to) {
        return new OpCase(new Reshape(to), Operand.each(VALUES, from), Tolerance.EXACT);
    }

    private static Stream<OpCase> broadcasts() {
        return Stream.of(
                broadcast(Shape.SCALAR, Shape.of(3, 5)),
                broadcast(Shape.of(5), Shape.of(3, 5)),
                broadcast(Shape.of(1, 5), Shape.of(3, 5)),
                broadcast(Shape.of(3, 1), Shape.of(3, 5)),
                broadcast(Shape.of(2, 1, 4), Shape.of(2, 3, 4)),
                broadcast(Shape.of(3, 1), Shape.of(2, 3, 4)),
                broadcast(Shape.of(17), Shape.of(33, 17)),
                broadcast(Shape.of(17, 1), Shape.of(17, 33)),
                broadcast(Shape.of(1), Shape.of(33)),
                broadcast(Shape.of(4, 1, 3, 1), Shape.of(4, 2, 3, 5)));
    }

    private static OpCase broadcast(Shape from, Shape to) {
        return new OpCase(new BroadcastTo(to), Operand.each(VALUES, from), Tolerance.EXACT);
    }

    private static Stream<OpCase> boxes() {
        Stream<OpCase> pads = Stream.of(
                pad(Shape.of(5), List.of(2), List.of(0)),
                pad(Shape.of(3, 4), List.of(0, 0), List.of(0, 0)),
                pad(Shape.of(2, 3, 4, 17), List.of(0, 1, 2, 0), List.of(0, 2, 1, 0)),
                pad(Shape.of(2, 3, 33), List.of(1, 0, 0), List.of(0, 0, 3)),
                pad(Shape.SCALAR, List.of(), List.of()),
                pad(Shape.of(3, 9, 17, 33), List.of(0, 2, 1, 0), List.of(1, 0, 1, 0)));
        Stream<OpCase> slices = Stream.of(
                slice(Shape.of(5), List.of(4), Shape.of(1)),
                slice(Shape.of(2, 5, 6, 17), List.of(0, 1, 2, 0), Shape.of(2, 3, 4, 17)),
                slice(Shape.of(3, 4), List.of(0, 1), Shape.of(3, 3)),
                slice(Shape.of(4, 3, 5), List.of(1, 0, 0), Shape.of(2, 3, 5)),
                slice(Shape.of(2, 5, 4, 6), List.of(1, 2, 0, 3), Shape.of(1, 3, 4, 1)),
                slice(Shape.of(9, 70, 71), List.of(2, 0, 0), Shape.of(6, 70, 71)));
        Stream<OpCase> stopped = Stream.of(
                new OpCase(new StopGradient(), Operand.each(VALUES, Shape.of(3, 5)), Set.of(0), Tolerance.EXACT));
        return Stream.of(pads, slices, stopped).flatMap(cases -> cases);
    }

    private static OpCase pad(Shape shape, List<Integer> before, List<Integer> after) {
        return new OpCase(new Pad(before, after), Operand.each(VALUES, shape), Tolerance.EXACT);
    }

    private static OpCase slice(Shape whole, List<Integer> start, Shape extents) {
        return new OpCase(new Slice(start, extents), Operand.each(VALUES, whole), Tolerance.EXACT);
    }

    private static Stream<OpCase> concatenations() {
        return Stream.of(
                concatenation(0, Shape.of(3), Shape.of(1), Shape.of(5)),
                concatenation(0, Shape.of(2, 3), Shape.of(1, 3)),
                concatenation(1, Shape.of(4, 3), Shape.of(4, 17)),
                concatenation(3, Shape.of(2, 3, 4, 5), Shape.of(2, 3, 4, 33), Shape.of(2, 3, 4, 1)),
                concatenation(2, Shape.of(2, 3, 1, 5), Shape.of(2, 3, 6, 5)),
                concatenation(1, Shape.of(5, 70, 71), Shape.of(5, 3, 71)),
                concatenation(1, Shape.of(3, 2)));
    }

    private static OpCase concatenation(int axis, Shape... shapes) {
        return new OpCase(new Concatenate(axis), Operand.each(VALUES, shapes), Tolerance.EXACT);
    }

    private static Stream<OpCase> transpositions() {
        return Stream.of(
                transposition(Shape.SCALAR),
                transposition(Shape.of(5), 0),
                transposition(Shape.of(3, 5), 1, 0),
                transposition(Shape.of(70, 133), 1, 0),
                transposition(Shape.of(2, 3, 4), 0, 2, 1),
                transposition(Shape.of(2, 3, 4), 2, 0, 1),
                transposition(Shape.of(4, 17, 3, 33), 0, 2, 1, 3),
                transposition(Shape.of(2, 3, 1, 5), 3, 1, 2, 0));
    }

    private static OpCase transposition(Shape shape, int... order) {
        List<Integer> axes = Arrays.stream(order).boxed().toList();
        return new OpCase(new Transpose(axes), Operand.each(VALUES, shape), Tolerance.EXACT);
    }
}
