package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.codec.Catalogue;
import nunchi.data.Datasets;
import nunchi.data.Digits;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Node;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.Sgd;
import nunchi.optimizer.Slot;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;
import nunchi.train.CheckedTraining;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import nunchi.train.TrainingListener;
import nunchi.weights.Fingerprint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run is trained by the graphs that it was checked by: they are built once. An optimizer of the program's own counts
/// how often it is written into a graph.
public final class GraphsOnceTest {
    private static final AtomicInteger WRITTEN = new AtomicInteger();
    /// The weight and the bias, in the graph of whole batches and in that of the last batch.
    private static final int ONCE = 2 * 2;

    @TempDir
    private Path folder;

    public record Counted(Schedule learningRate) implements Optimizer {
        @Override
        public Node step(Slot slot, Node weight, Node gradient) {
            WRITTEN.incrementAndGet();
            return new Sgd(learningRate).step(slot, weight, gradient);
        }
    }

    @BeforeEach
    void countFromZero() {
        WRITTEN.set(0);
    }

    private static Experiment experiment() {
        return new Experiment(
                "once",
                new DataSettings("digits").withTest(new Splitter.Random(0.9)).withPreprocess(new Scale(16)),
                List.of(new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Counted(new ConstantRate(0.1)),
                new TrainSettings(2));
    }

    @Test
    void aRunBuildsItsTrainingGraphsOnce() {
        RunOptions options = new RunOptions()
                .withThreads(1)
                .withOut(folder.resolve("run"))
                .withCatalogue(Catalogue.standard().with(Optimizer.class, List.of(Counted.class)));
        RunResult run = Runs.run(experiment(), options);
        assertThat(WRITTEN).hasValue(ONCE);
        Trained trained = Trainer.train(experiment(), TrainingListener.none());
        assertThat(WRITTEN).hasValue(2 * ONCE);
        assertThat(run.weightsSha256()).isEqualTo(Fingerprint.of(trained.weights()));
    }

    @Test
    void whatWasCheckedTrainsOnce() {
        CheckedTraining checked = Trainer.check(experiment(), new Datasets(Digits.load()));
        assertThat(checked.pretrained()).isEmpty();
        try (Backend backend = Backends.fastest(1)) {
            Trained trained = checked.train(backend, TrainingListener.none());
            assertThat(WRITTEN).hasValue(ONCE);
            assertThat(Fingerprint.of(trained.weights()))
                    .isEqualTo(Fingerprint.of(Trainer.train(experiment(), new Datasets(Digits.load()))
                            .weights()));
            assertThatThrownBy(() -> checked.train(backend, TrainingListener.none()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("begun already");
        }
    }
}
