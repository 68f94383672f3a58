package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.experiment.DataSettings;
import nunchi.model.DataSchema;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Missing values and categories of tables, beside those of scikit-learn 1.2.1 (`src/golden/table_cases.py`).
final class MissingTest {
    private static final Missing FREQUENT = new Missing.MostFrequent();
    private static final Map<String, Missing> GOLDEN = Map.of(
            "mean", columns(new Missing.Mean(), FREQUENT),
            "median", columns(new Missing.Median(), FREQUENT),
            "most_frequent", FREQUENT,
            "constant", columns(new Missing.Constant("-1"), new Missing.Constant("unknown")));

    @TempDir
    private Path folder;

    private Path titanic;

    private static Missing columns(Missing numbers, Missing category) {
        return new Missing.Columns(Map.of("age", numbers, "fare", numbers, "embarked", category));
    }

    private static String resource(String name) {
        try (InputStream content = MissingTest.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void copyTable() throws IOException {
        titanic = Files.writeString(folder.resolve("titanic.csv"), resource("titanic.csv"));
    }

    /// The last four rows are the test set, so that the first ten are fitted.
    private static DataSettings settings(Path file, Missing missing) {
        return new DataSettings(file.toString())
                .withTest(new Splitter.Last(4))
                .withMissing(missing)
                .withCategories("pclass", "sex", "embarked");
    }

    private static Splits load(DataSettings settings) {
        return settings.cut(settings.whole(DataCatalogue.standard(), DataSchema.ANY), 1);
    }

    private static float[] example(Dataset data, int row) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"mean", "median", "most_frequent", "constant"})
    void examplesAreThoseOfScikitLearnsColumnTransformer(String strategy) {
        Splits parts = load(settings(titanic, GOLDEN.get(strategy)));
        List<String> golden = resource("scikit-table.txt")
                .lines()
                .filter(line -> line.startsWith(strategy + " "))
                .toList();
        assertThat(golden).hasSize(14);
        for (int row = 0; row < golden.size(); row++) {
            double[] expected = Arrays.stream(golden.get(row).split(" "))
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            float[] found = row < 10 ? example(parts.train(), row) : example(parts.test(), row - 10);
            assertThat(IntStream.range(0, found.length)
                            .mapToDouble(i -> found[i])
                            .toArray())
                    .as("row %d", row)
                    .containsExactly(expected, within(1e-5));
        }
    }

    @Test
    void aStatisticFollowsFromTheTrainingPartAlone() throws IOException {
        String leaking = resource("titanic.csv")
                .replace("1,female,58,26.55,C,yes", "1,female,5800,2655,S,yes")
                .replace("3,female,4,16.7", "3,female,9999,-70");
        Path other = Files.writeString(folder.resolve("other.csv"), leaking);
        for (Missing missing : GOLDEN.values()) {
            TableColumns found = load(settings(other, missing)).train().card().table();
            assertThat(found)
                    .isEqualTo(load(settings(titanic, missing)).train().card().table());
            assertThat(found.features().stream().map(TableColumn::fill)).doesNotContain("NaN");
        }
        Splits validated =
                load(settings(titanic, GOLDEN.get("mean")).withTest(null).withValidation(new Splitter.Last(4)));
        assertThat(validated.validation().card().table().features().get(2).fill())
                .isEqualTo(Float.toString((float) (253.0 / 9)));
        assertThat(example(validated.validation(), 2)[5]).isEqualTo((float) (253.0 / 9));
    }

    @Test
    void fillingIsToldOfTheColumnsThatLackAValueAlone() {
        assertThat(notes("a,b,y\n1,2,k\n3,4,l\n5,6,k\n", new Missing.Mean())).isEmpty();
        assertThat(notes("a,b,y\n1,2,k\n3,,l\n5,6,k\n", new Missing.Mean()))
                .containsExactly("missing values are filled: column 'b' by 4.0");
        assertThat(notes("a,b,y\n1,2,k\n3,4,l\n5,6,k\n", new Missing.Constant("7")))
                .isEmpty();
        assertThat(notes("a,b,y\n1,2,k\n,4,l\n5,6,k\n", new Missing.Constant("7")))
                .containsExactly("missing values are filled: column 'a' by 7.0");
    }

    private List<String> notes(String table, Missing missing) {
        return load(new DataSettings(write(table).toString()).withMissing(missing))
                .train()
                .card()
                .notes();
    }

    @Test
    void rowsWithMissingValuesCannotBeReadBeforeTheyAreFilled() {
        Dataset whole = settings(titanic, FREQUENT)
                .whole(DataCatalogue.standard(), DataSchema.ANY)
                .train();
        assertThat(example(whole, 0)).doesNotContain(Float.NaN);
        assertThatThrownBy(() -> example(whole, 5))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("row 5 of titanic.csv has no value in column 'age' yet");
        Splits cut =
                new DataSettings("own").withValidation(new Splitter.Random(0.3)).cut(new Datasets(whole), 1);
        for (Dataset part : List.of(cut.train(), cut.validation())) {
            IntStream.range(0, part.size())
                    .forEach(row -> assertThat(example(part, row)).doesNotContain(Float.NaN));
        }
    }

    @Test
    void anotherTableIsFilledByWhatTheModelLearnt() throws IOException {
        DataSettings settings = settings(titanic, GOLDEN.get("mean"));
        DataSchema schema = load(settings).train().schema();
        Path other = Files.writeString(
                folder.resolve("other.csv"), "embarked,age,sex,pclass,fare,survived\n?,NA,male,3,,no\n");
        Dataset found = settings.withName(other.toString())
                .whole(DataCatalogue.standard(), schema)
                .train();
        assertThat(example(found, 0)).containsExactly(0, 0, 1, 0, 1, (float) (253.0 / 9), 28.7861f, 0, 0, 1);
        CsvExamples examples = CsvFile.examples(other, schema.table());
        assertThat(examples.values().values()).isEqualTo(example(found, 0));
        assertThat(examples.filled().get(0))
                .as("what stands in cells without a value")
                .hasSize(3)
                .anySatisfy(each -> assertThat(each).startsWith("column 'age' by 28.1111"))
                .anySatisfy(each -> assertThat(each).startsWith("column 'embarked' by "));
    }

