package nunchi.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Weight;
import nunchi.protobuf.Message;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Recurrences as ONNX's RNN, LSTM and GRU, one to one. These take `[steps, batch, features]`, compute `x·W + b`
/// themselves, and give the states h after all steps and the last states.
///
/// | | here | in ONNX |
/// |---|---|---|
/// | weights | `[features, gates · units]` | `[1, gates · units, features]` |
/// | blocks of an LSTM | i, f, c̃, o | i, o, f, c |
/// | blocks of a GRU | z, r, h | z, r, h |
/// | biases | one, or two for a GRU that resets afterwards | two in a row, added |
/// | padding | states copied from the step before | lengths, see [SequenceLengths] |
final class Recurrences {
    private static final int[] LSTM = {0, 3, 1, 2};
    private static final int[] GRU = {0, 1, 2};
    private static final int[] SIMPLE = {0};

    private final OnnxGraph onnx;
    private final Values values;
    private final Map<Node, RecurrentInputs> inputs = new HashMap<>();
    private final Map<Node, SequenceLengths> lengths = new HashMap<>();

    Recurrences(OnnxGraph onnx, Values values) {
        this.onnx = onnx;
        this.values = values;
    }

    /// The nodes that the operator of a recurrence reads: what is stored, and what ONNX assumes, is not among them.
    List<Node> operands(Node node) {
        List<Node> read = new ArrayList<>(List.of(inputs(node).x()));
        if (!isAll(node.input(Recurrent.INITIAL), 0)) {
            read.add(node.input(Recurrent.INITIAL));
        }
        if (!isAll(node.input(Recurrent.MASK), 1)) {
            read.add(node.input(Recurrent.MASK));
        }
        return read;
    }

    private RecurrentInputs inputs(Node node) {
        return inputs.computeIfAbsent(node.input(0), sum -> RecurrentInputs.of(sum, values));
    }

    private static boolean isAll(Node node, double number) {
        return node.op() instanceof BroadcastTo
                && node.input(0).op() instanceof Constant constant
                && constant.value() == number;
    }

    /// Writes a recurrence, and those of its readers that take its last states.
    void write(Node node, Recurrence recurrence, Readers readers) {
        SequenceLengths steps = lengths(node.input(Recurrent.MASK));
        Node initial = node.input(Recurrent.INITIAL);
        String first = isAll(initial, 0) ? "" : state(initial, 0);
        List<String> operands = operands(node, recurrence, steps);
        operands.add(first);
        operands.add(first.isEmpty() || initial.shape().extent(0) == 1 ? "" : state(initial, 1));
        List<Node> last = new ArrayList<>();
        List<Node> ofSteps = new ArrayList<>();
        readers.of(node).forEach(reader -> (isLast(reader, node, recurrence) ? last : ofSteps).add(reader));
        boolean all = readers.isOutput(node) || !ofSteps.isEmpty();
        List<String> results = onnx.node(
                operator(recurrence.cell()),
                places(node, all, !last.isEmpty()),
                trimmed(operands),
                attributes(recurrence, node.shape().last()));
        if (!last.isEmpty()) {
            last(node, results.subList(1, results.size()), last);
        }
        if (all) {
            requireHidden(node, ofSteps, readers);
            String states = results.getFirst();
            String turned =
                    steps == null ? turned(node, states, 1, 2, 0, 3) : restored(node, recurrence, states, first);
            values.put(node, turned, false);
            ofSteps.stream()
                    .filter(reader -> reader.op() instanceof Slice
                            && reader.shape().equals(node.shape().with(0, 1)))
                    .forEach(reader -> values.put(reader, turned, false));
        }
    }

    /// The names of the operator's outputs as far as they are read: the states h of all steps, then the last states.
    private static List<String> places(Node node, boolean all, boolean last) {
        List<String> places = new ArrayList<>(List.of(all ? node.path() : ""));
        if (last) {
            places.add(node.path() + "/last");
        }
        if (last && node.shape().extent(0) > 1) {
            places.add(node.path() + "/last cell");
        }
        return places;
    }

    /// @param states `[1, batch, units]` each
    private void last(Node node, List<String> states, List<Node> readers) {
        String axis = onnx.integers(2);
        for (Node reader : readers) {
            String state = reader.shape().extent(0) == 1
                    ? states.getFirst()
                    : onnx.node("Concat", node.path() + "/states", states, OnnxGraph.attribute("axis", 0));
            values.put(reader, onnx.node("Unsqueeze", node.path() + "/unsqueeze", List.of(state, axis)), false);
        }
    }

    /// Without what is left out at the end.
    private static List<String> trimmed(List<String> operands) {
        while (operands.getLast().isEmpty()) {
            operands.removeLast();
        }
        return operands;
    }

    /// Whether it takes the state h after the step that is read last, or all states.
    private static boolean isLast(Node reader, Node node, Recurrence recurrence) {
        Shape states = node.shape();
        int step = recurrence.reverse() ? 0 : states.extent(2) - 1;
        Shape last = states.with(2, 1);
        return reader.op() instanceof Slice slice
                && slice.start().equals(List.of(0, 0, step, 0))
                && (reader.shape().equals(last) || reader.shape().equals(last.with(0, 1)));
    }

    /// ONNX gives the cell states of no step but the last.
    private static void requireHidden(Node node, List<Node> ofSteps, Readers readers) {
        boolean hidden = !readers.isOutput(node)
                && ofSteps.stream()
                        .allMatch(reader -> reader.op() instanceof Slice slice
                                && slice.start().getFirst() == 0
                                && reader.shape().extent(0) == 1);
        if (node.shape().extent(0) > 1 && !hidden) {
            throw Translation.refused(node, "ONNX's LSTM does not give the cell state after each step");
        }
    }

