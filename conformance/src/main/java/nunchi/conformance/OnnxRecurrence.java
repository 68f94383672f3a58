package nunchi.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.tensor.Shape;

/// Writes a node case of ONNX's RNN, LSTM or GRU as a recurrence, runs it and compares. ONNX has sequences as `[steps,
/// batch, features]`, or with `layout` 1 as `[batch, steps, features]`, and weights as `[1, gates · units, …]` with the
/// blocks i, o, f, c of an LSTM.
final class OnnxRecurrence {
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 1e-5);
    private static final int BIAS = 3;

    private final Backend backend;
    private final OnnxNode node;
    private final Graph graph = new Graph();
    private final Map<String, double[]> feeds = new HashMap<>();
    private final Cell cell;
    private final int units;

    OnnxRecurrence(Backend backend, OnnxNode node) {
        this.backend = backend;
        this.node = node;
        this.units = node.number("hidden_size", 0);
        this.cell = switch (node.operator()) {
            case "RNN" -> new Cell.SimpleRnn(Cell.Squash.TANH);
            case "LSTM" -> new Cell.Lstm();
            default -> new Cell.Gru(node.number("linear_before_reset", 0) == 1);
        };
    }

    static boolean writes(String operator) {
        return List.of("RNN", "LSTM", "GRU").contains(operator);
    }

    void check() {
        Case.require(node.inputs().size() <= BIAS + 1, "lengths, initial states and peepholes are not written here");
        Case.require(node.text("direction", "forward").equals("forward"), "one direction is written here");
        OnnxTensor given = node.input(0);
        OnnxTensor x = node.number("layout", 0) == 1 ? given : given.transposed(1, 0, 2);
        Node states = states(x);
        int batch = x.extents().getFirst();
        int steps = x.extents().get(1);
        Slice last = new Slice(List.of(0, 0, steps - 1, 0), Shape.of(1, batch, 1, units));
        graph.output("Y", graph.add(new Slice(List.of(0, 0, 0, 0), Shape.of(1, batch, steps, units)), states));
        graph.output("Y_h", graph.add(last, states));
        Running running = Running.on(backend, graph);
        running.feed(feeds);
        TOLERANCE.check("Y_h", node.outputs().getLast().values(), running.run(0, "Y_h"));
        if (node.outputs().size() > 1) {
            TOLERANCE.check("Y", batchFirst(node.outputs().getFirst()).values(), running.run(0, "Y"));
        }
    }

    /// Y as `[batch, steps, 1, units]`.
    private OnnxTensor batchFirst(OnnxTensor all) {
        return node.number("layout", 0) == 1 ? all : all.transposed(2, 0, 1, 3);
    }

    private Node states(OnnxTensor x) {
        int batch = x.extents().getFirst();
        int steps = x.extents().get(1);
        int width = cell.gates() * units;
        Node sum = fed("x", x.values(), Shape.of(batch * steps, x.extents().get(2)))
                .matmul(weight("weight", node.input(1)))
                .plus(bias("bias", 0));
        List<Node> operands = new ArrayList<>(List.of(
                sum.plus(cell.recurrentBias() ? graph.constant(0) : bias("recurrentBias", 1))
                        .reshape(Shape.of(batch, steps, width)),
                weight("recurrentWeight", node.input(2)),
                graph.constant(0).broadcastTo(Shape.of(cell.states(), batch, units)),
                graph.constant(1).broadcastTo(Shape.of(batch, steps))));
        if (cell.recurrentBias()) {
            operands.add(bias("recurrentBias", 1));
        }
        return graph.add(new Recurrence(cell, false), operands.toArray(Node[]::new));
    }

    private Node fed(String name, double[] values, Shape shape) {
        feeds.put(name, values);
        return graph.input(name, shape);
    }

    /// `[1, gates · units, from]` as `[from, gates · units]`.
    private Node weight(String name, OnnxTensor stored) {
        int from = stored.extents().getLast();
        int width = cell.gates() * units;
        double[] turned = new double[stored.values().length];
        for (int column = 0; column < width; column++) {
            for (int k = 0; k < from; k++) {
                turned[k * width + column] = stored.values()[place(column) * from + k];
            }
        }
        return fed(name, turned, Shape.of(from, width));
    }

    /// The first or the second half of the biases, zeros where there are none.
    private Node bias(String name, int half) {
        int width = cell.gates() * units;
        double[] bias = new double[width];
        for (int column = 0; column < width && node.has(BIAS); column++) {
            bias[column] = node.input(BIAS).values()[half * width + place(column)];
        }
        return fed(name, bias, Shape.of(width));
    }

    /// Where ONNX has a column.
    private int place(int column) {
        int[] blocks = cell instanceof Cell.Lstm ? new int[] {0, 2, 3, 1} : new int[] {0, 1, 2};
        return blocks[column / units] * units + column % units;
    }
}
