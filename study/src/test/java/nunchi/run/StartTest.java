package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Start;
import nunchi.experiment.TrainSettings;
import nunchi.train.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    Path folder;

    private static RunOptions options(Path out) {
        return new RunOptions().withOut(out).withThreads(1);
    }

    @Test
    void aRunIsTrainedFurtherFromAnothersWeights() throws IOException {
        Path first = folder.resolve("first");
        RunResult begun = Runs.run(KilledRun.experiment(5), options(first));
        var further = KilledRun.experiment(1);
        Path second = folder.resolve("second");
        var start = new Start(first.toString());
        RunResult result = Runs.run(
                further.withTrain(further.train().withStart(start).withFreeze("0", "1.batchNorm")), options(second));
        assertThat(weight(result, "0.dense/weight")).containsExactly(weight(begun, "0.dense/weight"));
        assertThat(weight(result, "1.batchNorm/runningMean")).containsExactly(weight(begun, "1.batchNorm/runningMean"));
        assertThat(weight(result, "3.dense/weight")).isNotEqualTo(weight(begun, "3.dense/weight"));
        assertThat(Runs.verify(second, options(null)).same()).isTrue();
        ResumeTest.delete(first);
        Runs.run(KilledRun.experiment(6), options(first));
        assertThatThrownBy(() -> Runs.verify(second, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("train.start.from, have changed since");
    }

    private static float[] weight(RunResult run, String name) {
        return run.trained().weights().tensors().get(name).values();
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        Path first = folder.resolve("first");
        Runs.run(KilledRun.experiment(1), options(first));
        var start = new Start(first.resolve(RunFolder.LAST).toString());
        var clouds = Samples.experiment(Samples.batches(10), new TrainSettings(1).withStart(start));
        assertThatThrownBy(() -> Runs.run(clouds, Samples.parts(), options(folder.resolve("no"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("0.dense/weight is [64, 24] and not [2, 8]")
                .hasMessageContaining("1.dense/weight [8, 3] is missing")
                .hasMessageContaining("3.dense/bias has no place in the model")
                .hasMessageEndingWith("as in train.start.fresh: [0.dense, 1.dense]");
        assertThat(folder.resolve("no")).doesNotExist();
    }
}