    @Test
    void aColumnThatIsIgnoredNeedNotBeThere() throws IOException {
        DataSettings ignoring = settings(titanic, new Missing.Mean())
                .withReading(settings(titanic, new Missing.Mean())
                        .reading()
                        .withLabel("survived")
                        .withIgnore("embarked")
                        .withCategories("sex"));
        Path narrow = Files.writeString(folder.resolve("narrow.csv"), "fare,survived,sex,age,pclass\n,no,male,,3\n");
        Dataset ignored = ignoring.withName(narrow.toString())
                .whole(DataCatalogue.standard(), load(ignoring).train().schema())
                .train();
        assertThat(example(ignored, 0)).containsExactly(3, 0, 1, (float) (253.0 / 9), 28.7861f);
    }

    @Test
    void anotherTableWithCategoriesThatWereNotLearntOrThatAreMissingIsRefused() throws IOException {
        TableColumns learnt =
                load(settings(titanic, GOLDEN.get("mean"))).train().schema().table();
        Path unknown = Files.writeString(
                folder.resolve("unknown.csv"), "embarked,age,sex,pclass,fare\nC,1,male,3,4\nX,1,male,3,4\n");
        assertThatThrownBy(() -> CsvFile.examples(unknown, learnt))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        unknown
                                + ", line 3: column 'embarked' holds 'X', which is none of the categories that the model learnt: C, Q, S");
        Path lacking = Files.writeString(folder.resolve("lacking.csv"), "embarked,age,sex,pclass,fare\nC,1,,3,4\n");
        assertThatThrownBy(() -> CsvFile.examples(lacking, learnt))
                .hasMessageContaining("line 2: column 'sex' has no value (''); fill it in, or remove the line");
    }

    @Test
    void categoriesAreSortedAsClassesAreAndStandWhereTheirColumnStood() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "size,colour,y\n10,red,a\n9,blue,b\n10,red,a\n");
        Dataset data = CsvFile.load(table, Reading.PLAIN.withCategories("size", "1"));
        assertThat(data.card().table().valueNames()).containsExactly("size=9", "size=10", "colour=blue", "colour=red");
        assertThat(example(data, 0)).containsExactly(0, 1, 0, 1);
        assertThat(example(data, 1)).containsExactly(1, 0, 1, 0);
        Path floats = Files.writeString(folder.resolve("floats.csv"), "colour,size\nred,9.0\n");
        assertThat(CsvFile.examples(floats, data.card().table()).values().values())
                .as("as pandas writes whole numbers among missing ones")
                .containsExactly(1, 0, 0, 1);
    }

    @Test
    void theMostFrequentOfSeveralIsTheSmallest() {
        assertThat(FREQUENT.statistic(new float[] {7, 3, Float.NaN, 3, 7, 1})).isEqualTo(3);
        assertThat(new Missing.Median().statistic(new float[] {4, Float.NaN, 1, 2, 9}))
                .isEqualTo(3);
    }

    @Test
    void whatCannotBeFilledIsRefusedWithItsLine() {
        refused(
                "a,b,y\n1,,x\n2,3,z\n",
                Reading.PLAIN,
                "t.csv, line 2: column 'b' has no value (''); fill it in, remove the line, or say what stands for it: missing: mean");
        refused(
                "a,b,y\n1,red,x\n2,3,z\n",
                Reading.PLAIN,
                "column 'b' holds 'red', which is not a number; correct it, leave the column out by ignore, or list it in categories");
        Reading mean = Reading.PLAIN.withMissing(new Missing.Mean());
        refused(
                "a,b,y\n1,red,x\n2,?,z\n",
                mean.withCategories("b"),
                "line 3: column 'b' has no value ('?'); a category is filled by missing: mostFrequent");
        refused(
                "a,b,y\n1,1,x\n2,?,z\n",
                Reading.PLAIN.withMissing(new Missing.Constant("none")),
                "line 3: column 'b' has no value ('?'); a number is filled by missing: mean");
        refused("a,b,y\n1,1,\n", mean, "line 2: column 'y' has no label ('')");
        refused("a,b,y\n1,1,2\n1,1,\n", mean.withTarget("y"), "line 3: column 'y' has no value ('')");
    }

    @Test
    void whatStandsForNoColumnOrHasNoValueToLearnFromIsRefused() {
        refused(
                "a,b,y\n1,1,2\n1,1,3\n",
                Reading.PLAIN.withCategories("y"),
                "categories names 'y', which is not a column to learn from");
        refused(
                "a,b,y\n1,1,2\n1,1,3\n",
                Reading.PLAIN.withMissing(new Missing.Columns(Map.of("c", FREQUENT))),
                "has no column 'c'; it has a, b, y");
        assertThatThrownBy(() ->
                        load(settings(write("a,b,y\n,1,k\n,1,l\n1,1,k\n1,1,l\n1,1,k\n1,1,l\n"), new Missing.Mean())
                                .withCategories()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("t.csv: column 'a' has no value in the training set");
    }

    private Path write(String table) {
        try {
            return Files.writeString(folder.resolve("t.csv"), table);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String table, Reading reading, String message) {
        assertThatThrownBy(() -> CsvFile.load(write(table), reading))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }
}
