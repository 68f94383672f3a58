package nunchi.run;

import java.util.Arrays;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// What a model makes of the rows of a data set, [Network#predictionWithHidden].
///
/// @param hidden  `[rows, values]` of its hidden layers
/// @param outputs `[rows, units]` of its last layer
record ModelValues(Tensor hidden, Tensor outputs) {
    private static final int BATCH = 128;
    private static final int VALUES = 1 << 25;

    /// @param layers [Network#HIDDEN] or [Network#HIDDEN_MEANS]
    /// @return null where there is no hidden layer, or the rows make more values than 32 million
    static @Nullable ModelValues of(
            Experiment experiment, Snapshot model, Dataset rows, String layers, Backend backend) {
        Graph graph = new Network(experiment.layers(), rows.example(), Shape.SCALAR, experiment.trainingStep())
                .predictionWithHidden(BATCH);
        Node hidden = graph.outputs().get(layers);
        if (hidden == null) {
            return null;
        }
        if ((long) hidden.shape().example().size() * rows.size() > VALUES) {
            return null;
        }
        Weights weights = backend.initialize(graph, 0);
        weights.names()
                .forEach(name ->
                        weights.set(name, Objects.requireNonNull(model.tensors().get(name))));
        Program program = backend.compile(graph, weights, 0);
        Node outputs = Objects.requireNonNull(graph.outputs().get(Network.OUTPUT));
        return new ModelValues(run(program, rows, layers, hidden), run(program, rows, Network.OUTPUT, outputs));
    }

    private static Tensor run(Program program, Dataset rows, String output, Node node) {
        int width = node.shape().example().size();
        float[] all = new float[Math.ceilDiv(rows.size(), BATCH) * BATCH * width];
        float[] values = new float[BATCH * width];
        float[] examples = new float[BATCH * rows.example().size()];
        for (int first = 0; first < rows.size(); first += BATCH) {
            for (int i = 0; i < Math.min(BATCH, rows.size() - first); i++) {
                rows.example(first + i, examples, i * rows.example().size());
            }
            program.feed(Network.EXAMPLES, examples);
            program.run(0);
            program.fetch(output, values);
            System.arraycopy(values, 0, all, first * width, values.length);
        }
        return new Tensor(Shape.of(rows.size(), width), Arrays.copyOf(all, rows.size() * width));
    }

    boolean isFinite() {
        return isFinite(hidden) && isFinite(outputs);
    }

    private static boolean isFinite(Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
