import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nunchi.backend.Backends;
import nunchi.experiment.ExperimentFile;
import nunchi.picture.Picture;
import nunchi.run.RunOptions;
import nunchi.run.Runs;

/// What a program does that is packed into one jar: reads an experiment, trains it into a folder with a report, and
/// reads a picture.
public final class PackedProgram implements Callable<String> {
    static final String EXPECTED = "backend cpu, report true, picture 1x1";

    private static final String EXPERIMENT = """
            name: packed
            data: {name: digits, test: {random: 0.5}, preprocess: [{scale: 16}]}
            model: [{dense: {units: 16, activation: relu}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.01}}
            train: {epochs: 1, metrics: [matthewsCorrelation]}
            """;
    /// One pixel, written by Google's encoder without loss.
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @Override
    public String call() throws IOException {
        Path folder = Files.createTempDirectory("packed");
        try {
            Path run = folder.resolve("run");
            Runs.run(new ExperimentFile().parse(EXPERIMENT), new RunOptions().withOut(run));
            Picture picture = Picture.decode("dot.webp", Base64.getDecoder().decode(WEBP));
            return "backend %s, report %s, picture %dx%d"
                    .formatted(
                            Backends.providers().getFirst().name(),
                            Files.exists(run.resolve("report.html")),
                            picture.columns(),
                            picture.rows());
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        }
    }
}
