package nunchi.run;

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
        Rows before = new Rows(rows.size(), hidden);
        Rows last = new Rows(rows.size(), outputs);
        float[] examples = new float[BATCH * rows.example().size()];
        for (int first = 0; first < rows.size(); first += BATCH) {
            for (int i = 0; i < Math.min(BATCH, rows.size() - first); i++) {
                rows.example(first + i, examples, i * rows.example().size());
            }
            program.feed(Network.EXAMPLES, examples);
            program.run(0);
            before.take(program, layers, first);
            last.take(program, Network.OUTPUT, first);
        }
        return new ModelValues(before.tensor(), last.tensor());
    }

    /// What an output is for all rows, batch by batch.
    private static final class Rows {
        private final int count;
        private final int width;
        private final float[] batch;
        private final float[] all;

        Rows(int count, Node output) {
            this.count = count;
            this.width = output.shape().example().size();
            this.batch = new float[BATCH * width];
            this.all = new float[count * width];
        }

        /// @param first row of the batch that was run
        void take(Program program, String output, int first) {
            program.fetch(output, batch);
            System.arraycopy(batch, 0, all, first * width, Math.min(BATCH, count - first) * width);
        }

        Tensor tensor() {
            return new Tensor(Shape.of(count, width), all);
        }
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
