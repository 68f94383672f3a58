package nunchi.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.layer.ContinuedStates;
import nunchi.tensor.Shape;

/// The states that recurrent layers go on with, on their way from batch to batch. Nothing where a graph has none.
final class CarriedStates {
    /// Inputs and outputs, and the values by input, `[states, batch, units]`.
    private final Map<String, String> names;

    private final Map<String, float[]> values = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final int batch;

    /// @param graph of the largest batches
    /// @param batch rows of these
    CarriedStates(Graph graph, int batch) {
        this.names = ContinuedStates.of(graph);
        this.batch = batch;
        for (String input : names.keySet()) {
            Shape shape = Objects.requireNonNull(graph.inputs().get(input)).shape();
            values.put(input, new float[shape.size()]);
            counts.put(input, shape.extent(0));
        }
    }

    /// The next batch begins with zeros.
    void reset() {
        values.values().forEach(state -> Arrays.fill(state, 0));
    }

    /// Feeds a program.
    ///
    /// @param rows of its batch; where there are fewer than in the batch before, they are the first of these
    void feed(Program program, int rows) {
        for (String input : names.keySet()) {
            program.feed(input, first(input, rows));
        }
    }

    private float[] first(String input, int rows) {
        float[] state = Objects.requireNonNull(values.get(input));
        if (rows == batch) {
            return state;
        }
        int count = Objects.requireNonNull(counts.get(input));
        int units = state.length / count / batch;
        float[] some = new float[count * rows * units];
        for (int i = 0; i < count; i++) {
            System.arraycopy(state, i * batch * units, some, i * rows * units, rows * units);
        }
        return some;
    }

    /// Keeps what a program ended with, which a smaller batch does only as the last.
    void keep(Program program, int rows) {
        if (rows == batch) {
            names.forEach((input, output) -> program.fetch(output, Objects.requireNonNull(values.get(input))));
        }
    }
}
