package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import nunchi.check.InvalidRequestException;
import nunchi.data.Limit;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.predict.ExampleForm;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a run recorded of its data is refused where it was changed: it would be read as something else.
final class RecordedDataTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static Path table;
    private static Path digits;

    @BeforeAll
    static void train() throws IOException {
        Path rows = Files.writeString(folder.resolve("fruit.csv"), "x,y,kind\n" + "9,0,apple\n0,9,mango\n".repeat(4));
        table = run("table", new DataSettings(rows.toString()), 2);
        digits = run(
                "digits",
                new DataSettings("digits")
                        .withTest(new Splitter.Random(0.1))
                        .withLimit(new Limit(20, null, 10))
                        .withPreprocess(new Flatten()),
                10);
    }

    private static Path run(String name, DataSettings data, int classes) {
        Experiment experiment = new Experiment(
                name,
                data,
                List.of(new Dense(classes)),
                new SoftmaxCrossEntropy(),
                new Adam(0.1),
                new TrainSettings(1));
        Runs.run(experiment, options().withOut(folder.resolve(name)));
        return folder.resolve(name);
    }

    private static RunOptions options() {
        return new RunOptions().withBackend("reference");
    }

    private static void whileChanged(Path file, Consumer<ObjectNode> change, ThrowingCallable work) throws Throwable {
        String before = Files.readString(file);
        ObjectNode tree = (ObjectNode) MAPPER.readTree(before);
        change.accept(tree);
        Files.writeString(file, MAPPER.writeValueAsString(tree));
        try {
            work.call();
        } finally {
            Files.writeString(file, before);
        }
    }

    private static void refused(Path file, Consumer<ObjectNode> change, ThrowingCallable reading) throws Throwable {
        whileChanged(
                file,
                change,
                () -> assertThatThrownBy(reading)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining(file.toString()));
    }

    private static ObjectNode columns(ObjectNode tree) {
        return (ObjectNode) tree.get("table");
    }

    @Test
    void classesAndNamesOfColumnsAreNeverTakenForNone() throws Throwable {
        Path file = table.resolve("data.json");
        assertThat(RunFolder.open(table).schema().classes()).containsExactly("apple", "mango");
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(
                tree -> tree.remove("classes"),
                tree -> tree.put("classes", "no"),
                tree -> tree.putNull("classes"),
                tree -> tree.putArray("classes"),
                tree -> columns(tree).remove("names"),
                tree -> columns(tree).put("names", "x"),
                tree -> columns(tree).putNull("names"),
                tree -> columns(tree).putArray("names"),
                tree -> columns(tree).remove("features"),
                tree -> tree.putArray("example").add(64_000_192))) {
            refused(file, change, () -> RunFolder.open(table).schema());
            refused(file, change, () -> ExampleForm.read(RunFolder.open(table)));
            refused(file, change, () -> Runs.evaluate(table, null, List.of(), options()));
        }
    }

    @Test
    void howAPictureBecomesAnExampleIsKnownAsAWholeOrNotAtAll() throws Throwable {
        Path file = digits.resolve("data.json");
        for (String key : List.of("picture", "range", "imageShape")) {
            refused(file, tree -> tree.remove(key), () -> ExampleForm.read(RunFolder.open(digits)));
        }
        whileChanged(
                file,
                tree -> tree.remove(List.of("picture", "range")),
                () -> assertThat(ExampleForm.read(RunFolder.open(digits)).image())
                        .isNull());
    }

    @Test
    void anExampleHasTheShapeThatTheModelTakes() throws Throwable {
        refused(digits.resolve("data.json"), tree -> tree.putArray("example").add(64_000_192), () -> {
            RunFolder run = RunFolder.open(digits);
            StoredModel.of(run, run.trainedExperiment(options().files()));
        });
    }

    @Test
    void checksumsThatAreNoneAreNotTakenForUnknown() throws Throwable {
        refused(
                table.resolve("environment.json"),
                tree -> ((ObjectNode) tree.get("data")).put("sha256", "no"),
                () -> Runs.evaluate(table, null, List.of(), options()));
    }
}
