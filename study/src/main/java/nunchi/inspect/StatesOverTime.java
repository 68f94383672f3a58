package nunchi.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Recurrent.RecurrenceTrace;
import nunchi.inference.TextDecoder;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// What recurrent layers of a trained model hold after each step of some examples, and how far their gates are open.
///
/// @param layers      in the order of the model; without those of a decoder, whose steps are not the examples'
/// @param input       `[examples, steps, channels]`: the examples, or what the first recurrent layer reads where they
///                    are shaped anew; null where neither is a vector for each step
/// @param predictions `[examples, …]`
public record StatesOverTime(
        List<CellStates> layers, @Nullable Tensor input, Tensor predictions) {
    private static final String INPUT = "input";
    private static final String TRACE = "/trace";

    public StatesOverTime {
        layers = List.copyOf(layers);
    }

    /// What one layer holds.
    ///
    /// @param path    of the layer, `0.lstm` or `1.bidirectional/forward`
    /// @param cell    what it computes at each step
    /// @param reverse whether the last step is read first
    /// @param values  by their names, `[examples, steps, units]`: the state `h`, of an LSTM also `c`; then the gates
    ///                `i`, `f`, `candidate` and `o` of an LSTM, or `z`, `r` and `candidate` of a GRU, after their
    ///                functions, 0 at padding
    public record CellStates(String path, Cell cell, boolean reverse, SequencedMap<String, Tensor> values) {}

    /// Of a model in use.
    ///
    /// @param trained the tensors of the trained model by their names
    /// @param rows    that are read
    public static StatesOverTime of(Experiment experiment, Map<String, Tensor> trained, Dataset rows, Backend backend) {
        Graph graph = new Graph(experiment.network(rows).trainingStep().strict());
        SequencedMap<String, Node> outputs = new LinkedHashMap<>();
        Node examples = graph.input(Network.EXAMPLES, rows.example().batch(rows.size()));
        outputs.put(Network.EXAMPLES, examples);
        Node output = experiment.layers().withoutViews().build(Scope.inference(graph), examples, outputs::put);
        List<Node> recurrences = recurrences(graph);
        for (Node node : recurrences) {
            Recurrence recurrence = (Recurrence) node.op();
            RecurrenceTrace trace = new RecurrenceTrace(recurrence.cell(), recurrence.reverse());
            graph.output(layer(node), node);
            graph.output(layer(node) + TRACE, graph.add(trace, node.inputs().toArray(Node[]::new)));
        }
        Node input = recurrences.isEmpty() ? null : input(outputs, recurrences.getFirst());
        if (input != null) {
            graph.output(INPUT, input);
        }
        graph.output(Network.PREDICTION, experiment.learner().loss().output().prediction(output));
        Program program = program(graph, trained, backend);
        program.feed(Network.EXAMPLES, values(rows));
        feedTargets(graph, program, rows);
        program.run(0);
        return new StatesOverTime(
                recurrences.stream().map(node -> states(node, program)).toList(),
                input == null ? null : fetched(program, INPUT, input.shape()),
                fetched(program, Network.PREDICTION, output.shape()));
    }

    private static List<Node> recurrences(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof Recurrence && !node.path().contains(AttentionWeights.DECODER))
                .toList();
    }

    /// The path of the layer that a node is the recurrence of.
    private static String layer(Node recurrence) {
        return recurrence.path().substring(0, Math.max(0, recurrence.path().lastIndexOf('/')));
    }

    /// The examples where their first axis is that of the steps, else what the layer reads.
    private static @Nullable Node input(SequencedMap<String, Node> outputs, Node recurrence) {
        int batch = recurrence.shape().extent(1);
        int steps = recurrence.shape().extent(2);
        String layer = layer(recurrence).split("/")[0];
        Node examples = outputs.firstEntry().getValue();
        Node read = examples;
        for (Map.Entry<String, Node> output : outputs.entrySet()) {
            if (output.getKey().equals(layer)) {
                break;
            }
            read = output.getValue();
        }
        Node chosen = isOf(examples.shape(), steps) ? examples : isOf(read.shape(), steps) ? read : null;
        return chosen == null
                ? null
                : chosen.reshape(Shape.of(batch, steps, chosen.shape().size() / batch / steps));
    }

    private static boolean isOf(Shape shape, int steps) {
        return shape.rank() > 1 && shape.extent(1) == steps;
    }

    private static Program program(Graph graph, Map<String, Tensor> trained, Backend backend) {
        Weights weights = backend.initialize(graph, 1);
        weights.names().forEach(name -> weights.set(name, Objects.requireNonNull(trained.get(name), name)));
        return backend.compile(graph, weights, 1);
    }

    private static float[] values(Dataset rows) {
        int size = rows.example().size();
        float[] values = new float[rows.size() * size];
        for (int row = 0; row < rows.size(); row++) {
            rows.example(row, values, row * size);
        }
        return values;
    }

    /// What a decoder reads, as in training.
    private static void feedTargets(Graph graph, Program program, Dataset rows) {
        if (!TextDecoder.decodes(graph)) {
            return;
        }
        int size = rows.target().size();
        float[] values = new float[rows.size() * size];
        for (int row = 0; row < rows.size(); row++) {
            rows.target(row, values, row * size);
        }
        program.feed(Network.TARGETS, values);
    }

    private static Tensor fetched(Program program, String name, Shape shape) {
        float[] values = new float[shape.size()];
        program.fetch(name, values);
        return new Tensor(shape, values);
    }

    private static CellStates states(Node node, Program program) {
        Recurrence recurrence = (Recurrence) node.op();
        Shape shape = node.shape();
        Shape each = shape.example();
        float[] states = fetched(program, layer(node), shape).values();
        Shape gates = each.withLast(recurrence.cell().traced() * each.last());
        float[] trace = fetched(program, layer(node) + TRACE, gates).values();
        SequencedMap<String, Tensor> values = new LinkedHashMap<>();
        List<String> names = recurrence.cell() instanceof Cell.Lstm ? List.of("h", "c") : List.of("h");
        for (int state = 0; state < names.size(); state++) {
            values.put(names.get(state), block(each, states, state * each.size(), each.last()));
        }
        List<String> blocks = gates(recurrence.cell());
        for (int gate = 0; gate < blocks.size(); gate++) {
            values.put(blocks.get(gate), block(each, trace, gate * each.last(), gates.last()));
        }
        return new CellStates(layer(node), recurrence.cell(), recurrence.reverse(), values);
    }

    private static List<String> gates(Cell cell) {
        return switch (cell) {
            case Cell.SimpleRnn _ -> List.of();
            case Cell.Lstm _ -> List.of("i", "f", "candidate", "o");
            case Cell.Gru _ -> List.of("z", "r", "candidate");
        };
    }

    /// @param start of the first row within the values
    /// @param apart from the start of a row to that of the next
    private static Tensor block(Shape shape, float[] values, int start, int apart) {
        Tensor block = Tensor.zeros(shape);
        for (int row = 0; row < shape.rows(); row++) {
            System.arraycopy(values, start + row * apart, block.values(), row * shape.last(), shape.last());
        }
        return block;
    }
}
