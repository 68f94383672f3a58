package nunchi.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.apache.spark.sql.SparkSession;

/// What the tests of Spark share: small experiments, and a Spark within the test's process.
final class Trained {
    static final String DIGITS = """
            name: small
            seed: 3
            data: {name: digits, test: {random: 0.2}, limit: {train: 200}}
            model:
              - scale: 16
              - dense: {units: 12, activation: relu}
              - dense: {units: 10}
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 2}
            """;

    private Trained() {}

    static Experiment experiment(String text) {
        return new ExperimentFile().parse(text);
    }

    static Path run(Path folder, String text) {
        Runs.run(experiment(text), new RunOptions().withThreads(1).withOut(folder));
        return folder;
    }

    /// On two threads.
    static SparkSession spark() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("nunchi-test")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.authenticate.secret", "not-for-run-folders")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }

    /// Like the digits: 8 x 8 numbers from 0 to 16.
    static List<float[]> examples(int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> {
                    float[] values = new float[64];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (row * 31 + i * 7 + row * i) % 17;
                    }
                    return values;
                })
                .toList();
    }
}
