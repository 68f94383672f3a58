package nunchi.reference;

import java.util.Arrays;
import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// The adjoints of a recurrence's inputs and initial states.
final class RecurrenceBackward {
    private final Cell cell;
    private final boolean reverse;
    private final int batch;
    private final int steps;
    private final int units;
    private final double[] trace;
    private final double[] states;
    private final double[] u;
    private final double[] initial;
    private final double[] mask;
    private final double[] upstream;
    private final double[] inputs;
    private final double[] initialAdjoint;
    /// Adjoints of the states of the sequence and step that is computed.
    private double[] h = {};
    private double[] c = {};
    /// Of the step that is computed: its trace, the states before it, and where its z̄ goes.
    private double[] gates = {};
    private double[] before = {};
    private double[] sums = {};

    /// @param node a [Recurrent.RecurrenceGradient] or [Recurrent.RecurrenceStateGradient]
    RecurrenceBackward(Node node, List<double[]> operands) {
        Recurrent op = (Recurrent) node.op();
        Shape shape = node.input(1).shape();
        cell = op.cell();
        reverse = op.reverse();
        batch = shape.extent(1);
        steps = shape.extent(2);
        units = shape.last();
        trace = operands.getFirst();
        states = operands.get(1);
        u = operands.get(1 + Recurrent.U);
        initial = operands.get(1 + Recurrent.INITIAL);
        mask = operands.get(1 + Recurrent.MASK);
        upstream = operands.getLast();
        inputs = new double[batch * steps * cell.gates() * units];
        initialAdjoint = new double[initial.length];
    }

    double[] inputs() {
        return inputs;
    }

    double[] initial() {
        return initialAdjoint;
    }

    RecurrenceBackward run() {
        for (int row = 0; row < batch; row++) {
            h = new double[units];
            c = new double[units];
            for (int k = steps - 1; k >= 0; k--) {
                step(row, k);
            }
            System.arraycopy(h, 0, initialAdjoint, row * units, units);
            if (cell.states() > 1) {
                System.arraycopy(c, 0, initialAdjoint, (batch + row) * units, units);
            }
        }
        return this;
    }

    /// @param k the step's number in the order in which they were computed
    private void step(int row, int k) {
        int place = place(row, k);
        for (int j = 0; j < units; j++) {
            h[j] = FlushToZero.of(h[j] + upstream[place * units + j]);
            c[j] = cell.states() > 1 ? FlushToZero.of(c[j] + upstream[(batch * steps + place) * units + j]) : 0;
        }
        if (mask[place] == 0) {
            return;
        }
        int width = cell.traced() * units;
        gates = Arrays.copyOfRange(trace, place * width, (place + 1) * width);
        before = before(row, k, 0);
        sums = new double[cell.gates() * units];
        switch (cell) {
            case Cell.SimpleRnn(Cell.Squash function) -> simple(function);
            case Cell.Lstm _ -> lstm(place, before(row, k, 1));
            case Cell.Gru(boolean resetAfter) -> gru(resetAfter);
        }
        System.arraycopy(sums, 0, inputs, place * sums.length, sums.length);
    }

    private int place(int row, int k) {
        return row * steps + (reverse ? steps - 1 - k : k);
    }

    private double[] before(int row, int k, int state) {
        int from = k == 0 ? state * batch + row : state * batch * steps + place(row, k - 1);
        return Arrays.copyOfRange(k == 0 ? initial : states, from * units, (from + 1) * units);
    }

    private void simple(Cell.Squash function) {
        Arrays.setAll(sums, j -> FlushToZero.of(h[j] * function.slope(gates[j])));
        h = new double[units];
        Recurrences.addTransposedProduct(h, sums, u, 0);
    }

    private void lstm(int place, double[] cellBefore) {
        for (int j = 0; j < units; j++) {
            double i = gates[j];
            double f = gates[units + j];
            double candidate = gates[2 * units + j];
            double o = gates[3 * units + j];
            double output = Recurrences.tanh(states[(batch * steps + place) * units + j]);
            c[j] += Recurrences.throughTanh(output, h[j] * o);
            keep(
                    j,
                    Recurrences.throughSigmoid(i, c[j] * candidate),
                    Recurrences.throughSigmoid(f, c[j] * cellBefore[j]),
                    Recurrences.throughTanh(candidate, c[j] * i),
                    Recurrences.throughSigmoid(o, h[j] * output));
            c[j] *= f;
        }
        h = new double[units];
        Recurrences.addTransposedProduct(h, sums, u, 0);
    }

    private void gru(boolean resetAfter) {
        double[] next = new double[units];
        for (int j = 0; j < units; j++) {
            double z = gates[j];
            double candidate = gates[2 * units + j];
            keep(
                    j,
                    Recurrences.throughSigmoid(z, h[j] * (before[j] - candidate)),
                    0,
                    Recurrences.throughTanh(candidate, h[j] * (1 - z)));
            next[j] = h[j] * z;
        }
        double[] candidate = Arrays.copyOfRange(sums, 2 * units, 3 * units);
        if (resetAfter) {
            resetAfter(candidate, next);
        } else {
            resetBefore(candidate, next);
        }
        Recurrences.addTransposedProduct(next, Arrays.copyOf(sums, 2 * units), u, 0);
        h = next;
    }

    private void resetAfter(double[] candidate, double[] next) {
        double[] product = new double[units];
        for (int j = 0; j < units; j++) {
            double r = gates[units + j];
            sums[units + j] = FlushToZero.of(Recurrences.throughSigmoid(r, candidate[j] * gates[3 * units + j]));
            product[j] = candidate[j] * r;
        }
        Recurrences.addTransposedProduct(next, product, u, 2 * units);
    }

    private void resetBefore(double[] candidate, double[] next) {
        double[] kept = new double[units];
        Recurrences.addTransposedProduct(kept, candidate, u, 2 * units);
        for (int j = 0; j < units; j++) {
            double r = gates[units + j];
            sums[units + j] = FlushToZero.of(Recurrences.throughSigmoid(r, kept[j] * before[j]));
            next[j] += kept[j] * r;
        }
    }

    private void keep(int unit, double... values) {
        for (int block = 0; block < values.length; block++) {
            sums[block * units + unit] = FlushToZero.of(values[block]);
        }
    }
}
