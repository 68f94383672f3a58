package nunchi.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.augment.Augmentation;
import nunchi.augment.Brightness;
import nunchi.augment.CropWithPadding;
import nunchi.augment.FlipHorizontal;
import nunchi.augment.Rotate;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.data.ByteDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Subset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Graph;
import nunchi.layer.Layer;
import nunchi.layer.Scale;
import nunchi.layer.Sequential;
import nunchi.network.Network;
import nunchi.random.RandomKey;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.train.Trainer;
import nunchi.train.TrainingEvent;

/// How much of a bare step's speed is left in a whole training: epochs of the loop and as many steps of a program that
/// is fed one batch again and again (study D, whose batch stays, once), in turn.
///
/// `THREADS [STUDY…]` prints a line of a Markdown table for each study: milliseconds of a bare step, milliseconds of
/// training for each step of an epoch (filling, feeding, step, running means, events), both the median over the turns,
/// the median of their ratios, and the ratio of the processor time that both took in all. With one thread the last
/// hardly depends on what else the machine does; it is what remains where no core is free to fill batches.
public final class Loop {
    private static final int ROWS = 60_000;
    private static final int TURNS = 40;
    private static final double SECONDS_OF_A_TURN = 0.2;
    private static final int WARMING = 5;
    private static final long WARMING_NANOSECONDS = 2_000_000_000;
    private static final int LEAST_STEPS = 2;
    private static final List<Augmentation> CHANGES =
            List.of(new FlipHorizontal(0.5), new CropWithPadding(4), new Rotate(15), new Brightness(0.2));

    private final Study study;
    private final List<Augmentation> changes;
    private final Dataset data;
    private final Backend backend;
    private final List<double[]> times = new ArrayList<>();
    private final Program bare;
    private final float[] examples;
    private final float[] targets;
    /// Whether a bare step takes its batch anew, as one of a training with several batches must.
    private boolean fedAnew;
    /// Of a turn: one epoch, or of full batches as many epochs.
    private int steps;
    private int epochs = 1;
    private double seconds;
    private long processorBefore;

    private Loop(Study study, List<Augmentation> changes, Backend backend) {
        this.backend = backend;
        data = data(study);
        this.study = study;
        this.changes = changes;
        int batch = study.batch();
        Graph graph = experiment(1).network(data).training(batch, 1);
        bare = backend.compile(graph, backend.initialize(graph, 1), 1);
        examples = new float[batch * data.example().size()];
        targets = new float[batch];
    }

    private Experiment experiment(int epochs) {
        Network network = NunchiNetwork.of(study, false);
        List<Layer> layers = ((Sequential) network.model()).layers();
        DataSettings settings = new DataSettings("random")
                .withBatch(study.batch())
                .withShuffle(study != Study.D)
                .withPreprocess(new Scale(255))
                .withAugment(changes.toArray(Augmentation[]::new));
        return new Experiment(
                        "loop",
                        settings,
                        layers,
                        network.trainingStep().loss(),
                        network.trainingStep().optimizer(),
                        new TrainSettings(epochs))
                .withPenalty(network.trainingStep().penalty());
    }

    public static void main(String[] arguments) {
        List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
        for (Study study : Study.values()) {
            if (wanted.isEmpty() || wanted.contains(study.name())) {
                measure(study, List.of(), Integer.parseInt(arguments[0]));
                if (study == Study.E) {
                    measure(study, CHANGES, Integer.parseInt(arguments[0]));
                }
            }
        }
    }

    private static void measure(Study study, List<Augmentation> changes, int threads) {
        try (Backend backend = Backends.fastest(threads)) {
            System.out.println("| %s, batch %d%s | %s"
                    .formatted(
                            study,
                            study.batch(),
                            changes.isEmpty() ? "" : ", 4 augmentations",
                            new Loop(study, changes, backend).line()));
        }
    }

    private String line() {
        int batch = study.batch();
        for (int row = 0; row < batch; row++) {
            data.example(row, examples, row * data.example().size());
            data.target(row, targets, row);
        }
        feed();
        fedAnew = data.size() > batch;
        double once = warmMilliseconds();
        steps = (int) Math.max(LEAST_STEPS, 1000 * SECONDS_OF_A_TURN / once);
        int[] rows = Arrays.copyOf(
                RandomKey.of(1).permutation(data.size()), Math.min(steps * batch, data.size() / batch * batch));
        epochs = data.size() == batch ? steps : 1;
        steps = epochs == 1 ? rows.length / batch : steps;
        Trainer.train(experiment(TURNS * epochs), new Datasets(new Subset(data, rows)), backend, this::on);
        return "%.3f | %.3f | %.1f %% | %.1f %% |"
                .formatted(median(0), median(1), 100 * median(2), 100 * sum(3) / sum(4));
    }

    private void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochEnded ended) {
            seconds += ended.seconds();
            if (ended.epoch() % epochs == 0) {
                turn(ended.epoch() / epochs);
            }
        }
    }

    private void turn(int number) {
        double loop = 1000 * seconds / steps;
        double processorOfLoop = processorNanoseconds() - processorBefore;
        long before = processorNanoseconds();
        double alone = bareMilliseconds();
        double processorAlone = processorNanoseconds() - before;
        if (number > WARMING) {
            times.add(new double[] {alone, loop, alone / loop, processorAlone, processorOfLoop});
        }
        seconds = 0;
        processorBefore = processorNanoseconds();
    }

    /// Of all threads of this process.
    private static long processorNanoseconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// A step's time once it has been compiled.
    private double warmMilliseconds() {
        steps = 1;
        double once = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARMING_NANOSECONDS) {
            once = Math.min(once, bareMilliseconds());
        }
        return once;
    }

    private void feed() {
        bare.feed(Network.EXAMPLES, examples);
        bare.feed(Network.TARGETS, targets);
    }

    private double bareMilliseconds() {
        long begin = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            if (fedAnew) {
                feed();
            }
            bare.run(step);
        }
        return (System.nanoTime() - begin) / 1e6 / steps;
    }

    private double sum(int column) {
        return times.stream().mapToDouble(each -> each[column]).sum();
    }

    private double median(int column) {
        double[] sorted =
                times.stream().mapToDouble(each -> each[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Dataset data(Study study) {
        Shape example = study.model().input();
        int rows = Math.max(study.batch(), study == Study.D ? study.batch() : ROWS);
        byte[] values = new byte[Math.multiplyExact(rows, example.size())];
        RandomKey key = RandomKey.of(2);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) key.bits(i);
        }
        byte[] labels = new byte[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = (byte) (row % study.model().classes());
        }
        DataCard card = new DataCard(
                "random",
                IntStream.range(0, study.model().classes())
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new));
        DataCard drawn = example.rank() == 3 ? card.drawnAs(example, InputRange.BYTE) : card;
        return new ByteDataset(drawn, example, values, labels);
    }
}