    private @Nullable SequenceLengths lengths(Node mask) {
        return isAll(mask, 1) ? null : lengths.computeIfAbsent(mask, _ -> new SequenceLengths(onnx, values, mask));
    }

    /// X, W, R, B and `sequence_lens`, which is empty where all steps are there.
    private List<String> operands(Node node, Recurrence recurrence, @Nullable SequenceLengths steps) {
        if (!(node.input(Recurrent.U).op() instanceof Weight weight)) {
            throw Translation.refused(node, "its recurrent weight is computed, but ONNX wants a stored one");
        }
        RecurrentInputs inputs = inputs(node);
        String x = values.last(inputs.x());
        String ordered = steps == null ? x : steps.ordered(x);
        int[] order = order(recurrence.cell());
        List<String> operands = new ArrayList<>();
        operands.add(turned(node, ordered, 1, 0, 2));
        operands.add(weight(inputs.label(), inputs.weight().values(), order, node));
        operands.add(weight(weight.label(), values.stored(weight).values(), order, node));
        operands.add(bias(node, recurrence, inputs.bias(), order));
        operands.add(steps == null ? "" : steps.lengths());
        return operands;
    }

    /// Of `[from, gates · units]` the blocks in ONNX's order, transposed.
    private String weight(String label, float[] stored, int[] order, Node node) {
        int units = node.shape().last();
        int width = order.length * units;
        int from = stored.length / width;
        float[] turned = new float[stored.length];
        for (int row = 0; row < width; row++) {
            int column = order[row / units] * units + row % units;
            for (int k = 0; k < from; k++) {
                turned[row * from + k] = stored[k * width + column];
            }
        }
        return onnx.tensor(label, new int[] {1, width, from}, turned);
    }

    private String bias(Node node, Recurrence recurrence, float[] ofInputs, int[] order) {
        int units = node.shape().last();
        int width = ofInputs.length;
        float[] ofStates = recurrence.cell().recurrentBias()
                ? RecurrentInputs.folded(node.inputs().getLast(), values)
                : new float[width];
        if (ofStates == null) {
            throw Translation.refused(node, "its recurrent bias is computed, but ONNX wants a stored one");
        }
        float[] both = new float[2 * width];
        for (int block = 0; block < order.length; block++) {
            System.arraycopy(ofInputs, order[block] * units, both, block * units, units);
            System.arraycopy(ofStates, order[block] * units, both, width + block * units, units);
        }
        return onnx.tensor(node.path() + "/bias", new int[] {1, both.length}, both);
    }

    /// One of the initial states `[states, batch, units]`: `[1, batch, units]`.
    private String state(Node initial, int number) {
        return onnx.node(
                "Slice",
                initial.path() + "/state",
                List.of(values.last(initial), onnx.integers(number), onnx.integers(number + 1), onnx.integers(0)));
    }

    /// @param states `[steps, 1, batch, units]` of the ordered steps
    /// @param first  the initial state, empty for zeros
    private String restored(Node node, Recurrence recurrence, String states, String first) {
        String whole = first.isEmpty()
                ? onnx.node("Pad", node.path() + "/pad", List.of(states, onnx.integers(1, 0, 0, 0, 0, 0, 0, 0)))
                : begun(node, states, first);
        SequenceLengths steps = Objects.requireNonNull(lengths.get(node.input(Recurrent.MASK)));
        String batchFirst = turned(node, whole, 2, 0, 1, 3);
        return turned(node, steps.restored(batchFirst, recurrence.reverse()), 2, 0, 1, 3);
    }

    private String begun(Node node, String states, String first) {
        String step = onnx.node("Unsqueeze", node.path() + "/first", List.of(first, onnx.integers(0)));
        return onnx.node("Concat", node.path() + "/all", List.of(step, states), OnnxGraph.attribute("axis", 0));
    }

    private String turned(Node node, String value, int... axes) {
        return onnx.node("Transpose", node.path() + "/transpose", List.of(value), OnnxGraph.attribute("perm", axes));
    }

    private static String operator(Cell cell) {
        return switch (cell) {
            case Cell.SimpleRnn _ -> "RNN";
            case Cell.Lstm _ -> "LSTM";
            case Cell.Gru _ -> "GRU";
        };
    }

    /// Which block of a cell stands where in ONNX.
    private static int[] order(Cell cell) {
        return switch (cell) {
            case Cell.SimpleRnn _ -> SIMPLE;
            case Cell.Lstm _ -> LSTM;
            case Cell.Gru _ -> GRU;
        };
    }

    private static Message[] attributes(Recurrence recurrence, int units) {
        List<Message> attributes = new ArrayList<>(List.of(OnnxGraph.attribute("hidden_size", units)));
        if (recurrence.reverse()) {
            attributes.add(OnnxGraph.attribute("direction", "reverse"));
        }
        switch (recurrence.cell()) {
            case Cell.SimpleRnn(Cell.Squash function) -> {
                String name = function.name();
                attributes.add(OnnxGraph.attribute(
                        "activations",
                        List.of(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))));
            }
            case Cell.Gru(boolean resetAfter) ->
                attributes.add(OnnxGraph.attribute("linear_before_reset", resetAfter ? 1 : 0));
            case Cell.Lstm _ -> {}
        }
        return attributes.toArray(Message[]::new);
    }
}
