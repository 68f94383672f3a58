package nunchi.train;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.BatchForm;
import nunchi.data.Batches;
import nunchi.data.Buckets;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.network.Network;
import nunchi.tensor.Shape;

/// Whether a model says the same of a text however far it is padded, as buckets ask for.
///
/// It is measured, so that it holds of any layer: the untrained model must give the same bits for some texts of the
/// shortest bucket, padded to its length and to that of the longest.
final class PaddingEffect {
    private static final int ROWS = 8;

    private final Experiment experiment;
    private final Dataset data;
    private final BatchForm whole;

    private PaddingEffect(Experiment experiment, Dataset data) {
        this.experiment = experiment;
        this.data = data;
        this.whole = BatchForm.of(data, ROWS);
    }

    /// @throws nunchi.check.InvalidRequestException when padding changes what the model says, or the weights that it
    ///     has
    static void refuse(Experiment experiment, Dataset data) {
        if (!experiment.data().buckets().isEmpty()) {
            new PaddingEffect(experiment, data)
                    .refuse(Buckets.of(data, experiment.data().buckets()));
        }
    }

    private void refuse(Buckets buckets) {
        Graph longest = graph(whole);
        for (int bucket = 0; bucket < buckets.count() - 1; bucket++) {
            requireWeights(longest, buckets.form(bucket));
        }
        Batches batches = Batches.everyRow(data, ROWS).inBuckets(buckets);
        Batches.Epoch rows = batches.epoch(0);
        int shortest = 0;
        for (int index = 0; index < batches.count(); index++) {
            shortest = rows.bucket(index) < rows.bucket(shortest) ? index : shortest;
        }
        if (rows.bucket(shortest) < buckets.count() - 1) {
            requireSame(rows, shortest);
        }
    }

    private Graph graph(BatchForm form) {
        return experiment.network(data, form).inference(ROWS);
    }

    private void requireWeights(Graph longest, BatchForm form) {
        Graph graph;
        try {
            graph = graph(form);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(
                    "the model does not take the bucket of %d tokens: %s; leave data.buckets out, or change the model"
                            .formatted(form.example().size(), refused.getMessage()),
                    refused);
        }
        graph.weights().forEach((name, weight) -> {
            Shape full = Objects.requireNonNull(longest.weights().get(name)).shape();
            Check.require(
                    weight.shape().equals(full),
                    "the weight %s has the shape %s for texts of %d tokens, and %s for those of %d, so that buckets cannot share it; tell the layer the number of steps (positions: {steps: %5$d}), or leave data.buckets out"
                            .formatted(
                                    name,
                                    weight.shape(),
                                    form.example().size(),
                                    full,
                                    data.example().size()));
        });
    }

    private void requireSame(Batches.Epoch rows, int index) {
        BatchForm form = rows.form(index);
        float[] examples = new float[ROWS * form.example().size()];
        float[] targets = new float[ROWS * form.target().size()];
        rows.fill(index, examples, targets);
        try (Backend backend = Backends.fastest(1)) {
            Weights weights = backend.initialize(graph(whole), experiment.seed());
            float[] near = losses(backend, weights, form, examples, targets);
            float[] far = losses(
                    backend,
                    weights,
                    whole,
                    joined(form.rows(), position -> data.example(rows.row(index, position))),
                    joined(form.rows(), position -> target(rows.row(index, position))));
            Check.require(
                    Arrays.equals(near, 0, form.rows(), far, 0, form.rows()),
                    "what the model says about a text depends on how far it is padded, so that it would change with data.buckets; begin with an embedding, which tells the layers after it what is padding, or leave data.buckets out");
        }
    }

    private float[] target(int row) {
        float[] target = new float[data.target().size()];
        data.target(row, target, 0);
        return target;
    }

    private static float[] joined(int rows, IntFunction<float[]> values) {
        int width = values.apply(0).length;
        float[] all = new float[ROWS * width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values.apply(row), 0, all, row * width, width);
        }
        return all;
    }

    private float[] losses(Backend backend, Weights weights, BatchForm form, float[] examples, float[] targets) {
        Program program = backend.compile(graph(form), weights, experiment.seed());
        program.feed(Network.EXAMPLES, examples);
        program.feed(Network.TARGETS, targets);
        program.run(0);
        float[] losses = new float[ROWS];
        program.fetch(Network.LOSS, losses);
        return losses;
    }
}
