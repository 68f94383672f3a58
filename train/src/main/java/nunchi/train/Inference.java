package nunchi.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.StoppedException;
import nunchi.data.BatchForm;
import nunchi.data.BatchStream;
import nunchi.data.Batches;
import nunchi.data.Buckets;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.inference.TextDecoder;
import nunchi.loss.OutputKind;
import nunchi.metric.Metric;
import nunchi.metric.Metrics;
import nunchi.metric.Predictions;
import nunchi.metric.TargetType;
import nunchi.network.Network;
import nunchi.prediction.Decision;
import nunchi.token.TargetEncoding;
import nunchi.token.Vocabulary;
import org.jspecify.annotations.Nullable;

/// Passes over whole data sets with the weights as they are, dropout off.
///
/// One program of a fixed batch serves all of a bucket: the rows that an incomplete batch lacks are computed from what
/// the arrays hold and not looked at, as no row of an inference depends on another.
final class Inference {
    private static final int MOST = 128;
    /// Fewer batches are filled sooner than a thread has started.
    private static final int WORTH_A_THREAD = 4;
    private static final long PROGRESS_NANOSECONDS = 100_000_000;

    private final Experiment experiment;
    private final Dataset like;
    private final Backend backend;
    private final Weights weights;
    /// Rows of a program.
    private final int most;
    private final BatchForm whole;
    private final Map<BatchForm, Program> programs = new HashMap<>();
    private final CarriedStates states;
    private final OutputKind kind;
    private final int units;
    /// Null where predictions are not made token by token.
    private final @Nullable TextDecoder decoder;
    private final float[] losses;
    private final float[] outputs;
    /// For the batch of a data set that has fewer rows.
    private final float[] examples;
    private final float[] targets;

    /// @param like whose examples and targets have the shapes of those that are to be measured
    Inference(Experiment experiment, Dataset like, Backend backend, Weights weights) {
        this.experiment = experiment;
        this.like = like;
        this.backend = backend;
        this.weights = weights;
        this.most =
                experiment.data().continueState() ? Math.min(experiment.data().batch(), MOST) : MOST;
        this.whole = BatchForm.of(like, most);
        Network network = network(experiment, like, whole);
        this.kind = network.trainingStep().loss().output();
        Graph graph = network.inference(most);
        programs.put(whole, backend.compile(graph, weights, experiment.seed()));
        int outputSize = Objects.requireNonNull(graph.outputs().get(Network.OUTPUT))
                .shape()
                .size();
        this.units = outputSize / most;
        this.states = new CarriedStates(graph, most);
        Graph free = network.prediction(most);
        this.decoder = TextDecoder.decodes(free)
                ? TextDecoder.of(backend.compile(free, weights, experiment.seed()), free, experiment.decoding(), kind)
                : null;
        this.losses = new float[most];
        this.outputs = new float[outputSize];
        this.examples = new float[most * like.example().size()];
        this.targets = new float[most * like.target().size()];
    }

    /// The network for batches of a form.
    static Network network(Experiment experiment, Dataset like, BatchForm form) {
        Network network = experiment.network(like, form);
        return experiment.data().continueState() ? network.continued() : network;
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
            return pass(inBuckets(data), _ -> {}, progress);
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
        MetricValues figures = pass(inBuckets(data), batch -> keep(batch, logits, predictions), progress);
        return new Measured(figures, new Predictions(data, kind, units, predictions, logits));
    }

    /// The most likely token of each step: after those that were predicted before, where there is a decoder. Or the
    /// most likely tag of each token.
    private Measured predictTexts(Dataset data, Progress progress) {
        int steps = like.target().size();
        float[] tokens = new float[Math.multiplyExact(data.size(), steps)];
        boolean tags = TargetType.of(kind, data) == TargetType.TAGS;
        MetricValues figures = decoder == null
                ? pass(tags ? inBuckets(data) : everyRow(data), batch -> decide(batch, tags, tokens), progress)
                : pass(inBuckets(data), batch -> decode(decoder, batch, tokens), progress);
        return new Measured(figures, new Predictions(data, kind, steps, tokens, tokens, figures.loss()));
    }

    private Batches inBuckets(Dataset data) {
        List<Integer> lengths = experiment.data().buckets();
        Batches batches = everyRow(data);
        return lengths.isEmpty() ? batches : batches.inBuckets(Buckets.of(data, lengths));
    }

    private Batches everyRow(Dataset data) {
        return experiment.data().continueState() ? Batches.streams(data, most, false) : Batches.everyRow(data, most);
    }

