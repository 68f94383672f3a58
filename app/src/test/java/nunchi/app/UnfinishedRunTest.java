package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nunchi.check.StoppedException;
import nunchi.codec.Json;
import nunchi.interchange.Npy;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures of a model that is not yet what the run was asked for say so.
final class UnfinishedRunTest {
    @TempDir
    private static Path made;

    @BeforeAll
    static void stop() throws IOException {
        Path study = Files.writeString(made.resolve("study.yaml"), """
                name: long
                seed: 7
                data: {name: digits, test: {random: 0.2}, batch: 500, preprocess: [{scale: 16}]}
                model: [{dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.5}}
                train: {epochs: 3000}
                """);
        RunOptions options = new RunOptions()
                .withThreads(1)
                .withOut(made.resolve("run"))
                .withCheckpointsEvery(Duration.ZERO)
                .withListener(event -> {
                    if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 3) {
                        throw new IllegalStateException("stopped");
                    }
                });
        assertThatThrownBy(() -> Runs.run(options.files().read(study), options)).isInstanceOf(StoppedException.class);
        Npy.write(made.resolve("rows.npy"), new Tensor(Shape.of(2, 64), new float[128]));
        assertThat(ask("run MADE/study.yaml --epochs 1 --out MADE/whole").code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate RUN",
                "evaluate RUN --json",
                "predict RUN MADE/rows.npy",
                "inspect RUN --rows 20 --no-tsne --images 0",
                "export RUN --onnx MADE/m.onnx",
                "export RUN --weights MADE/w.npz"
            })
    void everyCommandThatUsesItsModelSaysOnceOfWhichEpochItIs(String request) {
        Answer answer = ask(request.replace("RUN", "MADE/run"));
        assertThat(answer.code()).isZero();
        assertThat(answer.errors().strip())
                .isEqualTo("nunchi: %s is unfinished: weights after epoch 3 of 3,000".formatted(made.resolve("run")));
        assertThat(ask(request.replace("RUN", "MADE/whole")).errors())
                .as("a run that has ended")
                .isEmpty();
    }

    @Test
    void theFiguresInJsonSaySoToo() {
        assertThat(ask("evaluate MADE/run --json").output()).contains("\"unfinished\":{\"epoch\":3,\"epochs\":3000}");
        assertThat(ask("evaluate MADE/whole --json").output()).doesNotContain("unfinished");
        assertThat(Json.parse(ask("predict MADE/run MADE/rows.npy --json").output())
                        .at("unfinished"))
                .isEqualTo(Json.parse("{\"epoch\": 3, \"epochs\": 3000}"));
        assertThat(ask("predict MADE/whole MADE/rows.npy --json").output()).doesNotContain("unfinished");
    }

    @Test
    void theirPageSaysSoToo() {
        ask("predict MADE/run MADE/rows.npy --report MADE/page.html");
        assertThat(made.resolve("page.html"))
                .content()
                .contains("The run is unfinished: its weights are those after epoch 3 of 3,000.");
        ask("predict MADE/whole MADE/rows.npy --report MADE/page.html");
        assertThat(made.resolve("page.html")).content().doesNotContain("The run is unfinished");
    }

    @Test
    void itsSeedIsComparedWithThatOfOthers() {
        assertThat(ask("compare MADE/run MADE/whole").output())
                .containsPattern("run +long +unfinished +7 ")
                .containsPattern("whole +long +finished +7 ");
        assertThat(ask("compare MADE/run MADE/whole --all").output()).contains("train.epochs");
    }

    @Test
    void aRunIsNotComparedWithItself() {
        Answer twice = ask("compare MADE/run MADE/whole/../run");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.errors()).contains("is given twice; give each run once");
    }

    private static Answer ask(String request) {
        Answer answer = Answer.to(request.replace("MADE", made.toString()).split(" "));
        return new Answer(answer.code(), answer.output(), answer.errors().replaceAll("\\s+", " "));
    }
}
