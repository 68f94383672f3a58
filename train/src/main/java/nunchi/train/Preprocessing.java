package nunchi.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.Fitted;
import nunchi.layer.Layer;
import nunchi.layer.Residual;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;

/// Gives the [Fitted] layers their statistics, first to last, each from the training examples as the layers before it
/// leave them.
final class Preprocessing {
    private static final int BATCH = 128;
    private static final String OUTPUT = "output";

    private final Preprocessed layers;
    private final Dataset data;
    private final Backend backend;
    private final Weights weights;

    Preprocessing(Preprocessed layers, Dataset data, Backend backend, Weights weights) {
        this.layers = layers;
        this.data = data;
        this.backend = backend;
        this.weights = weights;
    }

    void fit() {
        for (Map.Entry<String, Layer> part : layers.byPath().entrySet()) {
            String path = part.getKey();
            switch (part.getValue()) {
                case Fitted fitted -> fit(path, fitted);
                case Sequential inner -> requireNoneFitted(path, inner.layers());
                case Residual inner -> requireNoneFitted(path, inner.layers());
                default -> {}
            }
        }
    }

    private static void requireNoneFitted(String path, List<Layer> inner) {
        for (Layer layer : inner) {
            Check.require(
                    !(layer instanceof Fitted),
                    "%s inside %s cannot be fitted to the training examples; put it among data.preprocess or directly into model"
                            .formatted(layer.name(), path));
        }
    }

    private void fit(String path, Fitted layer) {
        int batch = Math.min(BATCH, data.size());
        Graph graph = new Graph();
        Node before = before(
                path, graph, graph.input(OUTPUT + "/examples", data.example().batch(batch)));
        graph.output(OUTPUT, before);
        Program program = backend.compile(graph, weights, 0);
        Shape example = before.shape().example();
        Fitted.Fitting fitting = layer.fitting(example);
        see(program, batch, example.size(), fitting);
        fitting.statistics().forEach((name, values) -> weights.set(path + "/" + name, values));
    }

    /// Writes the layers before `path`.
    private Node before(String path, Graph graph, Node input) {
        SequencedMap<String, Layer> earlier = new LinkedHashMap<>();
        for (Map.Entry<String, Layer> part : layers.byPath().entrySet()) {
            if (part.getKey().equals(path)) {
                break;
            }
            earlier.put(part.getKey(), part.getValue());
        }
        return Sequential.chain(earlier, Scope.inference(graph), input, (_, _) -> {});
    }

    private void see(Program program, int batch, int width, Fitted.Fitting fitting) {
        float[] examples = new float[batch * data.example().size()];
        float[] targets = new float[batch * data.target().size()];
        float[] values = new float[batch * width];
        Batches batches = Batches.everyRow(data, batch);
        Batches.Epoch rows = batches.epoch(0);
        for (int index = 0; index < batches.count(); index++) {
            rows.fill(index, examples, targets);
            program.feed(OUTPUT + "/examples", examples);
            program.run(0);
            program.fetch(OUTPUT, values);
            for (int row = 0; row < rows.rows(index); row++) {
                fitting.accept(values, row * width);
            }
        }
    }
}
