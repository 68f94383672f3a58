package nunchi.reference;

import java.util.Arrays;
import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// The states and the trace of a recurrence.
final class RecurrenceForward {
    private final Cell cell;
    private final boolean reverse;
    private final int batch;
    private final int steps;
    private final int units;
    private final double[] x;
    private final double[] u;
    private final double[] initial;
    private final double[] mask;
    private final double[] bias;
    private final double[] states;
    private final double[] trace;
    /// Of the sequence and step that is computed.
    private double[] h = {};
    private double[] c = {};
    private double[] gates = {};

    /// @param node a [Recurrent.Recurrence] or [Recurrent.RecurrenceTrace]
    RecurrenceForward(Node node, List<double[]> operands) {
        Recurrent op = (Recurrent) node.op();
        Shape shape = node.input(0).shape();
        cell = op.cell();
        reverse = op.reverse();
        batch = shape.extent(0);
        steps = shape.extent(1);
        units = shape.last() / cell.gates();
        x = operands.getFirst();
        u = operands.get(Recurrent.U);
        initial = operands.get(Recurrent.INITIAL);
        mask = operands.get(Recurrent.MASK);
        bias = cell.recurrentBias() ? operands.get(Recurrent.MASK + 1) : new double[shape.last()];
        states = new double[cell.states() * batch * steps * units];
        trace = new double[batch * steps * cell.traced() * units];
    }

    double[] states() {
        return states;
    }

    double[] trace() {
        return trace;
    }

    RecurrenceForward run() {
        for (int row = 0; row < batch; row++) {
            h = Arrays.copyOfRange(initial, row * units, (row + 1) * units);
            c = cell.states() > 1
                    ? Arrays.copyOfRange(initial, (batch + row) * units, (batch + row + 1) * units)
                    : new double[0];
            for (int k = 0; k < steps; k++) {
                step(row * steps + (reverse ? steps - 1 - k : k));
            }
        }
        return this;
    }

    /// @param place of the sequence and step
    private void step(int place) {
        if (mask[place] != 0) {
            double[] sums = Arrays.copyOfRange(x, place * cell.gates() * units, (place + 1) * cell.gates() * units);
            gates = new double[cell.traced() * units];
            switch (cell) {
                case Cell.SimpleRnn(Cell.Squash function) -> simple(sums, function);
                case Cell.Lstm _ -> lstm(sums);
                case Cell.Gru(boolean resetAfter) -> gru(sums, resetAfter);
            }
            System.arraycopy(gates, 0, trace, place * gates.length, gates.length);
        }
        System.arraycopy(h, 0, states, place * units, units);
        System.arraycopy(c, 0, states, (batch * steps + place) * units * (cell.states() - 1), c.length);
    }

    private void simple(double[] sums, Cell.Squash function) {
        Recurrences.addProduct(sums, h, u, 0);
        for (int j = 0; j < units; j++) {
            h[j] = FlushToZero.of(function.apply(sums[j]));
            gates[j] = h[j];
        }
    }

    private void lstm(double[] sums) {
        Recurrences.addProduct(sums, h, u, 0);
        for (int j = 0; j < units; j++) {
            double i = Recurrences.sigmoid(sums[j]);
            double f = Recurrences.sigmoid(sums[units + j]);
            double candidate = Recurrences.tanh(sums[2 * units + j]);
            double o = Recurrences.sigmoid(sums[3 * units + j]);
            c[j] = FlushToZero.of(f * c[j] + i * candidate);
            h[j] = FlushToZero.of(o * Recurrences.tanh(c[j]));
            keep(j, i, f, candidate, o);
        }
    }

    private void gru(double[] sums, boolean resetAfter) {
        double[] gateSums = Arrays.copyOf(sums, 2 * units);
        for (int j = 0; j < gateSums.length; j++) {
            gateSums[j] += bias[j];
        }
        Recurrences.addProduct(gateSums, h, u, 0);
        double[] z = Arrays.stream(gateSums, 0, units).map(Recurrences::sigmoid).toArray();
        double[] r = Arrays.stream(gateSums, units, 2 * units)
                .map(Recurrences::sigmoid)
                .toArray();
        double[] candidate = resetAfter ? resetAfter(sums, r) : resetBefore(sums, r);
        for (int j = 0; j < units; j++) {
            h[j] = FlushToZero.of(z[j] * h[j] + (1 - z[j]) * candidate[j]);
            keep(j, z[j], r[j], candidate[j]);
        }
    }

    private double[] resetAfter(double[] sums, double[] r) {
        double[] product = Arrays.copyOfRange(bias, 2 * units, 3 * units);
        Recurrences.addProduct(product, h, u, 2 * units);
        double[] candidate = new double[units];
        for (int j = 0; j < units; j++) {
            candidate[j] = Recurrences.tanh(sums[2 * units + j] + r[j] * product[j]);
            gates[3 * units + j] = product[j];
        }
        return candidate;
    }

    private double[] resetBefore(double[] sums, double[] r) {
        double[] kept = new double[units];
        Arrays.setAll(kept, j -> FlushToZero.of(r[j] * h[j]));
        double[] candidate = Arrays.copyOfRange(sums, 2 * units, 3 * units);
        Recurrences.addProduct(candidate, kept, u, 2 * units);
        Arrays.setAll(candidate, j -> Recurrences.tanh(candidate[j]));
        return candidate;
    }

    private void keep(int unit, double... values) {
        for (int block = 0; block < values.length; block++) {
            gates[block * units + unit] = values[block];
        }
    }
}
