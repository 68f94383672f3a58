package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.interchange.Npy;
import nunchi.interchange.WeightsFile;
import nunchi.onnx.OnnxRuntime;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.tensorboard.Events;
import nunchi.train.Evaluation.Answer;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    Path folder;

    private RunResult result;
    private Path run;

    @BeforeEach
    void train() {
        run = folder.resolve("run");
        result = Runs.run(KilledRun.experiment(3), OPTIONS.withOut(run));
    }

    @Test
    void theOnnxModelAnswersAsTheRunsEvaluationDid() throws IOException, OrtException {
        Exports.onnx(run, folder.resolve("new/model.onnx"), OPTIONS);
        Dataset test = Runs.evaluate(run, null, List.of(), OPTIONS).data();
        float[] examples = new float[test.size() * 64];
        IntStream.range(0, test.size()).forEach(row -> test.example(row, examples, row * 64));
        try (OnnxRuntime runtime = new OnnxRuntime(Files.readAllBytes(folder.resolve("new/model.onnx")))) {
            float[] predictions =
                    runtime.run(test.example().batch(test.size()), examples).get("prediction");
            for (Answer answer : result.evaluation().answers()) {
                for (int j = 0; j < 10; j++) {
                    assertThat(predictions[answer.row() * 10 + j])
                            .isCloseTo(answer.probabilities().get(j), offset(1e-5f));
                }
            }
            assertThat(runtime.session().getMetadata().getCustomMetadata())
                    .isEqualTo(Map.of(
                            "name",
                            "killed",
                            "classes",
                            "[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]",
                            "weightsSha256",
                            result.weightsSha256()));
        }
    }

    @Test
    void theWeightsAreThoseOfTheModelAndAnExperimentBeginsWithThem() {
        for (String name : List.of("w.npz", "w.safetensors", "w")) {
            Path weights = folder.resolve(name);
            assertThat(Exports.weights(run, weights, OPTIONS)).isEqualTo(10);
            Map<String, Tensor> read = WeightsFile.read(weights);
            result.trained()
                    .weights()
                    .tensors()
                    .forEach((key, tensor) -> assertThat(read.get(key).values()).containsExactly(tensor.values()));
            RunResult tuned = Runs.run(beginningWith(weights), OPTIONS.withOut(folder.resolve("tuned " + name)));
            RunResult fromRun = Runs.run(beginningWith(run), OPTIONS.withOut(folder.resolve("from run " + name)));
            assertThat(tuned.weightsSha256()).isEqualTo(fromRun.weightsSha256());
        }
    }

    private static Experiment beginningWith(Path weights) {
        Experiment experiment = KilledRun.experiment(1);
        return experiment.withTrain(experiment.train().withStart(new Start(weights.toString())));
    }

    @Test
    void allWeightsThatDoNotFitAreNamed() {
        Map<String, Tensor> wrong =
                Map.of("0.dense/weight", Tensor.zeros(Shape.of(24, 64)), "0.linear/bias", Tensor.zeros(Shape.of(24)));
        WeightsFile.write(folder.resolve("wrong.npz"), wrong);
        assertThatThrownBy(() ->
                        Runs.run(beginningWith(folder.resolve("wrong.npz")), OPTIONS.withOut(folder.resolve("never"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("0.dense/weight is [24, 64] and not [64, 24]")
                .hasMessageContaining("0.dense/bias [24] is missing")
                .hasMessageContaining("0.linear/bias has no place in the model");
    }

    @Test
    void theHistoryHasTheJournalsEpochs() throws IOException {
        assertThat(Exports.history(run, folder.resolve("history.csv"))).isEqualTo(3);
        List<String> lines = Files.readAllLines(folder.resolve("history.csv"));
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .startsWith("epoch,loss,accuracy,")
                .contains(",learning_rate,")
                .contains(",val_loss,val_accuracy");
    }

    @Test
    void activationsAreThoseOfThePartAskedFor() {
        List<Path> files = Exports.activations(
                run, folder.resolve("layers"), new Exports.Wanted(List.of("3"), Split.VALIDATION, 20), OPTIONS);
        assertThat(files).containsExactly(folder.resolve("layers/3.dense.npy"), folder.resolve("layers/targets.npy"));
        assertThat(Npy.read(files.getFirst()).shape()).isEqualTo(Shape.of(20, 10));
        assertThatThrownBy(() -> Split.named("tset")).hasMessageContaining("Did you mean 'test'?");
    }

    @Test
    void aRunWithTensorBoardsEventsHasTheSameBits() throws IOException {
        Path other = folder.resolve("other");
        RunResult with =
                Runs.run(KilledRun.experiment(3), OPTIONS.withOut(other).withTensorboard(true));
        assertThat(with.weightsSha256()).isEqualTo(result.weightsSha256());
        Events events = Events.read(other.resolve("tensorboard"));
        assertThat(events.scalars("loss/train")).hasSize(3);
        assertThat(events.tags())
                .contains("accuracy/validation", "learning_rate", "0.dense/weight")
                .anyMatch(tag -> tag.startsWith("mistakes/"))
                .filteredOn(tag -> tag.startsWith("examples/"))
                .hasSize(12);
        assertThat(run.resolve("tensorboard")).doesNotExist();
    }

    @Test
    void aRunThatGoesOnGoesOnWithItsEvents() throws IOException {
        Path other = folder.resolve("other");
        TrainingListener stopping = event -> {
            if (event instanceof TrainingEvent.Resumable resumable && resumable.epoch() == 2) {
                throw new TrainingFailedException("stopped");
            }
        };
        RunOptions options = OPTIONS.withTensorboard(true).withCheckpointsEvery(Duration.ZERO);
        assertThatThrownBy(() ->
                        Runs.run(KilledRun.experiment(3), options.withOut(other).withListener(stopping)))
                .hasMessage("stopped");
        assertThat(Runs.resume(other, options).weightsSha256()).isEqualTo(result.weightsSha256());
        Events events = Events.read(other.resolve("tensorboard"));
        assertThat(events.scalars("loss/train"))
                .extracting(each -> each.substring(0, 2))
                .containsExactly("1=", "2=", "3=");
        assertThat(events.events().stream()
                        .filter(event -> event.hasSessionLog())
                        .map(event -> event.getStep()))
                .containsExactly(3L);
    }

    @Test
    void whatIsNoRunOrHasNoModelIsRefused() throws IOException {
        assertThatThrownBy(() -> Exports.onnx(folder, folder.resolve("x"), OPTIONS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not a run");
        Files.delete(run.resolve(RunFolder.LAST));
        Files.delete(run.resolve(RunFolder.BEST));
        assertThatThrownBy(() -> Exports.weights(run, folder.resolve("x.npz"), OPTIONS))
                .hasMessageContaining("has no weights yet");
        assertThat(folder.resolve("x.npz")).doesNotExist();
    }
}
