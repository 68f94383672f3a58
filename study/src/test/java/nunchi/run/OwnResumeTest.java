package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.codec.Catalogue;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Node;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.Loss;
import nunchi.loss.OutputKind;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.Slot;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run with a loss and an optimizer of the program's own goes on as any other, and says what is missing where they
/// are not known.
public final class OwnResumeTest {
    @TempDir
    private Path folder;

    private Path run;

    /// Cross-entropy, times a factor.
    public record Weighted(double factor) implements Loss {
        @Override
        public OutputKind output() {
            return OutputKind.CLASS_LOGITS;
        }

        @Override
        public Node perExample(Node output, Node target) {
            return new SoftmaxCrossEntropy(0, Reduction.MEAN)
                    .perExample(output, target)
                    .times(factor);
        }
    }

    /// Two states: the mean of the gradients, and how many there were.
    public record Remembering(Schedule learningRate) implements Optimizer {
        @Override
        public Node step(Slot slot, Node weight, Node gradient) {
            Node mean = slot.state("mean", 0);
            Node steps = slot.state("steps", 1);
            Node next = slot.keep(mean, mean.times(0.9).plus(gradient.times(0.1)));
            return weight.minus(next.dividedBy(slot.keep(steps, steps.plus(1))).times(slot.learningRate()));
        }
    }

    private static RunOptions known() {
        return new RunOptions()
                .withThreads(1)
                .withCatalogue(Catalogue.standard()
                        .with(Loss.class, List.of(Weighted.class))
                        .with(Optimizer.class, List.of(Remembering.class)));
    }

    private static Experiment experiment() {
        return new Experiment(
                "own",
                new DataSettings("digits").withTest(new Splitter.Random(0.5)).withPreprocess(new Scale(16)),
                List.of(new Dense(10)),
                new Weighted(2),
                new Remembering(new ConstantRate(5)),
                new TrainSettings(4));
    }

    @BeforeEach
    void stopAfterTheSecondEpoch() {
        run = folder.resolve("run");
        assertThatThrownBy(() -> Runs.run(experiment(), known().withOut(run).withListener(event -> {
                    if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 2) {
                        throw new StoppedException("seen enough");
                    }
                })))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void aRunWithAnOwnLossAndOptimizerGoesOnToTheSameBits() {
        RunResult whole = Runs.run(experiment(), known().withOut(folder.resolve("whole")));
        CheckpointFile.Stored stored = CheckpointFile.latest(RunFolder.open(run));
        assertThat(stored.checkpoint().epoch()).isEqualTo(2);
        assertThat(stored.checkpoint().optimizer().tensors().keySet())
                .anyMatch(name -> name.contains("mean"))
                .anyMatch(name -> name.contains("steps"));
        RunResult resumed = Runs.resume(run, known());
        assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256());
        assertThat(resumed.evaluation().metrics()).isEqualTo(whole.evaluation().metrics());
        assertThat(Runs.verify(run, known()).differing()).isEmpty();
    }

    @Test
    void whereTheClassIsNotKnownOneSentenceSaysSoAndNothingIsLost() throws IOException {
        byte[] state = Files.readAllBytes(run.resolve(RunFolder.STATE));
        assertThatThrownBy(() -> Runs.resume(run, new RunOptions()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "%s: at loss: unknown loss 'weighted'. Known: softmaxCrossEntropy, meanSquaredError, meanAbsoluteError, binaryCrossEntropy; a run with a record of your own needs it again, "
                                + "by RunOptions.withCatalogue",
                        run.resolve(RunFolder.EXPERIMENT));
        assertThat(Files.readAllBytes(run.resolve(RunFolder.STATE))).isEqualTo(state);
    }
}
