package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Linear;
import nunchi.activation.Sigmoid;
import nunchi.check.InvalidRequestException;
import nunchi.data.Datasets;
import nunchi.data.Generator;
import nunchi.data.Limit;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.TrainSettings;
import nunchi.experiment.Variant;
import nunchi.init.Normal;
import nunchi.layer.Dense;
import nunchi.layer.Standardize;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.record.JsonFile;
import nunchi.train.Samples;
import nunchi.train.Status;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private RunOptions options(String name) {
        return new RunOptions().withBackend("reference").withOut(folder.resolve(name));
    }

    private JsonNode json(String run, String file) throws IOException {
        return JSON.readTree(Files.readAllBytes(folder.resolve(run).resolve(file)));
    }

    /// Study D, for a few epochs.
    private static Experiment digits(int epochs) {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2, 101L, Generator.NUMPY))
                .withBatch(1437)
                .withShuffle(false)
                .withPreprocess(new Standardize());
        return new Experiment(
                "digits",
                data,
                List.of(
                        new Dense(80, new Sigmoid(), new Normal()),
                        new Dense(70, new Sigmoid(), new Normal()),
                        new Dense(10, new Linear(), new Normal())),
                new SoftmaxCrossEntropy(0, Reduction.SUM),
                new Sgd(0.01),
                new TrainSettings(epochs));
    }

    @Test
    void aRunLeavesItsFolder() throws IOException {
        RunResult run = Runs.run(digits(4), options("d"));
        assertThat(run.trained().status()).isEqualTo(Status.FINISHED);
        assertThat(run.part()).isEqualTo(Split.TEST);
        requireFiles(run);
        requireResult(run);
        requireEvaluation(run);
        assertThat(Files.readAllLines(folder.resolve("d/journal.jsonl"))).hasSize(2 + 2 * 4);
        assertThat(json("d", "model.json").path("parameters").intValue())
                .isEqualTo(64 * 80 + 80 + 80 * 70 + 70 + 70 * 10 + 10);
        assertThat(json("d", "data.json")
                        .path("parts")
                        .path("test")
                        .path("rows")
                        .intValue())
                .isEqualTo(360);
        assertThat(json("d", "data.json").path("samples").path(0).path("label").intValue())
                .isEqualTo(8);
        assertThat(new ExperimentFile().read(folder.resolve("d/experiment.yaml")))
                .isEqualTo(digits(4));
    }

    private static void requireFiles(RunResult run) throws IOException {
        try (Stream<Path> files = Files.walk(run.folder().path())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> run.folder().path().relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "experiment.yaml",
                            "environment.json",
                            "journal.jsonl",
                            "result.json",
                            "model.json",
                            "data.json",
                            "evaluation.json",
                            "weights/last.safetensors",
                            "weights/familiarity.safetensors",
                            "report.html");
        }
    }

    private void requireResult(RunResult run) throws IOException {
        JsonNode result = json("d", "result.json");
        assertThat(result.path("status").asString()).isEqualTo("finished");
        assertThat(result.path("epochs").intValue()).isEqualTo(4);
        assertThat(result.path("test").path("accuracy").doubleValue())
                .isEqualTo(run.trained().test().accuracy());
        assertThat(result.path("weightsSha256").asString())
                .isEqualTo(run.weightsSha256())
                .hasSize(64);
        assertThat(result.has("validation")).isFalse();
    }

    private void requireEvaluation(RunResult run) throws IOException {
        JsonNode evaluation = json("d", "evaluation.json");
        assertThat(evaluation.path("mistakes").size())
                .isEqualTo(evaluation.path("mistakeCount").intValue())
                .isEqualTo(run.evaluation().mistakes().size());
        assertThat(evaluation.path("calibration").path("bins").size()).isEqualTo(15);
        assertThat(evaluation.path("calibration").path("ece").doubleValue())
                .isEqualTo(run.evaluation().calibration().ece());
        assertThat(evaluation.path("mistakes").path(24).path("nearest").size()).isEqualTo(3);
        assertThat(evaluation.path("mistakes").path(25).has("nearest")).isFalse();
        assertThat(evaluation.path("nearest").path("searched").intValue()).isEqualTo(1437);
        assertThat(evaluation.path("right"))
                .isNotEmpty()
                .allMatch(answer -> answer.path("truth").equals(answer.path("prediction")));
    }

    @Test
    void studyDLearnsInAHundredEpochs() {
        RunResult run = Runs.run(digits(100), new RunOptions().withOut(folder.resolve("d")));
        assertThat(run.trained().train().loss()).isLessThan(0.2);
        assertThat(run.trained().test().accuracy()).isGreaterThan(0.85);
    }

    @Test
    void dataOfAProgramsOwnIsCutAndRecordedAsTheExperimentSays() throws IOException {
        DataSettings settings =
                Samples.batches(10).withTest(new Splitter.Random(10)).withLimit(new Limit(30, null, null));
        RunResult run = Runs.run(
                Samples.experiment(settings, new TrainSettings(1)),
                new Datasets(Samples.clouds(60, 1)),
                options("own"));
        assertThat(json("own", "data.json")
                        .path("parts")
                        .path("train")
                        .path("rows")
                        .intValue())
                .isEqualTo(30);
        assertThat(json("own", "data.json")
                        .path("parts")
                        .path("test")
                        .path("rows")
                        .intValue())
                .isEqualTo(10);
        assertThat(run.evaluation().rows()).isEqualTo(10);
    }

    @Test
    void theSameExperimentGivesTheSameBits() {
        Experiment experiment = Samples.experiment(Samples.batches(12), new TrainSettings(3));
        String first = Runs.run(experiment, Samples.parts(), options("a")).weightsSha256();
        assertThat(Runs.run(experiment, Samples.parts(), options("b")).weightsSha256())
                .isEqualTo(first);
        assertThat(Runs.run(experiment.withSeed(2), Samples.parts(), options("c"))
                        .weightsSha256())
                .isNotEqualTo(first);
    }

    @Test
    void aStoredRunIsEvaluatedToTheSameFigures() {
        RunResult run = Runs.run(digits(1), options("d"));
        Evaluated evaluated = Runs.evaluate(folder.resolve("d"), null, List.of(), options("unused"));
        assertThat(evaluated.part()).isEqualTo(Split.TEST);
        assertThat(evaluated.evaluation()).isEqualTo(run.evaluation());
        assertThat(evaluated.evaluation().metrics().loss())
                .isCloseTo(run.trained().test().loss(), within(1e-9));
        assertThatThrownBy(() -> Runs.evaluate(folder.resolve("d"), Split.VALIDATION, List.of(), options("unused")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("unknown part 'validation'");
    }

    @Test
    void aFolderThatIsNoRunIsNotEvaluated() {
        assertThatThrownBy(() -> Runs.evaluate(folder, null, List.of(), options("x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("%s is not a run: it has no experiment.yaml".formatted(folder));
    }

    @Test
    void anOccupiedFolderIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/mine.txt"), "mine");
        assertThatThrownBy(() -> Runs.run(
                        Samples.experiment(Samples.batches(10), new TrainSettings(1)),
                        Samples.parts(),
                        options("full")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not empty; choose another folder by RunOptions.withOut");
        assertThat(folder.resolve("full")).isDirectoryContaining("glob:**mine.txt");
        assertThatThrownBy(() -> NewFolder.begin(folder.resolve("full/mine.txt"), "a", NewFolder::folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void anExperimentThatDoesNotFitLeavesNoFolder() {
        Experiment narrow = new Experiment(
                "a",
                Samples.batches(10),
                List.of(new Dense(2)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(1));
        assertThatThrownBy(() -> Runs.run(narrow, Samples.parts(), options("none")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("last layer has 2 units");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aFailedTrainingLeavesItsReason() throws IOException {
        assertThatThrownBy(() -> Runs.run(
                        Samples.experiment(Samples.batches(10), new TrainSettings(3), 1e300),
                        Samples.parts(),
                        options("f")))
                .isInstanceOf(TrainingFailedException.class);
        assertThat(json("f", "result.json").path("status").asString()).isEqualTo("failed");
        assertThat(json("f", "result.json").path("reason").asString()).startsWith("the loss is not finite in epoch 1");
        assertThat(Files.readAllLines(folder.resolve("f/journal.jsonl")).getLast())
                .contains("\"event\":\"failed\"");
    }

    @Test
    void variantsAreMeasuredBesideTheRunsOwnSettings() {
        Experiment experiment = KilledRun.experiment(3)
                .withVariants(
                        new Variant("not standardized", List.of("data.preprocess=[]")),
                        new Variant("few rows", List.of("data.limit={test: 50}")));
        Runs.run(experiment, options("varied"));
        JsonNode result = JsonFile.read(RunFolder.open(folder.resolve("varied")).file(RunFolder.RESULT));
        JsonNode raw = result.path("variants").path(0);
        assertThat(raw.path("name").asString()).isEqualTo("not standardized");
        assertThat(raw.path("test").path("loss").asDouble())
                .isEqualTo(Runs.evaluate(
                                folder.resolve("varied"), Split.TEST, List.of("data.preprocess=[]"), options("unused"))
                        .evaluation()
                        .metrics()
                        .loss())
                .isNotEqualTo(result.path("test").path("loss").asDouble());
        assertThat(result.path("variants").path(1).path("test").path("accuracy").asDouble() * 50)
                .isEqualTo(
                        Math.rint(result.path("variants")
                                        .path(1)
                                        .path("test")
                                        .path("accuracy")
                                        .asDouble()
                                * 50),
                        within(1e-9));
    }

    @Test
    void aVariantThatCannotBeMeasuredIsRefusedBeforeTheTraining() {
        Experiment experiment =
                KilledRun.experiment(3).withVariants(new Variant("grey", List.of("data.preprocess=[grey]")));
        assertThatThrownBy(() -> Runs.run(experiment, options("none"))).hasMessageStartingWith("the variant grey: ");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
