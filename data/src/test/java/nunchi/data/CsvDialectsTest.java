package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import nunchi.check.InvalidRequestException;
import nunchi.interchange.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables as other programs write them; each is read as pandas reads it, or refused with a sentence.
class CsvDialectsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void decimalCommasAreReadWhereNoCommaPartsCells(String separator) {
        Dataset data = load("a;b;c\n1,5;2,25;ja\n-3;0,5e1;nein\n".replace(";", separator));
        assertThat(example(data, 0)).containsExactly(1.5f, 2.25f);
        assertThat(example(data, 1)).containsExactly(-3, 5);
        assertThat(data.classes()).containsExactly("ja", "nein");
        Dataset bare = load("1,5;2,25;3,5\n4,5;5,5;6,5\n".replace(";", separator), Reading.PLAIN.withTarget("-1"));
        assertThat(bare.size()).as("more commas than separators in a line").isEqualTo(2);
        assertThat(target(bare, 1)).isEqualTo(6.5f);
    }

    @Test
    void anIndexThatPandasWroteTwiceIsNoFeature() {
        Dataset data = load("Unnamed: 0,a,kind\n0,5,x\n1,6,y\n");
        assertThat(example(data, 0)).containsExactly(5);
        assertThat(data.card().notes())
                .containsExactly(
                        "the first column, 'Unnamed: 0', is left out, as the index of the rows that pandas wrote");
        assertThat(example(
                        load(
                                "Unnamed: 0,a,kind\nx,5,0\n",
                                Reading.PLAIN.withTarget("kind").withCategories("Unnamed: 0")),
                        0))
                .as("texts are no index")
                .hasSize(2);
        assertThat(target(load("Unnamed: 0,a\n0,5\n1,6\n", Reading.PLAIN.withTarget("Unnamed: 0")), 1))
                .as("asked for")
                .isEqualTo(1);
    }

    @Test
    void cellsPartedByBlanksAreRefused() {
        refused(
                "a b kind\n1 2 x\n",
                "the cells are parted by blanks; write a comma, a semicolon, a tab or | between them");
        refused("1   2 0\n3 4   1\n", "the cells are parted by blanks");
    }

    @Test
    void decimalCommasAndPointsAreNotMixed() {
        refused(
                "a;b\n1,5;x\n2.5;y\n",
                "has decimal commas ('1,5' in line 2, column 'a') and decimal points ('2.5' in line 3, column 'a'); write all numbers in one way");
        refused("a;b;c\n1,5;1.234;x\n", "decimal points ('1.234' in line 2, column 'b')");
        refused("a;b\n1,5;x\nviel;y\n", "line 3: column 'a' holds 'viel', which is no number");
        refused("a;b\n1.234,5;x\n", "holds '1.234,5', which is no number");
        refused(
                "a,b\n\"1,5\",x\n",
                "holds '1,5', which is no number where commas part the cells; write a decimal point");
        refused("a;b\n1;1,5\n2;2,5\n", "holds 1,5, which is no class; for a regression name the column as target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true false", "True False", "TRUE FALSE"})
    void trueAndFalseAreOneAndZeroAndAsLabelsClasses(String words) {
        String yes = words.split(" ")[0];
        String no = words.split(" ")[1];
        Dataset data = load("a,b,c\n1,%s,%s\n2,%s,%s\n".formatted(yes, no, no, yes));
        assertThat(example(data, 0)).containsExactly(1, 1);
        assertThat(example(data, 1)).containsExactly(2, 0);
        assertThat(data.classes()).containsExactly(no, yes);
        Dataset bare = load("%s,1\n%s,2\n".formatted(no, yes), Reading.PLAIN.withTarget("0"));
        assertThat(bare.size()).as("true and false are no names of columns").isEqualTo(2);
        assertThat(target(bare, 1)).isEqualTo(1);
    }

    @Test
    void wordsForMissingValuesThatBecomeClassesAreTold() {
        Dataset data = load("a,element\n1,Na\n2,K\n3,none\n4,Na\n");
        assertThat(data.classes()).containsExactly("K", "Na", "none");
        assertThat(data.card().notes())
                .containsExactly(
                        "column 'element' holds 'Na', 'none', taken for classes; if labels are missing there, take these lines away (line 2 is the first)");
        assertThat(load("a,element\n1,Fe\n2,K\n").card().notes()).isEmpty();
    }

    @Test
    void numbersAreNotMixedWithTrueAndFalse() {
        refused(
                "a,b\ntrue,x\n3,y\n",
                "column 'a' holds both numbers and true or false: 'true' in line 2, '3' in line 3; write one kind");
        refused("a,b\n1,x\nFalse,y\n", "'1' in line 2, 'False' in line 3");
        refused("a,b\ntRue,x\n", "holds 'tRue', which is no number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,c,\n1,2,x,\n3,4,y,\n",
                "a,b,c\n1,2,x,\n3,4,y,\n",
                "1,2,x,\n3,4,y,\n",
                "a,b,c,,\n1,2,x,,\n3,4,y,,\n"
            })
    void emptyCellsAtTheEndOfLinesAreNoColumn(String table) {
        Dataset data = load(table);
        assertThat(data.classes()).containsExactly("x", "y");
        assertThat(example(data, 1)).containsExactly(3, 4);
        assertThat(data.card().notes()).containsExactly("the empty cells at the end of the lines are left out");
    }

    @Test
    void anEmptyCellAtTheEndThatIsAValueIsMissed() {
        refused("a,b,c\n1,2,\n3,4,x\n", "line 2: column 'c' has no label ('')");
        refused("a,b,\n1,2,x\n3,4,y\n", "the header has no name for a column after 'b'; give each column a name");
        refused("a,,c\n1,2,x\n3,4,y\n", "the header has no name for a column after 'a'");
    }

    @Test
    void labelsThatPandasWroteAsFloatsAreWholeNumbers() {
        Dataset data = load("a,c\n1,10.0\n2,2.0\n3,10.0\n");
        assertThat(data.classes()).containsExactly("2", "10");
        assertThat(data.label(0)).isEqualTo(1);
        assertThat(data.label(1)).isZero();
        refused("a,c\n1,1\n2,1.0\n3,2\n", "column 'c' holds the label 1 written in two ways, one of them '1.0'");
        refused("a,c\n1,1.0\n2,1.5\n", "column 'c' holds 1.5, which is no class");
        assertThat(load("a,c\n1,007\n2,7\n").classes()).as("codes").containsExactly("007", "7");
    }

    @Test
    void labelsOfManyDigitsAreKeptExactly() {
        Dataset data = load(
                "a,c\n1,10000000002\n2,10000000001\n3,9\n4,10000000001.0\n".replace("10000000001.0", "10000000003"));
        assertThat(data.classes()).containsExactly("9", "10000000001", "10000000002", "10000000003");
        assertThat(IntStream.range(0, 4).map(data::label)).containsExactly(2, 1, 0, 3);
    }

    @Test
    void theDefaultNamesOfPandasAreAHeader() {
        // pandas: DataFrame(…).to_csv(index=False) and to_csv()
        Dataset data = load("0,1,2,3\n5,6,7,1\n8,9,9,2\n");
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.classes()).containsExactly("1", "2");
        assertThat(data.card().notes())
                .containsExactly("the first line, 0, 1, 2, …, is read as the names of the columns");
        Dataset indexed = load(",0,1,2\n0,5,6,1\n1,8,9,2\n");
        assertThat(indexed.size()).isEqualTo(2);
        assertThat(example(indexed, 1)).containsExactly(8, 9);
        assertThat(indexed.card().notes())
                .containsExactly(
                        "the first column has no name and is left out, as the index of the rows that pandas writes");
        assertThat(load("0,1\n5.5,1\n6.5,2\n").size())
                .as("no row of whole numbers follows")
                .isEqualTo(2);
        assertThat(load("0,1,2\n5,6,x\n7,8,y\n").classes()).containsExactly("x", "y");
    }

    @Test
    void aLineThatCountsMayBeNamesOrARow() {
        refused(
                "0,1,2\n5,6,1\n8,9,2\n",
                "the first line, 0,1,2, may be the names of the columns, as pandas writes them, or a row");
        refused("0,1,2,3\n1,2,3,4\n2,3,4,5\n", "may be the names of the columns");
        assertThat(load("0,1,1\n1,0,1\n").size()).isEqualTo(2);
        assertThat(load("1,2,3\n4,5,6\n").size()).isEqualTo(2);
    }

    @Test
    void rowsWithoutLabelsAreReadByTheSameRule() throws IOException {
        List<String> notes = new ArrayList<>();
        DataCatalogue catalogue = DataCatalogue.standard().withNotes(notes::add);
        String file = Files.writeString(folder.resolve("rows.csv"), ",a,b\n0,5,6\n1,7,9\n")
                .toString();
        Rows rows = Rows.read(new Rows.Request(file), catalogue);
        assertThat(rows.source().columns()).isEqualTo(2);
        assertThat(rows.values().get(1, 1)).isEqualTo(9);
        assertThat(notes)
                .containsExactly(
                        "rows.csv: the first column has no name and is left out, as the index of the rows that pandas writes");
        Files.writeString(folder.resolve("rows.csv"), "0,1,2,3\n5,6,7,1\n8,9,9,2\n");
        assertThat(Rows.read(new Rows.Request(file), catalogue).source().rows()).isEqualTo(2);
    }

    @Test
    void theDefaultNamesThatAModelLearntFromAreAHeaderInOtherTables() throws IOException {
        TableColumns learnt = load("0,1,2\n5,6.5,x\n").card().table();
        Path other = Files.writeString(folder.resolve("other.csv"), "1,0\n8,7\n");
        assertThat(CsvFile.examples(other, learnt).values().values()).containsExactly(7, 8);
    }

    @Test
    void aModelOfColumnsWithoutNamesSkipsTheHeaderAndTheIndexOfAnotherTable() throws IOException {
        TableColumns learnt = load("1,2,x\n3,5,y\n").card().table();
        Path other = folder.resolve("other.csv");
        for (String table :
                List.of("7,8\n", "a,b\n7,8\n", ",a,b\n0,7,8\n", ",0,1\n0,7,8\n", ",a,b,c\n0,7,8,y\n", "0,1\n7,8.0\n")) {
            assertThat(CsvFile.examples(Files.writeString(other, table), learnt)
                            .values()
                            .values())
                    .as(table)
                    .containsExactly(7, 8);
        }
        Dataset data = CsvFile.load(Files.writeString(other, ",a,b,c\n0,7,8,y\n1,9,9,x\n"), Reading.PLAIN, learnt);
        assertThat(example(data, 0)).containsExactly(7, 8);
        assertThat(data.classes()).containsExactly("x", "y");
    }

    @Test
    void columnsThatFloat32HasTooFewDigitsForAreTold() {
        String lost =
                "column 'time' loses digits, since values are held in float32: 1700000000123 becomes 1700000038912; "
                        + "subtract a number near its mean, such as 1700000000300, from it in the file";
        assertThat(load("time,c\n1700000000123,x\n1700000000456,y\n").card().notes())
                .containsExactly(lost);
        assertThat(load("x,c\n5400003.25,x\n5400003.5,y\n").card().notes()).hasSize(1);
        assertThat(load("id,c\n16777217,x\n16777216,y\n1,x\n900000000,x\n")
                        .card()
                        .notes())
                .as("two numbers become one")
                .hasSize(1);
        assertThat(load("id,c\n16777217,x\n1,x\n900000000,y\n").card().notes())
                .as("harmless beside the spread")
                .isEmpty();
        assertThat(load("x,c\n0.1,x\n0.30000000000000004,y\n16777216,x\n")
                        .card()
                        .notes())
                .as("no digits, but an outlier")
                .singleElement()
                .asString()
                .contains("row 3");
        Reading target = Reading.PLAIN.withTarget("y");
        assertThat(load("x,y\n1,16777217\n2,5\n", target).card().notes())
                .first()
                .asString()
                .startsWith("column 'y' loses digits");
        assertThat(load("x,y\n1,16777216\n2,0.1\n", target).card().notes())
                .noneMatch(note -> note.contains("loses digits"));
    }

    @Test
    void whatOtherProgramsWriteAboveATableIsNoHeader() {
        refused("# made by\na,b\n1,x\n", "the first line begins with '#'; take comments away");
        refused("# a,b\n1,x\n", "the first line begins with '#'");
        refused("#made,by,me\na,b\n1,x\n", "the first line begins with '#'");
        assertThat(load("#,b\n1,x\n").card().table().features().getFirst().name())
                .isEqualTo("#");
        refused("sep=;\na;b\n1;x\n", "the first line is 'sep=', which is for Excel alone; take it away");
    }

    @Test
    void aSmallFileThatUnpacksWithoutEndIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("a,b\n1,".getBytes(StandardCharsets.UTF_8));
            byte[] nines = "9".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 80; i++) {
                out.write(nines);
            }
        }
        assertThatThrownBy(() -> CsvFile.load(bomb, Reading.PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bomb.csv.gz unpacks to more than 67,108,864 bytes, over 200 times its own size");
    }

    @Test
    void textsInUtf16AreReadWhereTheySaySo() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            assertThat(load(
                                    "\uFEFFa,größe,ü\n1,2,x\n3,4,y\n".getBytes(charset),
                                    Reading.PLAIN.withLabel("ü").withIgnore("größe"))
                            .classes())
                    .as(charset.toString())
                    .containsExactly("x", "y");
        }
        assertThatThrownBy(() -> load("a,b\n1,x\n".getBytes(StandardCharsets.UTF_16LE), Reading.PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is no text in UTF-8: it holds characters of value 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30", "-4e7", "3e38"})
    void aValueThatLeavesNoDifferenceBetweenTheOthersIsToldByColumnAndRow(String outlier) {
        String table = "a,b,y\n1,5,k\n2,%s,l\n3,6,k\n2,7,k\n1,9,l\n";
        assertThat(load(table.formatted(outlier)).card().notes())
                .singleElement()
                .asString()
                .startsWith("column 'b' holds %s in row 2 (the first is row 1), so far from its other values"
                        .formatted(Float.toString(Float.parseFloat(outlier))));
        assertThat(load(table.formatted("900")).card().notes())
                .as("large, but the others still differ")
                .isEmpty();
        assertThat(load("a,y\n0,k\n0,l\n1000000,k\n0,l\n").card().notes())
                .as("the others are equal in the file")
                .isEmpty();
        assertThat(load("a,y\n0,k\n1,l\n1000000,k\n1000001,l\n").card().notes())
                .as("two groups")
                .isEmpty();
    }

    private Dataset load(String table) {
        return load(table, Reading.PLAIN);
    }

    private Dataset load(String table, Reading reading) {
        return load(table.getBytes(StandardCharsets.UTF_8), reading);
    }

    private Dataset load(byte[] table, Reading reading) {
        try {
            return CsvFile.load(Files.write(folder.resolve("table.csv"), table), reading);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String table, String message) {
        assertThatThrownBy(() -> load(table))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    private static float[] example(Dataset data, int row) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return values;
    }

    private static float target(Dataset data, int row) {
        float[] values = new float[data.target().size()];
        data.target(row, values, 0);
        return values[0];
    }
}
