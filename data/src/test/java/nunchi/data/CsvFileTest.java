package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Size;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    private static final String FLOWERS = """
            length,width,species
            5.1,3.5,setosa
            6.3,3.3,virginica
            7,3.2,versicolor
            4.9,3e0,setosa
            """;

    @TempDir
    private Path folder;

    @Test
    void theLastColumnIsTheClassUnlessAnotherIsNamed() {
        Dataset data = load(FLOWERS);
        assertThat(data.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(labels(data)).containsExactly(0, 2, 1, 0);
        assertThat(data.example()).isEqualTo(Shape.of(2));
        assertThat(example(data, 3)).containsExactly(4.9f, 3);
        assertThat(data.name()).isEqualTo("table.csv");
        assertThat(data.checksums()).containsEntry("table.csv", Sha256.of(FLOWERS.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aColumnIsFoundByNameAndByPosition() {
        String table = "species,length,width\na,1,2\nb,3,4\n";
        for (String column : List.of("species", "0", "-3")) {
            Dataset data = load(table, Reading.PLAIN.withLabel(column));
            assertThat(data.classes()).containsExactly("a", "b");
            assertThat(example(data, 1)).containsExactly(3, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void anySeparatorAndQuotesAreRead(String separator) {
        String table =
                "\uFEFFa; \"the, \"\"class\"\"\"\r\n1 ;\"one; or, two\"\r\n\r\n2;  x\r\n".replace(";", separator);
        Dataset data = load(table);
        assertThat(data.classes()).containsExactly("one%s or, two".formatted(separator), "x");
        assertThat(load(table, Reading.PLAIN.withLabel("the, \"class\"")).size())
                .isEqualTo(2);
    }

    @Test
    void aFileWithoutHeaderAndACompressedOneAreRead() throws IOException {
        Files.write(
                folder.resolve("rows.csv.gz"),
                IdxFiles.compressed("1,2,10\n3,4,9\n5,6,10".getBytes(StandardCharsets.UTF_8)));
        Dataset data = CsvFile.load(folder.resolve("rows.csv.gz"), Reading.PLAIN);
        assertThat(data.size()).isEqualTo(3);
        // whole numbers by value, as LabelEncoder: 9 before 10
        assertThat(data.classes()).containsExactly("9", "10");
        assertThat(labels(data)).containsExactly(1, 0, 1);
        assertThat(load("5.1,3.5,setosa\n6,3,other").size()).isEqualTo(2);
        assertThat(load("0,1,label\n7,8,3\n9,9,4").classes())
                .as("a header of numbers with a word for the label")
                .containsExactly("3", "4");
    }

    @Test
    void aLineWithTheNameOfTheLabelIsAHeaderWhateverElseItHolds() {
        Dataset data = load("2019,2020,species\n1,2,x\n3,4,y\n", Reading.PLAIN.withLabel("species"));
        assertThat(data.classes()).containsExactly("x", "y");
        assertThat(example(data, 0)).containsExactly(1, 2);
        assertThat(load("0,1,cost\n5,6,7\n", Reading.PLAIN.withTarget("cost")).size())
                .isEqualTo(1);
    }

    @Test
    void aLineThatMayBeAHeaderOrARowIsRefused() {
        refused("2019,2020,species\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n", Reading.PLAIN, "'species', which occurs once");
        assertThat(load("5,6,x\n1,2,y\n3,4,y\n7,8,x\n").size()).as("no header").isEqualTo(4);
    }

    @Test
    void whetherTheFirstLineIsAHeaderCanBeSaid() {
        String years = "2019,2020,species\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n";
        refused(years, Reading.PLAIN, "say which by Reading.withHeader");
        Dataset named = load(years, Reading.PLAIN.withHeader(true));
        assertThat(named.classes()).containsExactly("x", "y");
        assertThat(named.size()).isEqualTo(4);
        assertThat(load(years, Reading.PLAIN.withHeader(false)).classes()).containsExactly("species", "x", "y");
        assertThat(load("0,1,2\n5,6,7\n", Reading.PLAIN.withHeader(true)).classes())
                .as("a header of numbers alone")
                .containsExactly("7");
        refused("a,b\n1,x\n", Reading.PLAIN.withHeader(false), "line 1: column 0 holds 'a'");
    }

    @Test
    void theIndexThatPandasWritesIsNoFeature() {
        // pandas: DataFrame({'a': [5, 6], 'label': …}).to_csv()
        for (String labels : List.of("x y", "3 4")) {
            String[] label = labels.split(" ");
            Dataset data = load(",a,label\n0,5,%s\n1,6,%s\n".formatted(label[0], label[1]));
            assertThat(data.example()).isEqualTo(Shape.of(1));
            assertThat(example(data, 1)).containsExactly(6);
            assertThat(data.classes()).containsExactly(label);
        }
    }

    @Test
    void wordsForMissingValuesAreClassesAmongTexts() {
        assertThat(load("a,element\n1,Na\n2,K\n3,none\n").classes()).containsExactly("K", "Na", "none");
        refused(
                "a,digit\n1,3\n2,NaN\n",
                Reading.PLAIN,
                "line 3: column 'digit' holds 'NaN' among numbers, which is not a label");
    }

    @Test
    void oneOrSeveralColumnsAreTargets() {
        Dataset one = load("a,price\n1,2.5\n2,3\n", Reading.PLAIN.withTarget("price"));
        assertThat(one.classes()).isEmpty();
        assertThat(one.target()).isEqualTo(Shape.SCALAR);
        Dataset two = load(
                "a,b,c,id\n1,2,3,x\n4,5,6,y\n",
                Reading.PLAIN.withTarget("c", "a").withIgnore("id"));
        assertThat(two.target()).isEqualTo(Shape.of(2));
        float[] targets = new float[2];
        two.target(1, targets, 0);
        assertThat(targets).containsExactly(6, 4);
        assertThat(example(two, 1)).containsExactly(5);
    }

    @Test
    void rowsMayBeImages() {
        Dataset data = load("a,b,c,d,label\n0,16,3,4,1\n0,0,0,0,0\n", Reading.PLAIN.withImage(new ImageForm(2)));
        assertThat(data.example()).isEqualTo(Shape.of(2, 2, 1));
        assertThat(data.image()).contains(Shape.of(2, 2, 1));
        assertThat(data.range()).isEqualTo(new InputRange(0, 16));
        refused(
                "a,b,c,d,label\n0,16,3,4,1\n",
                Reading.PLAIN.withImage(new ImageForm(new Size(2), 3, null)),
                "table.csv has 4 values in a row, but an image [2, 2, 3] takes 12");
    }

    @Test
    void whatIsWrongIsNamedWithLineAndColumn() {
        refused("a,b,c\n1,2,x\n1,,y\n", Reading.PLAIN, "table.csv, line 3: column 'b' has no value (''); fill it in");
        refused("a,b,c\n1,2,x\n\n1,?,y", Reading.PLAIN, "table.csv, line 4: column 'b' has no value ('?')");
        refused(
                "1,2,x\n1,two,y\n",
                Reading.PLAIN,
                "table.csv, line 2: column 1 holds 'two', which is not a number; correct it, leave the column out by ignore, or list it in categories");
        refused("a,b,c\n1,2,x\n1,NaN,y\n", Reading.PLAIN, "line 3: column 'b' has no value ('NaN')");
        refused("a,b,c\n1,1e99,x\n", Reading.PLAIN, "line 2: column 'b' holds 1e99, which is too large");
        refused("a,b,c\n1,0x1p3,x\n", Reading.PLAIN, "line 2: column 'b' holds '0x1p3', which is not a number");
        refused("a,b,c\n1,2,x\n3,4\n", Reading.PLAIN, "table.csv, line 3: it has 2 cells, but the first line has 3");
        refused("a,b,c\n1,2,\n", Reading.PLAIN, "line 2: column 'c' has no label ('')");
        refused("a,b\n\"1\"x,2\n", Reading.PLAIN, "line 2: the quotes are not as in a CSV file");
    }

    @Test
    void aTableWithoutALabelOrAFeatureIsRefused() {
        refused(
                "a,b,price\n1,2,3.5\n1,2,4\n",
                Reading.PLAIN,
                "column 'price' holds 3.5, which is not a class; for a regression name the column as target");
        refused("a,b,a\n1,2,3\n", Reading.PLAIN, "two columns named 'a'");
        refused(
                FLOWERS,
                Reading.PLAIN.withLabel("kind"),
                "table.csv has no column 'kind'; it has length, width, species");
        refused(FLOWERS, Reading.PLAIN.withLabel("3"), "has no column 3; it has 3 columns, 0 to 2, or -1 for the last");
        refused("", Reading.PLAIN, "table.csv is empty");
        refused("a,b\n", Reading.PLAIN, "has no rows besides its header");
        refused("a\n1\n", Reading.PLAIN, "table.csv has one column");
        refused("a,b\n1,2\n", Reading.PLAIN.withIgnore("a"), "has no column left to learn from");
        refused(
                FLOWERS,
                Reading.PLAIN.withSkipDamaged(true),
                "is a table, for which the key skipDamaged means nothing");
        assertThatThrownBy(() -> Reading.PLAIN.withLabel("a").withTarget("b"))
                .hasMessageContaining("label and target are both given");
    }

    @Test
    void aBinaryFileIsRefused() throws IOException {
        Files.write(folder.resolve("table.csv"), new byte[] {1, 2, (byte) 0xFF, (byte) 0xFE, 9});
        assertThatThrownBy(() -> CsvFile.load(folder.resolve("table.csv"), Reading.PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("table.csv is not text in UTF-");
    }

    /// Whatever is done to a file, it is read or refused with its name, and no other exception shows.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void damagedFilesAreReadOrRefused(boolean compressed) throws IOException {
        String table = "a,b,\"c d\"\n"
                + IntStream.range(0, 30)
                        .mapToObj(row -> "%d,%s,\"class, %d\"".formatted(row, row / 7.0, row % 3))
                        .collect(Collectors.joining("\n"));
        byte[] plain = table.getBytes(StandardCharsets.UTF_8);
        byte[] good = compressed ? IdxFiles.compressed(plain) : plain;
        Path file = folder.resolve("table.csv");
        SplittableRandom random = new SplittableRandom(11);
        int refusals = 0;
        for (int trial = 0; trial < 1000; trial++) {
            Files.write(file, Damaged.copy(good, random));
            try {
                Dataset data = CsvFile.load(file, Reading.PLAIN);
                assertThat(data.size()).isPositive();
                assertThat(Arrays.stream(labels(data)))
                        .allMatch(label -> label >= 0 && label < data.classes().size());
            } catch (InvalidRequestException refused) {
                assertThat(refused).hasMessageContaining(file.toString());
                refusals++;
            }
        }
        assertThat(refusals).isBetween(500, 1000);
    }

    private Dataset load(String table) {
        return load(table, Reading.PLAIN);
    }

    private Dataset load(String table, Reading reading) {
        try {
            return CsvFile.load(Files.writeString(folder.resolve("table.csv"), table), reading);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String table, Reading reading, String message) {
        assertThatThrownBy(() -> load(table, reading))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    private static int[] labels(Dataset data) {
        return IntStream.range(0, data.size()).map(data::label).toArray();
    }

    private static float[] example(Dataset data, int row) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return values;
    }
}
