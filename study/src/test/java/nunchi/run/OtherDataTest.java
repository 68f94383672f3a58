package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.ImageForm;
import nunchi.data.Reading;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.Start;
import nunchi.experiment.TrainSettings;
import nunchi.experiment.Variant;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.DataSchema;
import nunchi.optimizer.Adam;
import nunchi.record.JsonFile;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Evaluation;
import nunchi.train.Evaluator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data that a model did not learn from is measured by the names of classes and columns, not by their positions.
final class OtherDataTest {
    private static final Map<String, int[]> CENTRES =
            Map.of("apple", new int[] {9, 0}, "mango", new int[] {0, 9}, "pear", new int[] {-9, -9});

    @TempDir
    private static Path folder;

    private static Path fruit;
    private static Path colours;

    @BeforeAll
    static void train() throws IOException {
        Path table = write("fruit.csv", rows("%1$s,%2$s,%3$s", "x,y,kind", "apple", "mango", "pear"));
        Path rotated = write("variant.csv", rows("%3$s,%2$s,%1$s", "kind,y,x", "pear"));
        fruit = run(
                "fruit",
                new Experiment(
                                "fruit",
                                new DataSettings(table.toString()),
                                List.of(new Dense(3)),
                                new SoftmaxCrossEntropy(),
                                new Adam(0.1),
                                new TrainSettings(20))
                        .withVariants(new Variant("other", List.of("data.name='%s'".formatted(rotated)))));
        for (String name : List.of("blue", "green", "red")) {
            picture("colours/%s/1.png".formatted(name), name);
            picture("colours/%s/2.png".formatted(name), name);
        }
        DataSettings pictures = new DataSettings(folder.resolve("colours").toString())
                .withReading(Reading.PLAIN.withImage(new ImageForm(2)));
        colours = run(
                "colours-run",
                new Experiment(
                        "colours",
                        pictures.withPreprocess(new Scale(255), new Flatten()),
                        List.of(new Dense(3)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.1),
                        new TrainSettings(20)));
    }

    private static Path run(String name, Experiment experiment) {
        RunResult result = Runs.run(experiment, options().withOut(folder.resolve(name)));
        assertThat(result.evaluation().metrics().accuracy()).isEqualTo(1);
        return folder.resolve(name);
    }

    private static RunOptions options() {
        return new RunOptions().withBackend("reference");
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// Four rows of each class near its centre.
    private static String rows(String form, String header, String... classes) {
        StringBuilder table = new StringBuilder(header + "\n");
        for (int row = 0; row < 4; row++) {
            for (String name : classes) {
                int[] centre = CENTRES.getOrDefault(name, new int[2]);
                table.append(form.formatted(centre[0] + row, centre[1] - row, name))
                        .append('\n');
            }
        }
        return table.toString();
    }

    private static void picture(String name, String colour) throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        int value = Map.of("red", Color.RED, "green", Color.GREEN, "blue", Color.BLUE)
                .getOrDefault(colour, Color.BLACK)
                .getRGB();
        image.setRGB(0, 0, 2, 2, new int[] {value, value, value, value}, 0, 2);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static Evaluation evaluate(Path run, Path data) {
        return Runs.evaluate(run, null, List.of("data.name='%s'".formatted(data)), options())
                .evaluation();
    }

    @Test
    void aTableThatLacksAClassKeepsTheClassesOfTheModel() throws IOException {
        Evaluation part = evaluate(fruit, write("part.csv", rows("%1$s,%2$s,%3$s", "x,y,kind", "mango", "pear")));
        assertThat(part.metrics().accuracy()).isEqualTo(1);
        assertThat(part.perClass().stream().map(Evaluation.ClassMetrics::name))
                .containsExactly("apple", "mango", "pear");
        assertThat(part.perClass().stream().map(Evaluation.ClassMetrics::support))
                .containsExactly(0, 4, 4);
        assertThat(part.confusion()).containsExactly(List.of(0, 0, 0), List.of(0, 4, 0), List.of(0, 0, 4));
    }

    @Test
    void columnsStandWhereverTheOtherTableHasThem() throws IOException {
        Path swapped = write("swapped.csv", rows("%3$s,%2$s,%1$s,7", "kind,y,x,weight", "apple", "mango", "pear"));
        assertThat(evaluate(fruit, swapped).metrics().accuracy()).isEqualTo(1);
        Path named = write("named.csv", rows("%1$s,%2$s,%3$s", "x,y,sort", "apple", "mango", "pear"));
        assertThatThrownBy(() -> evaluate(fruit, named))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(named + " lacks the column 'kind', which the model learnt to predict; it has x, y, sort");
        List<String> changes = List.of("data.name='%s'".formatted(named), "data.label=sort");
        assertThat(Runs.evaluate(fruit, null, changes, options())
                        .evaluation()
                        .metrics()
                        .accuracy())
                .isEqualTo(1);
    }

    @Test
    void aClassThatTheModelDidNotLearnIsRefusedByName() throws IOException {
        Path table = write("unknown.csv", rows("%1$s,%2$s,%3$s", "x,y,kind", "apple", "banana"));
        assertThatThrownBy(() -> evaluate(fruit, table))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "unknown.csv has the class 'banana', which the model did not learn; it learnt 'apple', 'mango', 'pear'");
    }

    @Test
    void aVariantWithOtherDataIsMeasuredByName() {
        assertThat(JsonFile.read(RunFolder.open(fruit).file(RunFolder.RESULT))
                        .path("variants")
                        .path(0)
                        .path("train")
                        .path("accuracy")
                        .doubleValue())
                .isEqualTo(1);
    }

