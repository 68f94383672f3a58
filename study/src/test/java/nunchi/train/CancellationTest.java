package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import nunchi.check.StoppedException;
import nunchi.data.Datasets;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.TrainSettings;
import nunchi.model.Model;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training that is stopped from a program loses nothing: it goes on to the same bits, or what was trained is taken
/// as it is.
final class CancellationTest {
    private static final Datasets PARTS = Samples.parts();

    @TempDir
    private Path folder;

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static Experiment experiment(int epochs) {
        EarlyStopping stopping = new EarlyStopping(Monitor.VAL_LOSS, 50).withRestoreBest(true);
        return Samples.experiment(Samples.batches(10), new TrainSettings(epochs).withEarlyStopping(stopping));
    }

    private static byte[] bits(Snapshot weights) {
        return Safetensors.write(weights.tensors());
    }

    /// The events of a training whose number does not depend on how long something takes.
    private static List<TrainingEvent> events(Experiment experiment) {
        List<TrainingEvent> told = new ArrayList<>();
        Trainer.train(experiment, PARTS, event -> {
            if (!isTimed(event)) {
                told.add(event);
            }
        });
        return told;
    }

    private static boolean isTimed(TrainingEvent event) {
        return event instanceof TrainingEvent.Progressed || event instanceof TrainingEvent.Measuring;
    }

    @Test
    void aTrainingCancelledAtAnyEventGoesOnToTheSameBits() {
        Experiment experiment = experiment(4);
        Trained whole = Trainer.train(experiment, PARTS);
        int count = events(experiment).size();
        assertThat(count).isGreaterThan(8);
        for (int at = 0; at < count - 1; at++) {
            Cancellation cancellation = new Cancellation();
            int cancelling = at;
            List<TrainingEvent> heard = new ArrayList<>();
            TrainingListener counting = event -> {
                if (isTimed(event)) {
                    return;
                }
                if (heard.size() == cancelling) {
                    cancellation.cancel();
                }
                heard.add(event);
            };
            assertThatThrownBy(() -> Trainer.train(experiment, PARTS, counting.and(cancellation)))
                    .as("at %d", at)
                    .isInstanceOf(StoppedException.class)
                    .hasMessage("the training was cancelled");
            Checkpoint checkpoint = cancellation.checkpoint().orElseThrow();
            assertThat(checkpoint.epoch()).isEqualTo((int)
                    heard.stream().filter(EpochEnded.class::isInstance).count());
            Trained resumed = Trainer.resume(experiment, PARTS, TrainingListener.none(), checkpoint);
            assertThat(bits(resumed.weights())).as("at %d", at).isEqualTo(bits(whole.weights()));
            assertThat(resumed.best()).isEqualTo(whole.best());
            assertThat(resumed.evaluation()).isEqualTo(whole.evaluation());
        }
    }

    @Test
    void anotherThreadCancelsATrainingThatWouldNotEnd() throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        CountDownLatch begun = new CountDownLatch(3);
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                begun.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
            cancellation.cancel();
        });
        TrainingListener counting = event -> {
            if (event instanceof EpochEnded) {
                begun.countDown();
            }
        };
        TrainSettings endless = new TrainSettings(100_000_000);
        assertThatThrownBy(() -> Trainer.train(
                        Samples.experiment(Samples.batches(10), endless), PARTS, counting.and(cancellation)))
                .isInstanceOf(StoppedException.class);
        other.join();
        assertThat(cancellation.checkpoint().orElseThrow().epoch()).isGreaterThanOrEqualTo(3);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptKeepsTheCheckpointToo() {
        Cancellation cancellation = new Cancellation();
        TrainingListener interrupting = event -> {
            if (event instanceof EpochEnded ended && ended.epoch() == 2) {
                Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(() -> Trainer.train(experiment(4), PARTS, interrupting.and(cancellation)))
                .isInstanceOf(StoppedException.class)
                .hasMessage("the thread was interrupted; the last whole epoch is 2 of 4");
        assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
        assertThat(cancellation.checkpoint().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void whatWasTrainedIsAModel() {
        Cancellation cancellation = new Cancellation();
        TrainingListener stopping = event -> {
            if (event instanceof EpochEnded ended && ended.epoch() == 30) {
                cancellation.cancel();
            }
        };
        assertThatThrownBy(() -> Trainer.train(experiment(100), PARTS, stopping.and(cancellation)))
                .isInstanceOf(StoppedException.class);
        Model model =
                Trainer.model(experiment(100), PARTS, cancellation.checkpoint().orElseThrow());
        assertThat(bits(model.weights()))
                .isEqualTo(bits(Trainer.train(experiment(30), PARTS).weights()));
        assertThat(Evaluator.evaluate(model, PARTS.test()).metrics().accuracy()).isGreaterThan(0.9);
        assertThat(IntStream.range(0, 3)
                        .mapToObj(row ->
                                model.predict(PARTS.test().example(row)).best().name()))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aCancelledRunIsStoredAndGoesOn() {
        String whole = Runs.run(experiment(4), PARTS, new RunOptions().withOut(folder.resolve("whole")))
                .weightsSha256();
        Cancellation cancellation = new Cancellation();
        TrainingListener stopping = event -> {
            if (event instanceof EpochEnded) {
                cancellation.cancel();
            }
        };
        Path run = folder.resolve("run");
        assertThatThrownBy(() -> Runs.run(
                        experiment(4), PARTS, new RunOptions().withOut(run).withListener(stopping.and(cancellation))))
                .isInstanceOf(StoppedException.class);
        assertThat(cancellation.checkpoint().orElseThrow().epoch()).isEqualTo(1);
        RunResult resumed = Runs.resume(run, PARTS, new RunOptions());
        assertThat(resumed.weightsSha256()).isEqualTo(whole);
    }

    @Test
    void aCancellationThatComesTooLateChangesNothing() {
        Cancellation cancellation = new Cancellation();
        TrainingListener late = event -> {
            if (event instanceof TrainingEvent.Finished) {
                cancellation.cancel();
            }
        };
        Trained trained = Trainer.train(experiment(2), PARTS, late.and(cancellation));
        assertThat(trained.epochs()).isEqualTo(2);
        assertThat(cancellation.checkpoint()).isEmpty();
    }
}
