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

/// What a model's hidden layers make of the rows of a data set, [Network#predictionWithHidden].
final class HiddenValues {
    private static final int BATCH = 128;
    private static final int VALUES = 1 << 24;

    private HiddenValues() {}

    /// @return `[rows, values]`; null where there is no hidden layer, or the rows make more values than 16 million
    static @Nullable Tensor of(Experiment experiment, Snapshot model, Dataset rows, Backend backend) {
        Graph graph = new Network(experiment.layers(), rows.example(), Shape.SCALAR, experiment.trainingStep())
                .predictionWithHidden(BATCH);
        Node hidden = graph.outputs().get(Network.HIDDEN);
        if (hidden == null) {
            return null;
        }
        int width = hidden.shape().example().size();
        if ((long) width * rows.size() > VALUES) {
            return null;
        }
        Weights weights = backend.initialize(graph, 0);
        weights.names()
                .forEach(name ->
                        weights.set(name, Objects.requireNonNull(model.tensors().get(name))));
        return run(backend.compile(graph, weights, 0), rows, width);
    }

    private static Tensor run(Program program, Dataset rows, int width) {
        float[] all = new float[Math.ceilDiv(rows.size(), BATCH) * BATCH * width];
        float[] examples = new float[BATCH * rows.example().size()];
        float[] values = new float[BATCH * width];
        for (int first = 0; first < rows.size(); first += BATCH) {
            for (int i = 0; i < Math.min(BATCH, rows.size() - first); i++) {
                rows.example(first + i, examples, i * rows.example().size());
            }
            program.feed(Network.EXAMPLES, examples);
            program.run(0);
            program.fetch(Network.HIDDEN, values);
            System.arraycopy(values, 0, all, first * width, values.length);
        }
        return new Tensor(Shape.of(rows.size(), width), Arrays.copyOf(all, rows.size() * width));
    }
}
