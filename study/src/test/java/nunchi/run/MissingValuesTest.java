package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.model.TableColumn;
import nunchi.predict.Answer;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.record.JsonFile;
import nunchi.train.Evaluation;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run on a table with missing values and categories: what fills them travels with the model.
final class MissingValuesTest {
    private static final ExperimentFile FILES = new ExperimentFile();

    @TempDir
    private static Path folder;

    private static Path table;
    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        table = folder.resolve("titanic.csv");
        try (InputStream content = MissingValuesTest.class.getResourceAsStream("/nunchi/data/titanic.csv")) {
            Files.copy(content, table);
        }
        run = folder.resolve("run");
        Runs.run(experiment(4), options().withOut(run));
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    private static Experiment experiment(int epochs) {
        return FILES.parse("""
                name: titanic
                data:
                  name: '%s'
                  test: {last: 4}
                  validation: {random: {amount: 2, seed: 3}}
                  missing: {columns: {age: median, fare: mean, embarked: mostFrequent}}
                  categories: [pclass, sex, embarked]
                  preprocess: [standardize]
                  batch: 4
                model: [{dense: {units: 5, activation: relu}}, {dense: 2}]
                loss: softmaxCrossEntropy
                optimizer: {adam: 0.05}
                train: {epochs: %d, evaluateTest: true}
                variants: [{name: raw, set: ['data.preprocess=[{scale: 1}]']}]
                """.formatted(table, epochs));
    }

    private static List<Answer> ask(Path asked) {
        List<Answer> answers = new ArrayList<>();
        try (Predictor predictor = Predictor.load(run, options())) {
            PredictionStream.of(predictor, Question.of(List.of(asked), predictor.form(), 0), answers::add);
        }
        return answers;
    }

    private static List<TableColumn> features() {
        return RunFolder.open(run).schema().table().features();
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whatFillsMissingValuesAndTheCategoriesAreStored() throws IOException {
        assertThat(features().stream().map(TableColumn::categories))
                .containsExactly(List.of("1", "2", "3"), List.of("female", "male"), null, null, List.of("C", "Q", "S"));
        assertThat(features().stream().map(TableColumn::fill))
                .containsExactly(
                        null, null, features().get(2).fill(), features().get(3).fill(), "S");
        assertThat(JsonFile.read(RunFolder.open(run).file(RunFolder.DATA))
                        .path("notes")
                        .path(0)
                        .stringValue())
                .startsWith("missing values are filled: column 'age' by ")
                .endsWith("column 'embarked' by S");
        assertThat(Files.readString(run.resolve(RunFolder.EXPERIMENT)))
                .contains("median", "mostFrequent", "categories");
        assertThat(FILES.read(run.resolve(RunFolder.EXPERIMENT))).isEqualTo(experiment(4));
    }

    @Test
    void predictionsOfTheSameRowsAreThoseOfTheEvaluation() throws IOException {
        List<String> lines = Files.readAllLines(table);
        Path test = write(
                "test.csv",
                lines.getFirst() + "\n" + String.join("\n", lines.subList(lines.size() - 4, lines.size())) + "\n");
        Evaluation own = Runs.evaluate(run, Split.TEST, List.of(), options()).evaluation();
        Evaluation other = Runs.evaluate(
                        run,
                        Split.TRAIN,
                        List.of("data.name='%s'".formatted(test), "data.test=null", "data.validation=null"),
                        options())
                .evaluation();
        assertThat(other.metrics()).isEqualTo(own.metrics());
        List<Answer> answers = ask(test);
        double loss = 0;
        for (int row = 0; row < 4; row++) {
            String truth = lines.get(lines.size() - 4 + row).replaceFirst(".*,", "");
            loss -= Math.log(answers.get(row).prediction().top(2).stream()
                            .filter(likely -> likely.name().equals(truth))
                            .findFirst()
                            .orElseThrow()
                            .probability())
                    / 4;
        }
        assertThat(loss).isCloseTo(own.metrics().loss(), within(1e-6));
        float[] filled = answers.get(2).given().values();
        assertThat(filled[5]).isEqualTo(Float.parseFloat(features().get(2).fill()));
    }

    @Test
    void trainingAgainAndGoingOnKeepTheBits() {
        assertThat(Runs.verify(run, options()).same()).isTrue();
        Path stopped = folder.resolve("stopped");
        RunOptions stopping = options()
                .withOut(stopped)
                .withCheckpointsEvery(Duration.ZERO)
                .withListener(event -> {
                    if (event instanceof TrainingEvent.Resumable resumable && resumable.epoch() == 2) {
                        throw new IllegalStateException("killed");
                    }
                });
        assertThatThrownBy(() -> Runs.run(experiment(4), stopping)).hasRootCauseMessage("killed");
        RunResult resumed = Runs.resume(stopped, options());
        assertThat(resumed.weightsSha256())
                .isEqualTo(JsonFile.read(RunFolder.open(run).file(RunFolder.RESULT))
                        .path("weightsSha256")
                        .stringValue());
        assertThat(RunFolder.open(stopped).schema())
                .isEqualTo(RunFolder.open(run).schema());
    }

    @Test
    void anUnknownCategoryIsRefusedWithItsLine() throws IOException {
        Path unknown =
                write("unknown.csv", "pclass,sex,age,fare,embarked,survived\n1,male,3,4,C,no\n4,male,3,4,C,no\n");
        String message = unknown
                + ", line 3: column 'pclass' holds '4', which is none of the categories that the model learnt: 1, 2, 3";
        assertThatThrownBy(() -> ask(unknown))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Runs.evaluate(run, null, List.of("data.name='%s'".formatted(unknown)), options()))
                .hasMessage(message);
    }

