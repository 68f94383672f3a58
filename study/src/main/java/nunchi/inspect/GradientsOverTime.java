package nunchi.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.network.Network;
import nunchi.network.StateGradients;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Tensor;

/// What backpropagation through time brings to each step of a recurrent layer, before a training and after it; see
/// [StateGradients]. Computed in float64, since what vanishes is too small for float32.
///
/// @param path   of the layer
/// @param before `[steps]`: the mean over the examples of `‖∂L/∂hₜ‖`, with the initial weights
/// @param after  the same with the trained weights
public record GradientsOverTime(String path, double[] before, double[] after) {

    /// Whether the model has a recurrent layer to look at.
    public static boolean possible(Experiment experiment, Dataset data) {
        return !StateGradients.of(experiment.network(data), 1).paths().isEmpty();
    }

    /// Of each recurrent layer, in the order of the model.
    ///
    /// @param trained the tensors of the trained model by their names
    /// @param rows    whose losses are differentiated
    public static List<GradientsOverTime> of(Experiment experiment, Map<String, Tensor> trained, Dataset rows) {
        StateGradients gradients = StateGradients.of(experiment.network(rows), rows.size());
        try (ReferenceBackend backend = new ReferenceBackend()) {
            ReferenceWeights weights = backend.initialize(gradients.graph(), experiment.seed());
            gradients.graph().weights().values().stream()
                    .map(node -> (Weight) node.op())
                    .filter(weight -> weight.role() == Role.STATISTIC)
                    .forEach(weight -> set(weights, weight.label(), trained));
            List<double[]> before = norms(gradients, backend.compile(gradients.graph(), weights, 0), rows);
            gradients.graph().weights().keySet().forEach(name -> set(weights, name, trained));
            List<double[]> after = norms(gradients, backend.compile(gradients.graph(), weights, 0), rows);
            return IntStream.range(0, before.size())
                    .mapToObj(i -> new GradientsOverTime(gradients.paths().get(i), before.get(i), after.get(i)))
                    .toList();
        }
    }

    private static void set(ReferenceWeights weights, String name, Map<String, Tensor> trained) {
        weights.set(name, Objects.requireNonNull(trained.get(name), name));
    }

    private static List<double[]> norms(StateGradients gradients, ReferenceProgram program, Dataset rows) {
        int values = rows.example().size();
        int outputs = rows.target().size();
        float[] examples = new float[rows.size() * values];
        float[] targets = new float[rows.size() * outputs];
        for (int row = 0; row < rows.size(); row++) {
            rows.example(row, examples, row * values);
            rows.target(row, targets, row * outputs);
        }
        program.feed(Network.EXAMPLES, examples);
        program.feed(Network.TARGETS, targets);
        program.run(0);
        return gradients.paths().stream()
                .map(path -> Arrays.stream(program.fetch(path))
                        .map(norm -> norm / StateGradients.SCALE)
                        .toArray())
                .toList();
    }
}