    private MetricValues pass(Batches batches, AfterBatch after, Progress progress) {
        Tally tally = new Tally(kind, batches.data(), units);
        Batches.Epoch rows = batches.epoch(0);
        states.reset();
        long told = System.nanoTime();
        try (BatchStream stream = new BatchStream(batches, 0, 1, batches.count() < WORTH_A_THREAD ? 0 : 1)) {
            for (int index = 0; index < batches.count(); index++) {
                StoppedException.ifInterrupted();
                BatchStream.Batch batch = stream.next();
                Passed passed = run(batch, rows, index);
                tally.add(batch.form(), losses, outputs, batch.targets());
                after.batch(passed);
                if (System.nanoTime() - told > PROGRESS_NANOSECONDS) {
                    told = System.nanoTime();
                    progress.measured((int) tally.rows(), batches.data().size());
                }
            }
        }
        return tally.figures();
    }

    /// A batch's logits, where they are others than its predictions, and the predictions.
    private void keep(Passed batch, float[] logits, float[] predictions) {
        batch.scatter(outputs, logits, units);
        batch.program.fetch(Network.PREDICTION, outputs);
        batch.scatter(outputs, predictions, units);
    }

    /// @param tags whether there is none where there is no token
    private void decide(Passed batch, boolean tags, float[] tokens) {
        int steps = batch.form.target().size();
        int width = like.target().size();
        Decision decision = Decision.ofOutputs(kind, units / width);
        for (int position = 0; position < batch.form.rows(); position++) {
            int first = batch.row(position) * width;
            Arrays.fill(tokens, first + steps, first + width, TargetEncoding.UNCOUNTED);
            for (int step = 0; step < steps; step++) {
                int place = position * steps + step;
                tokens[first + step] = tags && batch.given[place] == Vocabulary.PADDING
                        ? TargetEncoding.UNCOUNTED
                        : decision.of(outputs, place);
            }
        }
    }

    /// Whole examples, since nobody knows before how long a text will be.
    private void decode(TextDecoder texts, Passed batch, float[] tokens) {
        float[] given = batch.given;
        if (batch.form.example().size() < whole.example().size()) {
            given = examples;
            batch.widen(given, whole.example().size());
        }
        batch.scatter(texts.run(given, batch.form.rows()), tokens, like.target().size());
    }

    private Passed run(BatchStream.Batch batch, Batches.Epoch rows, int index) {
        BatchForm form = batch.form();
        Program program = programs.computeIfAbsent(
                form.withRows(most),
                wanted ->
                        backend.compile(network(experiment, like, wanted).inference(most), weights, experiment.seed()));
        float[] given = full(batch.examples(), examples);
        program.feed(Network.EXAMPLES, given);
        program.feed(Network.TARGETS, full(batch.targets(), targets));
        states.feed(program, most);
        program.run(0);
        states.keep(program, most);
        program.fetch(Network.LOSS, losses);
        program.fetch(Network.OUTPUT, outputs);
        return new Passed(form, given, program, position -> rows.row(index, position));
    }

    /// The values where they fill the program's input, else at the beginning of an array that does.
    private static float[] full(float[] values, float[] larger) {
        if (values.length == larger.length) {
            return values;
        }
        System.arraycopy(values, 0, larger, 0, values.length);
        return larger;
    }

    /// A batch that has been computed.
    ///
    /// @param given   its examples, as the program took them
    /// @param program that holds the outputs
    /// @param source  the data set's row at a position of the batch
    private record Passed(BatchForm form, float[] given, Program program, IntUnaryOperator source) {
        int row(int position) {
            return source.applyAsInt(position);
        }

        /// Puts values of each row where its row is among those of all.
        void scatter(float[] values, float[] all, int width) {
            for (int position = 0; position < form.rows(); position++) {
                System.arraycopy(values, position * width, all, row(position) * width, width);
            }
        }

        /// The examples, padded to another number of steps. `into` may be where they stand.
        void widen(float[] into, int steps) {
            int own = form.example().size();
            for (int position = form.rows() - 1; position >= 0; position--) {
                System.arraycopy(given, position * own, into, position * steps, own);
                Arrays.fill(into, position * steps + own, (position + 1) * steps, 0);
            }
        }
    }

    /// Takes what the program holds after a batch.
    private interface AfterBatch {
        void batch(Passed batch);
    }

    /// Hears how far a pass has come.
    interface Progress {
        void measured(int rows, int of);
    }
}