    @Test
    void aRunOfBeforeIsReadAndFillsNothing() throws IOException {
        Path plain = write("plain.csv", "a,b,y\n1,2,k\n2,3,l\n3,4,k\n4,5,l\n");
        Path old = folder.resolve("old");
        Experiment experiment = FILES.with(
                experiment(1),
                List.of(
                        "data.name='%s'".formatted(plain),
                        "data.missing=null",
                        "data.categories=[]",
                        "data.test=null",
                        "data.validation=null",
                        "train={epochs: 1}",
                        "variants=[]"));
        Runs.run(experiment, options().withOut(old));
        assertThat(Files.readString(old.resolve(RunFolder.DATA)))
                .doesNotContain("categories")
                .doesNotContain("fill");
        forgetMissingValues(old.resolve(RunFolder.EXPERIMENT));
        assertThat(Runs.evaluate(old, null, List.of(), options()).evaluation().rows())
                .isEqualTo(4);
        Path lacking = write("lacking.csv", "a,b,y\n,2,k\n2,3,l\n");
        assertThatThrownBy(() -> Runs.evaluate(
                        old, null, List.of("data.name='%s'".formatted(lacking), "data.missing=mean"), options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "line 2: column 'a' has no value (''); fill it in, or remove the line; the model learnt without");
    }

    /// As in a file of before there was a key for them.
    private static void forgetMissingValues(Path experimentFile) throws IOException {
        Files.writeString(
                experimentFile,
                Files.readString(experimentFile)
                        .lines()
                        .filter(line -> !line.matches(" *(header|missing|categories):.*"))
                        .toList()
                        .stream()
                        .reduce("", (text, line) -> text + line + "\n"));
    }

    @Test
    void theKeysAreReadFromACommandLineToo() {
        Experiment set =
                FILES.with(experiment(1), List.of("data.missing=mean", "data.categories=sex", "data.header=true"));
        assertThat(FILES.tree(set).path("data").path("missing").inWords()).isEqualTo("mean");
        assertThat(set.data().categories()).containsExactly("sex");
        assertThat(set.data().header()).isTrue();
        assertThat(FILES.tree(FILES.with(experiment(1), List.of("data.missing={constant: 0}")))
                        .path("data")
                        .path("missing")
                        .toString())
                .isEqualTo("{\"constant\":{\"value\":\"0\"}}");
        assertThat(FILES.tree(FILES.with(experiment(1), List.of("data.missing.columns.age=mean")))
                        .path("data")
                        .path("missing")
                        .path("columns")
                        .path("age")
                        .inWords())
                .isEqualTo("mean");
        assertThatThrownBy(() -> FILES.with(experiment(1), List.of("data.missing=average")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("mean, median, mostFrequent, constant, columns");
    }
}
