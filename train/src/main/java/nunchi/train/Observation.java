package nunchi.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.BatchForm;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.network.Network;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Looks at a training from outside: what one more step would compute on rows that stay the same, with the weights as
/// they are.
///
/// The step is one of training, with its loss, dropout (the same masks at every look) and statistics of the batch, and
/// runs over a copy of the weights, so that whatever it does the training is the same as without it.
final class Observation {
    private final List<String> layers;
    private final int rows;
    private final Graph graph;
    private final Program program;
    private final Weights trained;
    private final Weights copy;
    private final Backend backend;
    private final float[] values;

    /// @param most rows that are looked at
    Observation(Experiment experiment, int most, Dataset train, Backend backend, Weights trained) {
        this.rows = Math.min(most, train.size());
        this.layers = List.copyOf(experiment.layers().byPath().keySet());
        this.graph = StepGraphs.weighted(experiment, train, BatchForm.of(train, rows))
                .observed(rows);
        this.trained = trained;
        this.backend = backend;
        this.copy = backend.initialize(graph, experiment.seed());
        this.program = backend.compile(graph, copy, experiment.seed());
        this.values = new float
                [graph.outputs().values().stream()
                        .mapToInt(node -> node.shape().size())
                        .max()
                        .orElse(0)];
        feed(
                train,
                Arrays.copyOf(RandomKey.of(experiment.seed()).with("histograms").permutation(train.size()), rows));
    }

    private void feed(Dataset train, int[] rows) {
        int width = train.example().size();
        int targetWidth = train.target().size();
        float[] examples = new float[rows.length * width];
        float[] targets = new float[rows.length * targetWidth];
        for (int i = 0; i < rows.length; i++) {
            train.example(rows[i], examples, i * width);
            train.target(rows[i], targets, i * targetWidth);
        }
        program.feed(Network.EXAMPLES, examples);
        program.feed(Network.TARGETS, targets);
    }

    /// @param epoch after which it is; 0 before the first
    TrainingEvent.Histograms look(int epoch) {
        SequencedMap<String, Distribution> weights = new LinkedHashMap<>();
        SequencedMap<String, Distribution> gradients = new LinkedHashMap<>();
        SequencedMap<String, Distribution> activations = new LinkedHashMap<>();
        for (String name : graph.weights().keySet()) {
            Tensor tensor = trained.get(name);
            copy.set(name, tensor);
            weights.put(name, Distribution.of(tensor.values(), tensor.shape().size(), backend.numerics()));
        }
        program.run(0);
        for (String name : graph.weights().keySet()) {
            if (graph.outputs().containsKey(Network.gradient(name))) {
                gradients.put(name, output(Network.gradient(name)));
            }
        }
        for (String layer : layers) {
            Shape shape = shape(layer);
            activations.put(layer, output(layer).withDead(values, shape.size(), shape.last()));
        }
        return new TrainingEvent.Histograms(epoch, rows, weights, gradients, activations);
    }

    /// Its values stay in the array.
    private Distribution output(String name) {
        program.fetch(name, values);
        return Distribution.of(values, shape(name).size(), backend.numerics());
    }

    private Shape shape(String output) {
        return Objects.requireNonNull(graph.outputs().get(output)).shape();
    }
}
