import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.backend.Backends;
import nunchi.data.Digits;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.layer.Standardize;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.Model;
import nunchi.optimizer.Adam;
import nunchi.prediction.Prediction;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;

/// A program that only predicts runs in a process of its own with `core`, `cpu`, `model` and Jackson's core alone.
class ThreeJarsTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static Model model;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        Experiment experiment = new Experiment(
                "served",
                new DataSettings("digits")
                        .withTest(new Splitter.Random(0.5))
                        .withPreprocess(new Scale(16), new Standardize()),
                List.of(new Dense(16, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.01),
                new TrainSettings(2));
        RunResult result = Runs.run(experiment, new RunOptions().withOut(run));
        model = result.trained().model();
        model.save(folder.resolve("saved.safetensors"));
    }

    @Test
    void aSavedFileIsPredictedByWithThreeJars() throws Exception {
        assertThat(predicted(folder.resolve("saved.safetensors"))).isEqualTo(expected());
    }

    @Test
    void aRunsFolderIsPredictedByWithThreeJars() throws Exception {
        assertThat(predicted(run)).isEqualTo(expected());
    }

    @Test
    void whatIsNoModelIsSaidInOneSentence() throws Exception {
        assertThat(predicted(folder)).contains("holds no model that has been trained; give the folder of a run");
    }

    private static String expected() {
        Prediction prediction = model.predict(Digits.load().example(7));
        return "%s with probability %s%n"
                .formatted(prediction.best().name(), prediction.best().probability());
    }

    /// What the example prints of the eighth digit, in a process that has no other modules.
    private static String predicted(Path stored) throws IOException, InterruptedException {
        String modules = String.join(
                System.getProperty("path.separator"),
                Stream.of(Shape.class, Backends.providers().getFirst().getClass(), Model.class, JsonParser.class)
                        .map(ThreeJarsTest::place)
                        .toList());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modules,
                "--add-modules",
                "nunchi.model,nunchi.cpu,jdk.incubator.vector",
                "PredictOnly.java",
                stored.toString()));
        float[] example = Digits.load().example(7);
        IntStream.range(0, example.length).forEach(i -> command.add(Float.toString(example[i])));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.replaceFirst("^WARNING: Using incubator modules.*\\R", "");
    }

    private static String place(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }
}
