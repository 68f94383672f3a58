package nunchi.run;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.graph.Graph;
import nunchi.network.Network;
import nunchi.record.Float32;
import nunchi.record.JournalLine;
import nunchi.tensor.Shape;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import nunchi.weights.Snapshot;

/// What a classifier of two numbers predicts over the plane, while it is trained: a grid around the training examples
/// with a margin of a tenth, after the first epoch, after at most 100 others at even distances, and after the last.
final class DecisionSurface implements TrainingListener {
    private static final int SIDE = 48;
    private static final int FRAMES = 100;
    private static final int MOST_EXAMPLES = 400;
    private static final int MOST_CLASSES = 10;
    private static final float MARGIN = 0.1f;
    private static final double HALF = 0.5;
    private static final int BYTE = 255;

    private final Dataset train;
    private final int epochs;
    private final Consumer<JournalLine> journal;
    private final Weights weights;
    private final Program program;
    private final int outputs;
    private final float[][] ends;

    private DecisionSurface(Experiment experiment, Dataset train, Backend backend, Consumer<JournalLine> journal) {
        this.train = train;
        this.epochs = experiment.train().epochs();
        this.journal = journal;
        Graph graph = new Network(experiment.layers(), train.example(), train.target(), experiment.trainingStep())
                .prediction(SIDE * SIDE);
        this.outputs = Objects.requireNonNull(graph.outputs().get(Network.PREDICTION))
                .shape()
                .example()
                .size();
        this.weights = backend.initialize(graph, 0);
        this.program = backend.compile(graph, weights, 0);
        this.ends = new float[][] {ends(0), ends(1)};
        program.feed(Network.EXAMPLES, grid());
    }

    /// @param journal takes the lines
    /// @return one that does nothing where examples are not two numbers, or are not of few classes
    static TrainingListener listener(
            Experiment experiment, Splits parts, Backend backend, Consumer<JournalLine> journal) {
        Dataset train = parts.train();
        boolean drawn = train.example().equals(Shape.of(2))
                && train.text(0).isEmpty()
                && train.target().rank() == 0
                && train.classes().size() >= 2
                && train.classes().size() <= MOST_CLASSES;
        return drawn ? new DecisionSurface(experiment, train, backend, journal) : TrainingListener.none();
    }

    private float[] ends(int axis) {
        float least = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < train.size(); row++) {
            float value = train.example(row)[axis];
            least = Math.min(least, value);
            largest = Math.max(largest, value);
        }
        float margin = largest > least ? MARGIN * (largest - least) : 1;
        return new float[] {least - margin, largest + margin};
    }

    private float[] grid() {
        float[] points = new float[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            points[2 * i] = between(ends[0], i % SIDE);
            points[2 * i + 1] = between(ends[1], i / SIDE);
        }
        return points;
    }

    private static float between(float[] ends, int step) {
        return ends[0] + (ends[1] - ends[0]) * step / (SIDE - 1);
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started started && started.trained() == 0) {
            journal.accept(plane());
        } else if (event instanceof TrainingEvent.WeightsHashed hashed && isDue(hashed.epoch())) {
            journal.accept(surface(hashed.epoch(), hashed.model().get()));
        }
    }

    private boolean isDue(int epoch) {
        return epoch == 1 || epoch == epochs || epoch % Math.ceilDiv(epochs, FRAMES) == 0;
    }

    private JournalLine plane() {
        int count = Math.min(MOST_EXAMPLES, train.size());
        int[] rows = IntStream.range(0, count)
                .map(i -> (int) ((long) i * train.size() / count))
                .toArray();
        float[] points = new float[2 * count];
        for (int i = 0; i < count; i++) {
            train.example(rows[i], points, 2 * i);
        }
        List<Integer> labels = IntStream.of(rows).map(train::label).boxed().toList();
        return new JournalLine.Plane(
                SIDE, ends[0][0], ends[0][1], ends[1][0], ends[1][1], train.classes(), Float32.text(points), labels);
    }

    private JournalLine surface(int epoch, Snapshot model) {
        weights.names()
                .forEach(name ->
                        weights.set(name, Objects.requireNonNull(model.tensors().get(name))));
        program.run(0);
        float[] predicted = new float[SIDE * SIDE * outputs];
        program.fetch(Network.PREDICTION, predicted);
        byte[] classes = new byte[SIDE * SIDE];
        byte[] probabilities = new byte[SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int best = outputs == 1 ? (predicted[i] >= HALF ? 1 : 0) : largest(predicted, i * outputs);
            float probability = outputs == 1 ? Math.max(predicted[i], 1 - predicted[i]) : predicted[i * outputs + best];
            classes[i] = (byte) best;
            probabilities[i] = (byte) Math.round(BYTE * probability);
        }
        Base64.Encoder text = Base64.getEncoder();
        return new JournalLine.Surface(epoch, text.encodeToString(classes), text.encodeToString(probabilities));
    }

    private int largest(float[] values, int first) {
        int best = 0;
        for (int i = 1; i < outputs; i++) {
            best = values[first + i] > values[first + best] ? i : best;
        }
        return best;
    }
}
