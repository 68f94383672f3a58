package nunchi.train;

import java.util.List;
import java.util.Objects;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.StoppedException;
import nunchi.data.BatchStream;
import nunchi.data.Batches;
import nunchi.data.Dataset;
import nunchi.graph.Graph;
import nunchi.inference.TextDecoder;
import nunchi.loss.OutputKind;
import nunchi.metric.Metric;
import nunchi.metric.Metrics;
import nunchi.metric.Predictions;
import nunchi.metric.TargetType;
import nunchi.network.Network;
import nunchi.prediction.Decision;
import nunchi.prediction.DecodeSettings;
import org.jspecify.annotations.Nullable;

/// Passes over whole data sets with the weights as they are, dropout off.
///
/// One program of a fixed batch serves all: the rows that an incomplete batch lacks are computed from what the arrays
/// hold and not looked at, as no row of an inference depends on another.
final class Inference {
    private static final int BATCH = 128;
    /// Fewer batches are filled sooner than a thread has started.
    private static final int WORTH_A_THREAD = 4;
    private static final long PROGRESS_NANOSECONDS = 100_000_000;

    private final Network network;
    private final Program program;
    private final OutputKind kind;
    private final int units;
    /// Null where predictions are not made token by token.
    private final @Nullable TextDecoder decoder;
    private final float[] losses;
    private final float[] outputs;
    /// For the batch of a data set that has fewer rows.
    private final float[] examples;
    private final float[] targets;
    /// The examples of the batch that the program holds.
    private float[] given = {};

    /// @param decoding how texts are made of what a decoder says
    Inference(Network network, Backend backend, Weights weights, long seed, DecodeSettings decoding) {
        this.network = network;
        this.kind = network.trainingStep().loss().output();
        Graph graph = network.inference(BATCH);
        this.program = backend.compile(graph, weights, seed);
        int outputSize = Objects.requireNonNull(graph.outputs().get(Network.OUTPUT))
                .shape()
                .size();
        this.units = outputSize / BATCH;
        Graph free = network.prediction(BATCH);
        this.decoder = TextDecoder.decodes(free)
                ? TextDecoder.of(backend.compile(free, weights, seed), free, decoding, kind)
                : null;
        this.losses = new float[BATCH];
        this.outputs = new float[outputSize];
        this.examples = new float[BATCH * network.example().size()];
        this.targets = new float[BATCH * network.target().size()];
    }

    int units() {
        return units;
    }

    /// Loss, accuracy where there are classes, and what else is wanted.
    ///
    /// @param progress hears of it at most ten times a second
    MetricValues measure(Dataset data, List<Metric> wanted, Progress progress) {
        List<Metric> metrics = Metrics.ofPass(TargetType.of(kind, data), wanted);
        if (metrics.isEmpty()) {
            return pass(data, (_, _) -> {}, progress);
        }
        Measured measured = predict(data, progress);
        return measured.figures().withMetrics(Metrics.measure(metrics, measured.predictions()));
    }

    /// The same with all metrics that there are, and the predictions they come from.
    Measured evaluate(Dataset data, List<Metric> wanted, Progress progress) {
        Measured measured = predict(data, progress);
        List<Metric> metrics = Metrics.ofEvaluation(measured.predictions(), wanted);
        return new Measured(
                measured.figures().withMetrics(Metrics.measure(metrics, measured.predictions())),
                measured.predictions());
    }

    /// A pass that keeps what the model says.
    private Measured predict(Dataset data, Progress progress) {
        if (TargetType.of(kind, data).ofSteps()) {
            return predictTexts(data, progress);
        }
        float[] predictions = new float[Math.multiplyExact(data.size(), units)];
        float[] logits = kind.isLogits() ? new float[predictions.length] : predictions;
        MetricValues figures = pass(data, (index, rows) -> keep(index, rows, logits, predictions), progress);
        return new Measured(figures, new Predictions(data, kind, units, predictions, logits));
    }

    /// The most likely token of each step: after those that were predicted before, where there is a decoder.
    private Measured predictTexts(Dataset data, Progress progress) {
        int steps = network.target().size();
        float[] tokens = new float[Math.multiplyExact(data.size(), steps)];
        Decision decision = Decision.ofOutputs(kind, units / steps);
        AfterBatch keep = (index, rows) -> {
            int first = index * BATCH * steps;
            if (decoder != null) {
                System.arraycopy(decoder.run(given, rows), 0, tokens, first, rows * steps);
                return;
            }
            for (int place = 0; place < rows * steps; place++) {
                tokens[first + place] = decision.of(outputs, place);
            }
        };
        MetricValues figures = pass(data, keep, progress);
        return new Measured(figures, new Predictions(data, kind, steps, tokens, tokens, figures.loss()));
    }

    private MetricValues pass(Dataset data, AfterBatch after, Progress progress) {
        Tally tally = new Tally(kind, data, units);
        Batches batches = Batches.everyRow(data, BATCH);
        long told = System.nanoTime();
        try (BatchStream stream = new BatchStream(batches, 0, 1, batches.count() < WORTH_A_THREAD ? 0 : 1)) {
            for (int index = 0; index < batches.count(); index++) {
                StoppedException.ifInterrupted();
                BatchStream.Batch batch = stream.next();
                run(batch);
                tally.add(batch.rows(), losses, outputs, batch.targets());
                after.batch(index, batch.rows());
                if (System.nanoTime() - told > PROGRESS_NANOSECONDS) {
                    told = System.nanoTime();
                    progress.measured((int) tally.rows(), data.size());
                }
            }
        }
        return tally.figures();
    }

    /// A batch's logits, where they are others than its predictions, and the predictions.
    private void keep(int index, int rows, float[] logits, float[] predictions) {
        System.arraycopy(outputs, 0, logits, index * BATCH * units, rows * units);
        program.fetch(Network.PREDICTION, outputs);
        System.arraycopy(outputs, 0, predictions, index * BATCH * units, rows * units);
    }

    private void run(BatchStream.Batch batch) {
        given = full(batch.examples(), examples);
        program.feed(Network.EXAMPLES, given);
        program.feed(Network.TARGETS, full(batch.targets(), targets));
        program.run(0);
        program.fetch(Network.LOSS, losses);
        program.fetch(Network.OUTPUT, outputs);
    }

    /// The values where they fill the program's input, else at the beginning of an array that does.
    private static float[] full(float[] values, float[] larger) {
        if (values.length == larger.length) {
            return values;
        }
        System.arraycopy(values, 0, larger, 0, values.length);
        return larger;
    }

    /// Takes what the program holds after a batch.
    private interface AfterBatch {
        void batch(int index, int rows);
    }

    /// Hears how far a pass has come.
    interface Progress {
        void measured(int rows, int of);
    }
}
