package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nunchi.check.StoppedException;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.predict.Predictor;
import nunchi.prediction.Prediction;
import nunchi.record.Float32;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.record.JournalLine.Plane;
import nunchi.record.JournalLine.Surface;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionSurfaceTest {
    private static final String MOONS = """
            name: moons
            data: {name: moons, batch: 50, preprocess: [{standardize: {}}]}
            model: [{dense: {units: 8, activation: tanh}}, {dense: {units: 2}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.02}}
            train: {epochs: 4}
            """;

    @TempDir
    private Path folder;

    private RunOptions options(String name) {
        return new RunOptions().withThreads(1).withOut(folder.resolve(name));
    }

    private static Experiment experiment(String text) {
        return new ExperimentFile().parse(text);
    }

    private <T extends JournalLine> List<T> lines(String name, Class<T> type) {
        return JournalFile.read(folder.resolve(name).resolve(RunFolder.JOURNAL)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// At each point of the grid, as the stored model predicts it.
    @Test
    void theLastSurfaceIsWhatTheModelPredicts() {
        Runs.run(experiment(MOONS), options("run"));
        Plane plane = lines("run", Plane.class).getFirst();
        assertThat(plane.classes()).containsExactly("upper", "lower");
        assertThat(Float32.values(plane.points())).hasSize(2 * plane.labels().size());
        assertThat(lines("run", Surface.class)).extracting(Surface::epoch).containsExactly(1, 2, 3, 4);
        Surface last = lines("run", Surface.class).getLast();
        byte[] classes = Base64.getDecoder().decode(last.classes());
        byte[] probabilities = Base64.getDecoder().decode(last.probabilities());
        assertThat(classes).hasSize(plane.side() * plane.side()).contains((byte) 0, (byte) 1);
        try (Predictor model = Predictor.load(folder.resolve("run"), options("other"))) {
            for (int i = 0; i < classes.length; i += 37) {
                double x = plane.left() + (plane.right() - plane.left()) * (i % plane.side()) / (plane.side() - 1);
                double y = plane.bottom() + (plane.top() - plane.bottom()) * (i / plane.side()) / (plane.side() - 1);
                Prediction predicted = model.predict((float) x, (float) y);
                double probability = predicted.values().get(classes[i]);
                assertThat(probability * 255).isCloseTo(probabilities[i] & 255, within(0.6));
                assertThat(probability).isGreaterThan(0.49);
            }
        }
    }

    @Test
    void aTrainingThatGoesOnHasTheSameSurfaces() {
        Runs.run(experiment(MOONS), options("whole"));
        AtomicReference<Integer> epoch = new AtomicReference<>(0);
        try {
            Runs.run(experiment(MOONS), options("cut").withListener(event -> {
                if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 2) {
                    epoch.set(2);
                    Thread.currentThread().interrupt();
                }
            }));
        } catch (StoppedException stopped) {
            assertThat(epoch.get()).isEqualTo(2);
        }
        // the program goes on after its interrupt
        boolean _ = Thread.interrupted();
        assertThat(lines("cut", Surface.class)).hasSizeBetween(2, 3);
        Runs.resume(folder.resolve("cut"), options("cut"));
        assertThat(lines("cut", Surface.class)).isEqualTo(lines("whole", Surface.class));
        assertThat(lines("cut", Plane.class)).isEqualTo(lines("whole", Plane.class));
    }

    @Test
    void longTrainingsHaveAHundredAtMostAndOthersNone() {
        Runs.run(
                experiment(MOONS.replace("epochs: 4", "epochs: 250").replace("batch: 50", "batch: 1500")),
                options("long"));
        assertThat(lines("long", Surface.class))
                .hasSizeBetween(80, 101)
                .extracting(Surface::epoch)
                .startsWith(1, 3, 6)
                .endsWith(249, 250);
        Runs.run(
                experiment(MOONS.replace("name: moons, ", "name: digits, ").replace("units: 2", "units: 10")),
                options("digits"));
        assertThat(lines("digits", Plane.class)).isEmpty();
        assertThat(lines("digits", Surface.class)).isEmpty();
    }
}