    @Test
    void aFolderThatLacksAClassKeepsTheClassesOfTheModel() throws IOException {
        picture("part/green/a.png", "green");
        picture("part/red/a.png", "red");
        picture("part/red/b.png", "blue");
        Evaluation part = evaluate(colours, folder.resolve("part"));
        assertThat(part.confusion()).containsExactly(List.of(0, 0, 0), List.of(0, 1, 0), List.of(1, 0, 1));
        picture("more/pink/a.png", "red");
        assertThatThrownBy(() -> evaluate(colours, folder.resolve("more")))
                .hasMessageContaining("more has the class 'pink', which the model did not learn");
    }

    @Test
    void aRunWhoseDataGotAClassIsNotTrainedAgainOnIt() throws IOException {
        Path copy = folder.resolve("growing");
        picture("growing/green/a.png", "green");
        picture("growing/red/a.png", "red");
        Path run = run(
                "growing-run",
                new Experiment(
                        "growing",
                        new DataSettings(copy.toString()).withPreprocess(new Scale(255), new Flatten()),
                        List.of(new Dense(2)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.1),
                        new TrainSettings(20)));
        picture("growing/blue/a.png", "blue");
        assertThatThrownBy(() -> Runs.verify(run, options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("growing is not what")
                .hasMessageContaining("bring the old files back or begin a new run");
        assertThatThrownBy(() -> Runs.evaluate(run, null, List.of(), options()))
                .hasMessageContaining("the class 'blue', which the model did not learn");
    }

    /// The rate changes nothing that could be seen: what is measured is what was taken over.
    private static Experiment further(String data, int units, Start start) {
        return new Experiment(
                "further",
                new DataSettings(data),
                List.of(new Dense(units)),
                new SoftmaxCrossEntropy(),
                new Adam(1e-9),
                new TrainSettings(1).withStart(start));
    }

    @Test
    void aTrainingThatBeginsWithAModelTakesItsClassesAndColumnsByName() throws IOException {
        Path part = write("further.csv", rows("%3$s,%2$s,%1$s", "kind,y,x", "mango", "pear"));
        Path out = folder.resolve("further");
        RunResult result = Runs.run(
                further(part.toString(), 3, new Start(fruit.toString())),
                options().withOut(out));
        assertThat(result.evaluation().metrics().accuracy()).isEqualTo(1);
        assertThat(RunFolder.open(out).schema().classes()).containsExactly("apple", "mango", "pear");
        assertThat(Runs.verify(out, options()).same()).isTrue();
    }

    @Test
    void aProgramsDataWithTheClassesInAnotherOrderIsMatchedWithTheModelToBeginWith() {
        Tensor examples = new Tensor(Shape.of(3, 2), new float[] {9, 0, 0, 9, -9, -9});
        Dataset turned =
                ArrayDataset.labelled("turned", examples, new int[] {2, 1, 0}, List.of("pear", "mango", "apple"));
        Experiment experiment = further("turned", 3, new Start(fruit.toString()));
        RunResult result = Runs.run(experiment, new Datasets(turned), options().withOut(folder.resolve("turned")));
        assertThat(result.evaluation().metrics().accuracy()).isEqualTo(1);
        assertThat(result.evaluation().perClass().stream().map(Evaluation.ClassMetrics::name))
                .containsExactly("apple", "mango", "pear");
    }

    @Test
    void aNewClassIsRefusedUnlessTheLastLayerBeginsAfresh() throws IOException {
        Path other = write("new.csv", rows("%1$s,%2$s,%3$s", "x,y,kind", "banana", "mango", "pear"));
        assertThatThrownBy(() -> Runs.run(
                        further(other.toString(), 3, new Start(fruit.toString())),
                        options().withOut(folder.resolve("new"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("at train.start.from: ")
                .hasMessageContaining(
                        "new.csv has the class 'banana', which the model did not learn; it learnt 'apple', 'mango', 'pear'")
                .hasMessageEndingWith(
                        "or let the layer that gives the classes begin afresh: train.start.fresh=[0.dense]");
        assertThat(folder.resolve("new")).doesNotExist();
        Start afresh = new Start(fruit.toString(), List.of("0.dense"));
        Path out = folder.resolve("afresh");
        Runs.run(further(other.toString(), 3, afresh), options().withOut(out));
        assertThat(RunFolder.open(out).schema().classes()).containsExactly("banana", "mango", "pear");
    }

    @Test
    void aTableThatLacksAColumnOfTheModelToBeginWithIsRefused() throws IOException {
        Path other = write("columns.csv", rows("%1$s,%2$s,%3$s", "x,z,kind", "apple", "mango", "pear"));
        assertThatThrownBy(() -> Runs.run(
                        further(other.toString(), 3, new Start(fruit.toString())),
                        options().withOut(folder.resolve("columns"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("lacks the column 'y', which the model learnt from");
    }

    @Test
    void aProgramsDataWithMoreClassesThanTheModelHasUnitsIsRefused() {
        Experiment experiment = RunFolder.open(fruit).experiment(options().files());
        Dataset four = ArrayDataset.labelled(
                "four", new Tensor(Shape.of(1, 2), new float[] {1, 2}), new int[] {3}, List.of("a", "b", "c", "d"));
        assertThatThrownBy(() -> Evaluator.evaluate(
                        experiment,
                        StoredModel.of(RunFolder.open(fruit), experiment),
                        DataSchema.ANY,
                        four,
                        options().open()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("labels go to 3 but the model's last layer has 3 units");
    }
}
