package nunchi.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import nunchi.record.RunRecord;

/// What Spark costs beside the trainings, and how a search gets faster by workers: prints the tables of
/// `benchmarks/RESULTS.md`. Each worker is a process with one core on this machine. The class path is
/// `spark/target/test-classes`, the packed jar and `spark/target/spark/jars/*`; the system properties are those of
/// [SparkClusterIT], with absolute paths.
///
/// Argument: a folder to work in.
final class ClusterFigures {
    private static final String TINY = """
            name: tiny
            data: {name: digits, test: {random: 0.2}, limit: {train: 100, test: 100}}
            model: [{dense: {units: %d}}, {dense: {units: %d}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.0001}}
            train: {epochs: 1}
            search: {repeat: %d}
            """;
    private static final String LONG = """
            name: long
            data: {name: digits, test: {random: 0.2}}
            model: [{scale: 16}, {dense: {units: 256, activation: relu}}, {dense: {units: 256, activation: relu}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.05}}
            train: {epochs: %d}
            search: {repeat: %d}
            """;
    private static final int LONG_TRIALS = 10;
    private static final int LONG_EPOCHS = 250;
    private static final int TINY_TRIALS = 40;

    private final Path folder;

    private ClusterFigures(Path folder) {
        this.folder = folder;
    }

    /// @param wall     seconds from the start of spark-submit to its end
    /// @param trainings seconds of each
    private record Search(double wall, double[] trainings) {
        double work() {
            return Arrays.stream(trainings).sum();
        }
    }

    private Search search(int workers, String name, String text, int trials) throws Exception {
        Path place = Files.createDirectories(folder.resolve(name + "-" + workers));
        try (Cluster cluster = new Cluster(place, workers)) {
            Files.writeString(place.resolve("search.yaml"), text);
            long begin = System.nanoTime();
            int code = Cluster.end(cluster.submit(name, place, "search.yaml", "--out", "out"));
            double wall = (System.nanoTime() - begin) / 1e9;
            if (code != 0) {
                throw new IllegalStateException(cluster.log(name));
            }
            double[] trainings = IntStream.rangeClosed(1, trials)
                    .mapToDouble(trial -> RunRecord.read(place.resolve("out/trials/%03d".formatted(trial)))
                            .seconds())
                    .toArray();
            return new Search(wall, trainings);
        }
    }

    private void costs() throws Exception {
        Search one = search(1, "one", TINY.formatted(16, 16, 2), 2);
        Search tiny = search(1, "tiny", TINY.formatted(16, 16, TINY_TRIALS), TINY_TRIALS);
        Search large = search(1, "large", TINY.formatted(2048, 1200, TINY_TRIALS), TINY_TRIALS);
        print("a search of two tiny trainings, from spark-submit to its end: %.2f s", one.wall);
        print("a trial beside its training: %.0f ms", 1e3 * perTrial(one, tiny));
        print("a trial with 10 MB of weights beside its training: %.0f ms", 1e3 * perTrial(one, large));
    }

    private static double perTrial(Search two, Search many) {
        return (many.wall - two.wall - many.work() + two.work()) / (many.trainings.length - 2);
    }

    private void scaling() throws Exception {
        String text = LONG.formatted(LONG_EPOCHS, LONG_TRIALS);
        Search alone = search(1, "long", text, LONG_TRIALS);
        Search both = search(2, "long", text, LONG_TRIALS);
        print(
                "%d trials: %.2f s with one worker, %.2f s with two, which is %.2f times as fast",
                LONG_TRIALS, alone.wall, both.wall, alone.wall / both.wall);
        print(
                "a training takes %.2f s with one worker, and %.2f s beside another",
                alone.work() / LONG_TRIALS, both.work() / LONG_TRIALS);
        print("1,000 trials of the lengths of the first, each begun by the worker that is free first:");
        for (int workers : new int[] {1, 10, 100}) {
            print("%4d workers: %.0f s", workers, schedule(alone.trainings, 1000, workers));
        }
    }

    /// Seconds until the last of the trials has ended, where each begins on the worker that is free first.
    private static double schedule(double[] lengths, int trials, int workers) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        IntStream.range(0, workers).forEach(_ -> free.add(0.0));
        double last = 0;
        for (int trial = 0; trial < trials; trial++) {
            double end = free.remove() + lengths[trial % lengths.length];
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    public static void main(String[] arguments) throws Exception {
        ClusterFigures figures =
                new ClusterFigures(Files.createDirectories(Path.of(arguments[0]).toAbsolutePath()));
        figures.costs();
        figures.scaling();
    }
}
