package nunchi.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.BatchForm;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.Scope;
import nunchi.network.Network;
import nunchi.network.Preprocessed;

/// Finds what in a step is no longer a finite number: an example, a layer's weights or its output.
final class Divergence {
    private static final String MEND = "put a finite number in its place or leave the row out";
    private static final String USUAL_CAUSES =
            "usual causes are a learning rate that is too large, inputs that are not scaled, or initial weights that are too large";

    private final Experiment experiment;
    private final Dataset data;
    private final Backend backend;
    private final Weights weights;

    /// @param weights as they were before the step
    Divergence(Experiment experiment, Dataset data, Backend backend, Weights weights) {
        this.experiment = experiment;
        this.data = data;
        this.backend = backend;
        this.weights = weights;
    }

    /// The first culprit in the order of the computation and what to do about it, in words.
    ///
    /// @param number of the step from 0, which decides about dropout
    String first(Batches batches, int epoch, int index, long number) {
        Batches.Epoch taken = batches.epoch(epoch);
        BatchForm form = taken.form(index);
        float[] examples = new float[form.rows() * form.example().size()];
        float[] targets = new float[form.rows() * form.target().size()];
        taken.fill(index, examples, targets);
        int example = firstNotFinite(examples) / form.example().size();
        int target = firstNotFinite(targets) / form.target().size();
        if (firstNotFinite(examples) >= 0) {
            int at = firstNotFinite(examples);
            return "%s has %s in %s; %s"
                    .formatted(
                            named(taken.row(index, example)),
                            examples[at],
                            column(at % form.example().size()),
                            MEND);
        }
        if (firstNotFinite(targets) >= 0) {
            return "the target of %s is %s; %s"
                    .formatted(named(taken.row(index, target)), targets[firstNotFinite(targets)], MEND);
        }
        return "%s; %s".formatted(firstLayer(form, examples, targets, number), USUAL_CAUSES);
    }

    private String column(int value) {
        List<String> names =
                data.card().table() == null ? List.of() : data.card().table().valueNames();
        return names.isEmpty()
                ? "column %d (counted from 0)".formatted(value)
                : "column '%s'".formatted(names.get(value));
    }

    private String named(int row) {
        int source = data.rowInSource(row);
        return source == row
                ? "row %d of the training data".formatted(row)
                : "row %d of %s (counted from 0; row %d of the training set)".formatted(source, data.name(), row);
    }

    private String firstLayer(BatchForm form, float[] examples, float[] targets, long number) {
        Graph graph = new Graph();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Node input = graph.input(Network.EXAMPLES, form.example().batch(form.rows()));
        Preprocessed layers = (Preprocessed) experiment.network(data, form).model();
        layers.build(Scope.training(graph), input, (path, output) -> {
            sizes.put(path, output.shape().size());
            graph.output(path, output);
        });
        Map<String, String> badWeights = badWeights(graph);
        Program program = backend.compile(graph, weights, experiment.seed());
        program.feed(Network.EXAMPLES, examples);
        if (graph.inputs().containsKey(Network.TARGETS)) {
            program.feed(Network.TARGETS, targets);
        }
        program.run(number);
        for (Map.Entry<String, Integer> layer : sizes.entrySet()) {
            if (badWeights.containsKey(layer.getKey())) {
                return "the first layer to fail is %s: its %s is not finite"
                        .formatted(layer.getKey(), badWeights.get(layer.getKey()));
            }
            float[] output = new float[layer.getValue()];
            program.fetch(layer.getKey(), output);
            if (firstNotFinite(output) >= 0) {
                return "the first layer to fail is %s: its output is not finite, its weights still are"
                        .formatted(layer.getKey());
            }
        }
        return "every layer's output is still finite, the loss of it is not";
    }

    /// The first weight of each layer that has one not finite: layer to weight. Asked before the program may update
    /// statistics.
    private Map<String, String> badWeights(Graph graph) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : graph.weights().keySet()) {
            if (firstNotFinite(weights.get(name).values()) >= 0) {
                found.putIfAbsent(name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1));
            }
        }
        return found;
    }

    private static int firstNotFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
