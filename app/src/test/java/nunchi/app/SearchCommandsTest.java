package nunchi.app;

import static nunchi.app.CommandsTest.STUDY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.search.Trial;
import nunchi.search.TrialExecutor;
import nunchi.search.TrialWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchCommandsTest {
    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void writeStudy() throws IOException {
        study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    @Test
    void aRepetitionPrintsALineForEachTrainingAndTheStatistics() {
        Answer answer = Answer.to(
                "run", study.toString(), "--out", folder.resolve("out").toString(), "--repeat", "2");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("1/2  seed 1  test loss ", "2/2  seed 2  test loss ", "2 runs", "deviation")
                .containsPattern("test accuracy +\\d");
    }

    /// Counts the trials, and has them trained here.
    private record Counting(List<Integer> trials) implements TrialExecutor {
        @Override
        public int parallel() {
            return 1;
        }

        @Override
        public void train(List<Trial> open, TrialWork work) {
            open.forEach(trial -> trials.add(trial.number()));
            TrialExecutor.local(1).train(open, work);
        }
    }

    @Test
    void anotherExecutorTrainsSearchesAndNothingElse() {
        Counting executor = new Counting(new ArrayList<>());
        String out = folder.resolve("out").toString();
        Answer single = Answer.by(executor, "run", study.toString(), "--out", out);
        assertThat(single.code()).isEqualTo(2);
        assertThat(single.errors()).contains("is one training, and several machines train trials of a search");
        Answer share = Answer.by(executor, "run", study.toString(), "--repeat", "2", "--share", "1/2", "--out", out);
        assertThat(share.code()).isEqualTo(2);
        assertThat(share.errors()).contains("--share and --trials share a search out among processes");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(Answer.by(executor, "run", study.toString(), "--repeat", "2", "--out", out)
                        .code())
                .isZero();
        assertThat(Answer.by(executor, "run", "--resume", out).code()).isZero();
        assertThat(executor.trials).containsExactly(1, 2);
    }

    @Test
    void aSearchPrintsItsSettingsTheBestOneAndTheDifferences() {
        Path out = folder.resolve("out");
        Answer answer = Answer.to(
                "run",
                study.toString(),
                "--out",
                out.toString(),
                "--set",
                "data.validation={random: 0.2}",
                "--grid",
                "model.0.dense.units=10",
                "--grid",
                "optimizer.sgd.learningRate=0.01,0.5",
                "--repeat",
                "2",
                "--parallel",
                "2");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .containsPattern(
                        "[34]/4  model.0.dense.units=10, optimizer.sgd.learningRate=0.5  seed [12]  test loss ")
                .containsOnlyOnce("all settings: model.0.dense.units=10; 2 runs each\n")
                .containsPattern("\n\\*  optimizer.sgd.learningRate=0.5 +\\d")
                .contains(
                        "best by mean validation accuracy (*): model.0.dense.units=10, optimizer.sgd.learningRate=0.5")
                .containsPattern("\\* less optimizer.sgd.learningRate=0.01 +\\+\\d+.* points +0\\.\\d");
        requireComparison(out);
        assertThat(Answer.to("run", "--resume", out.toString()).output())
                .contains("4 of 4 trainings are done already", "best by mean");
    }

    private void requireComparison(Path out) {
        Answer compared = Answer.to(
                "compare",
                out.toString(),
                "--report",
                folder.resolve("compared.html").toString());
        assertThat(compared.errors()).isEmpty();
        assertThat(compared.output())
                .containsPattern("004 +small +finished +2 ")
                .contains("optimizer.sgd.learningRate", "val_accuracy over the epochs");
        assertThat(folder.resolve("compared.html")).isNotEmptyFile();
    }

    @Test
    void pairsAndDrawsAreSearchedToo() {
        String[] request = {
            "run",
            study.toString(),
            "--pair",
            "--grid",
            "data.batch=100,200",
            "--grid",
            "train.epochs=1,2",
            "--random",
            "optimizer.sgd.learningRate=0.01..1:log",
            "--trials",
            "2",
            "--out",
            folder.resolve("out").toString()
        };
        Answer answer = Answer.to(request);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .containsPattern("4/4  optimizer.sgd.learningRate=0\\.\\d+, data.batch=200, train.epochs=2  seed 1")
                .contains("there is no validation set to choose a setting by");
    }
}
