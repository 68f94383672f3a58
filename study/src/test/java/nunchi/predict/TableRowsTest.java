package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.Reading;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rows of tables, asked of models that learnt from tables.
final class TableRowsTest {
    @TempDir
    private static Path folder;

    private static Path houses;
    private static Path flowers;

    @BeforeAll
    static void train() throws IOException {
        Path named = write("houses.csv", "id,rooms,price,area\n1,2,10,5\n2,3,20,7\n3,4,30,9\n4,5,40,11\n");
        Reading regression = Reading.PLAIN.withTarget("price").withIgnore("id");
        houses = run(
                "houses-run",
                new Experiment(
                        "houses",
                        new DataSettings(named.toString())
                                .withReading(regression)
                                .withBatch(4),
                        List.of(new Dense(1)),
                        new MeanSquaredError(),
                        new Adam(0.01),
                        new TrainSettings(2)));
        Path numbered = write("flowers.csv", "setosa,1,2,7\nvirginica,3,4,7\nsetosa,5,6,7\nvirginica,7,8,7\n");
        Reading classes = Reading.PLAIN.withLabel("0").withIgnore("-1");
        flowers = run(
                "flowers-run",
                new Experiment(
                        "flowers",
                        new DataSettings(numbered.toString())
                                .withReading(classes)
                                .withBatch(4),
                        List.of(new Dense(2)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.01),
                        new TrainSettings(2)));
    }

    private static Path run(String name, Experiment experiment) {
        Runs.run(experiment, new RunOptions().withThreads(1).withOut(folder.resolve(name)));
        return folder.resolve(name);
    }

    private static Path write(String name, String table) throws IOException {
        return Files.writeString(folder.resolve(name), table);
    }

    private static List<Answer> ask(Path run, Path table) {
        List<Answer> answers = new ArrayList<>();
        try (Predictor predictor = Predictor.load(run, new RunOptions().withThreads(1))) {
            PredictionStream.of(predictor, Question.of(List.of(table), predictor.form(), 0), answers::add);
        }
        return answers;
    }

    private static void assertExamples(List<Answer> answers, float[]... expected) {
        assertThat(answers).noneMatch(Answer::refused);
        assertThat(answers.stream().map(answer -> answer.given().values())).containsExactly(expected);
    }

    private static void refused(Path run, String table, String message) throws IOException {
        Path file = write("refused.csv", table);
        assertThatThrownBy(() -> ask(run, file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(file + message);
    }

    @Test
    void columnsAreFoundByNameWhereverTheyStandAndOthersAreLeftOut() throws IOException {
        Path table = write("new.tsv", "area\tcolour\trooms\n9\tred\t4\n5\tblue\t2\n");
        List<Answer> answers = ask(houses, table);
        assertExamples(answers, new float[] {4, 9}, new float[] {2, 5});
        assertThat(answers.stream().map(Answer::name)).containsExactly(table + " row 0", table + " row 1");
        try (Predictor predictor = Predictor.load(houses)) {
            assertThat(answers.getFirst().prediction().values())
                    .isEqualTo(predictor.predict(4, 9).values())
                    .hasSize(1);
        }
        assertExamples(
                ask(houses, folder.resolve("houses.csv")),
                new float[] {2, 5},
                new float[] {3, 7},
                new float[] {4, 9},
                new float[] {5, 11});
    }

    @Test
    void withoutAHeaderColumnsAreFoundByPositionWithAndWithoutTheOthers() throws IOException {
        assertExamples(
                ask(flowers, folder.resolve("flowers.csv")),
                new float[] {1, 2},
                new float[] {3, 4},
                new float[] {5, 6},
                new float[] {7, 8});
        assertExamples(ask(flowers, write("bare.csv", "1,2\n5,6\n")), new float[] {1, 2}, new float[] {5, 6});
        assertExamples(ask(flowers, write("headed.csv", "length,width\n1,2\n")), new float[] {1, 2});
        assertThat(ask(flowers, folder.resolve("bare.csv"))
                        .getFirst()
                        .prediction()
                        .best()
                        .name())
                .isIn("setosa", "virginica");
    }

    @Test
    void whetherATableHasAHeaderIsSaidOrTakenFromTheRun() throws IOException {
        Path numbers = write("numbers.csv", "2019,2020\n1,2\n5,6\n");
        assertExamples(ask(flowers, numbers), new float[] {2019, 2020}, new float[] {1, 2}, new float[] {5, 6});
        List<Answer> answers = new ArrayList<>();
        try (Predictor predictor = Predictor.load(flowers, new RunOptions().withThreads(1))) {
            PredictionStream.of(
                    predictor, Question.of(List.of(numbers), predictor.form().withHeader(true), 0), answers::add);
        }
        assertExamples(answers, new float[] {1, 2}, new float[] {5, 6});
        Path years = write("years.csv", "2019,2020,species\n1,2,x\n3,4,y\n");
        Path run = run(
                "years-run",
                new Experiment(
                        "years",
                        new DataSettings(years.toString()).withHeader(true).withBatch(2),
                        List.of(new Dense(2)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.01),
                        new TrainSettings(1)));
        assertExamples(ask(run, write("turned.csv", "2020,2019\n2,1\n")), new float[] {1, 2});
        assertThat(RunFolder.open(run)
                        .experiment(new RunOptions().files())
                        .data()
                        .header())
                .isTrue();
    }

    @Test
    void tablesWithoutTheColumnsAreRefusedInOneSentence() throws IOException {
        refused(
                houses,
                "id,area,price\n1,2,3\n",
                " lacks the column 'rooms', which the model learnt from; it has id, area, price");
        refused(houses, "a,b\n1,2\n", " lacks the columns 'rooms', 'area', which the model learnt from; it has a, b");
        refused(
                houses,
                "4,9\n",
                " has no header, but the model learnt from columns with names; write these above their columns: rooms, area");
        refused(
                houses,
                "rooms,area,rooms\n4,9,4\n",
                ": the header has two columns named 'rooms'; give each its own name");
        refused(
                flowers,
                "1,2,3\n",
                " has 3 columns; the model takes 2 values in a row, or the 4 columns of the table it learnt from");
        refused(houses, "rooms,area\n", " has no rows besides its header");
        refused(
                houses,
                "rooms,area\n4,many\n",
                ", line 2: column 'area' holds 'many', which is not a number; correct it");
        refused(
                houses,
                "rooms,area\n4,9\n4\n",
                ", line 3: it has 1 cell, but the first line has 2; each line must have as many");
    }
}
