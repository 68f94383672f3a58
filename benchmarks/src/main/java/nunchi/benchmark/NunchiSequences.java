package nunchi.benchmark;

import java.util.ArrayList;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.inference.TextDecoder;
import nunchi.layer.Scope;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import nunchi.prediction.DecodeSettings;
import nunchi.tensor.Shape;

/// Recurrent layers alone, and translations.
final class NunchiSequences {
    private static final String X = "x";
    private static final String RESULT = "result";
    /// Values as small as weights are, so that no gate is all open or shut.
    private static final float SCALE = 0.1f;

    private NunchiSequences() {}

    static Runnable layer(Backend backend, Work.Recurrence work) {
        return work.backward() ? new Anew(backend, bothPasses(work), SCALE) : forward(backend, work);
    }

    /// Sequences handed over, all states handed back.
    private static Runnable forward(Backend backend, Work.Recurrence work) {
        Part.Recurrent layer = work.layer();
        Graph graph = new Graph();
        Node x = graph.input(X, Shape.of(work.batch(), layer.steps(), layer.inputs()));
        Node states = NunchiNetwork.layer(layer).build(Scope.inference(graph), x);
        graph.output(RESULT, states);
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        float[] examples = NunchiEngine.normal(x.shape().size());
        float[] result = new float[states.shape().size()];
        return () -> {
            program.feed(X, examples);
            program.run(0);
            program.fetch(RESULT, result);
        };
    }

    /// All states, and from the gradient with respect to them those of the sequences, weights and biases. The weights
    /// are inputs, so that nothing of them is kept from run to run, as in a training.
    static Graph bothPasses(Work.Recurrence work) {
        Part.Recurrent layer = work.layer();
        Cell cell = switch (layer.cell()) {
            case RELU -> new Cell.SimpleRnn(Cell.Squash.RELU);
            case LSTM -> new Cell.Lstm();
            case GRU -> new Cell.Gru(true);
        };
        Graph graph = new Graph();
        int sums = cell.gates() * layer.units();
        Shape sequences = Shape.of(work.batch(), layer.steps(), layer.inputs());
        List<Node> operands = new ArrayList<>();
        operands.add(graph.input(X, sequences));
        operands.add(graph.input("weight", Shape.of(layer.inputs(), sums)));
        operands.add(graph.input("bias", Shape.of(sums)));
        operands.add(graph.input("recurrentWeight", Shape.of(layer.units(), sums)));
        if (cell.recurrentBias()) {
            operands.add(graph.input("recurrentBias", Shape.of(sums)));
        }
        Node states = states(graph, cell, operands, sequences.withLast(layer.units()));
        graph.output(RESULT, states);
        List<Node> gradients = Adjoints.of(states, graph.input("gradient", states.shape()), operands);
        for (int i = 0; i < gradients.size(); i++) {
            graph.output("gradient" + i, gradients.get(i));
        }
        return graph;
    }

    private static Node states(Graph graph, Cell cell, List<Node> given, Shape states) {
        Node x = given.getFirst();
        Node inputs = x.reshape(Shape.of(x.shape().rows(), x.shape().last()))
                .matmul(given.get(1))
                .plus(given.get(2));
        int batch = states.extent(0);
        List<Node> operands = new ArrayList<>();
        operands.add(inputs.reshape(states.withLast(inputs.shape().last())));
        operands.add(given.get(3));
        operands.add(graph.constant(0).broadcastTo(Shape.of(cell.states(), batch, states.last())));
        operands.add(graph.constant(1).broadcastTo(Shape.of(batch, states.extent(1))));
        operands.addAll(given.subList(4, given.size()));
        Node all = graph.add(new Recurrence(cell, false), operands.toArray(Node[]::new));
        Shape hidden = all.shape().with(0, 1);
        return graph.add(new Slice(List.of(0, 0, 0, 0), hidden), all).reshape(states);
    }

    /// A text handed over, the most likely tokens handed back.
    static Runnable translation(Backend backend, Work.Translating work) {
        Model model = work.study().model();
        Graph graph = NunchiNetwork.of(work.study(), false).prediction(1);
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        TextDecoder decoder = TextDecoder.of(program, graph, DecodeSettings.GREEDY, OutputKind.CLASS_LOGITS);
        float[] examples = NunchiEngine.tokens(model, 1);
        float[] tokens = decoder.run(examples, 1);
        for (int step = 0; step + 1 < tokens.length; step++) {
            if (tokens[step] == 0) {
                throw new IllegalStateException("the text ends after %d tokens".formatted(step));
            }
        }
        return () -> decoder.run(examples, 1);
    }
}
