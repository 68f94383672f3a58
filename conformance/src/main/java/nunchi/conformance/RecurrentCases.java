package nunchi.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.graph.Op;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Cell.Squash;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Recurrent.RecurrenceGradient;
import nunchi.graph.op.Recurrent.RecurrenceStateGradient;
import nunchi.graph.op.Recurrent.RecurrenceTrace;
import nunchi.tensor.Shape;

/// Recurrences of every cell in both directions, at sizes that fit no tile, with padding before, between and behind.
final class RecurrentCases {
    static final List<Cell> CELLS = List.of(
            new Cell.SimpleRnn(Squash.TANH),
            new Cell.SimpleRnn(Squash.SIGMOID),
            new Cell.SimpleRnn(Squash.RELU),
            new Cell.Lstm(),
            new Cell.Gru(false),
            new Cell.Gru(true));

    private static final int[][] BATCH_STEPS_UNITS = {
        {1, 1, 1}, {2, 3, 2}, {3, 4, 5}, {4, 1, 3}, {1, 6, 4}, {5, 7, 17}, {13, 4, 33}, {67, 3, 16}, {2, 2, 130}
    };
    private static final int[] DEEP = {2, 2, 515};
    private static final Values ALL = Values.listed(1);
    private static final Values PADDED = Values.listed(0, 1, 1, 0, 1, 1, 1);
    private static final Values SUMS = Values.between(-1.5, 1.5);
    private static final Values STATES = Values.between(-1, 1);
    private static final Values WEIGHTS = Values.between(-0.4, 0.4);
    private static final Values GATES = Values.between(0.1, 0.9);
    private static final Tolerance TOLERANCE = new Tolerance(5e-6, 5e-6);

    private RecurrentCases() {}

    static Stream<OpCase> all() {
        return Stream.concat(
                Stream.of(BATCH_STEPS_UNITS).flatMap(sizes -> CELLS.stream().flatMap(cell -> ofSizes(cell, sizes))),
                Stream.of(new Cell.Lstm(), new Cell.Gru(true)).flatMap(cell -> ofSizes(cell, DEEP)));
    }

    private static Stream<OpCase> ofSizes(Cell cell, int[] sizes) {
        return Stream.of(true, false)
                .flatMap(reverse -> Stream.of(
                        forward(new Recurrence(cell, reverse), cell, sizes, ALL, Set.of(3)),
                        forward(new Recurrence(cell, reverse), cell, sizes, PADDED, Set.of(3)),
                        forward(new RecurrenceTrace(cell, reverse), cell, sizes, PADDED, Set.of(0, 1, 2, 3, 4)),
                        backward(new RecurrenceGradient(cell, reverse), cell, sizes),
                        backward(new RecurrenceStateGradient(cell, reverse), cell, sizes)));
    }

    private static OpCase forward(Op op, Cell cell, int[] sizes, Values mask, Set<Integer> fixed) {
        return new OpCase(op, operands(cell, sizes, mask), fixed, TOLERANCE);
    }

    /// The operands of a recurrence.
    ///
    /// @param sizes batch, steps and units
    static List<Operand> operands(Cell cell, int[] sizes, Values mask) {
        int batch = sizes[0];
        int steps = sizes[1];
        int units = sizes[2];
        int width = cell.gates() * units;
        Values weights = units > 100 ? Values.between(-0.1, 0.1) : WEIGHTS;
        List<Operand> operands = new ArrayList<>(List.of(
                new Operand(Shape.of(batch, steps, width), SUMS),
                new Operand(Shape.of(units, width), weights),
                new Operand(Shape.of(cell.states(), batch, units), STATES),
                new Operand(Shape.of(batch, steps), mask)));
        if (cell.recurrentBias()) {
            operands.add(new Operand(Shape.of(width), SUMS));
        }
        return operands;
    }

    private static OpCase backward(Op op, Cell cell, int[] sizes) {
        List<Operand> forward = operands(cell, sizes, PADDED);
        Shape states = Shape.of(cell.states(), sizes[0], sizes[1], sizes[2]);
        List<Operand> operands = new ArrayList<>();
        operands.add(new Operand(Shape.of(sizes[0], sizes[1], cell.traced() * sizes[2]), GATES));
        operands.add(new Operand(states, STATES));
        operands.addAll(forward.subList(1, 4));
        operands.add(new Operand(states, STATES));
        return new OpCase(op, operands, Set.of(0, 1, 2, 3, 4, 5), TOLERANCE);
    }
}
