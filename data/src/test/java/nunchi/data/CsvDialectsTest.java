package nunchi.data;

import static nunchi.data.WrittenTables.example;
import static nunchi.data.WrittenTables.load;
import static nunchi.data.WrittenTables.refused;
import static nunchi.data.WrittenTables.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import nunchi.check.InvalidRequestException;
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
        Dataset data = load(folder, "a;b;c\n1,5;2,25;ja\n-3;0,5e1;nein\n".replace(";", separator));
        assertThat(example(data, 0)).containsExactly(1.5f, 2.25f);
        assertThat(example(data, 1)).containsExactly(-3, 5);
        assertThat(data.classes()).containsExactly("ja", "nein");
        Dataset bare =
                load(folder, "1,5;2,25;3,5\n4,5;5,5;6,5\n".replace(";", separator), Reading.PLAIN.withTarget("-1"));
        assertThat(bare.size()).as("more commas than separators in a line").isEqualTo(2);
        assertThat(target(bare, 1)).isEqualTo(6.5f);
    }

    @Test
    void cellsPartedByBlanksAreRefused() {
        refused(
                folder,
                "a b kind\n1 2 x\n",
                "the cells are separated by spaces; write a comma, a semicolon, a tab or | between them");
        refused(folder, "1   2 0\n3 4   1\n", "the cells are separated by spaces");
    }

    @Test
    void decimalCommasAndPointsAreNotMixed() {
        refused(
                folder,
                "a;b\n1,5;x\n2.5;y\n",
                "has decimal commas ('1,5' in line 2, column 'a') and decimal points ('2.5' in line 3, column 'a'); write all numbers in one way");
        refused(folder, "a;b;c\n1,5;1.234;x\n", "decimal points ('1.234' in line 2, column 'b')");
        refused(folder, "a;b\n1,5;x\nviel;y\n", "line 3: column 'a' holds 'viel', which is not a number");
        refused(folder, "a;b\n1.234,5;x\n", "holds '1.234,5', which is not a number");
        refused(
                folder,
                "a,b\n\"1,5\",x\n",
                "holds '1,5', which is not a number where commas part the cells; write a decimal point");
        refused(
                folder,
                "a;b\n1;1,5\n2;2,5\n",
                "holds 1,5, which is not a class; for a regression name the column as target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true false", "True False", "TRUE FALSE"})
    void trueAndFalseAreOneAndZeroAndAsLabelsClasses(String words) {
        String yes = words.split(" ")[0];
        String no = words.split(" ")[1];
        Dataset data = load(folder, "a,b,c\n1,%s,%s\n2,%s,%s\n".formatted(yes, no, no, yes));
        assertThat(example(data, 0)).containsExactly(1, 1);
        assertThat(example(data, 1)).containsExactly(2, 0);
        assertThat(data.classes()).containsExactly(no, yes);
        Dataset bare = load(folder, "%s,1\n%s,2\n".formatted(no, yes), Reading.PLAIN.withTarget("0"));
        assertThat(bare.size()).as("true and false are no names of columns").isEqualTo(2);
        assertThat(target(bare, 1)).isEqualTo(1);
    }

    @Test
    void wordsForMissingValuesThatBecomeClassesAreTold() {
        Dataset data = load(folder, "a,element\n1,Na\n2,K\n3,none\n4,Na\n");
        assertThat(data.classes()).containsExactly("K", "Na", "none");
        assertThat(data.card().notes())
                .containsExactly(
                        "column 'element' holds 'Na', 'none', read as classes; if labels are missing there, remove these lines (line 2 is the first)");
        assertThat(load(folder, "a,element\n1,Fe\n2,K\n").card().notes()).isEmpty();
    }

    @Test
    void numbersAreNotMixedWithTrueAndFalse() {
        refused(
                folder,
                "a,b\ntrue,x\n3,y\n",
                "column 'a' holds both numbers and true or false: 'true' in line 2, '3' in line 3; write one kind");
        refused(folder, "a,b\n1,x\nFalse,y\n", "'1' in line 2, 'False' in line 3");
        refused(folder, "a,b\ntRue,x\n", "holds 'tRue', which is not a number");
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
        Dataset data = load(folder, table);
        assertThat(data.classes()).containsExactly("x", "y");
        assertThat(example(data, 1)).containsExactly(3, 4);
        assertThat(data.card().notes()).containsExactly("the empty cells at the end of the lines are left out");
    }

    @Test
    void anEmptyCellAtTheEndThatIsAValueIsMissed() {
        refused(folder, "a,b,c\n1,2,\n3,4,x\n", "line 2: column 'c' has no label ('')");
        refused(
                folder,
                "a,b,\n1,2,x\n3,4,y\n",
                "the header has no name for a column after 'b'; give each column a name");
        refused(folder, "a,,c\n1,2,x\n3,4,y\n", "the header has no name for a column after 'a'");
    }

    @Test
    void labelsThatPandasWroteAsFloatsAreWholeNumbers() {
        Dataset data = load(folder, "a,c\n1,10.0\n2,2.0\n3,10.0\n");
        assertThat(data.classes()).containsExactly("2", "10");
        assertThat(data.label(0)).isEqualTo(1);
        assertThat(data.label(1)).isZero();
        refused(
                folder,
                "a,c\n1,1\n2,1.0\n3,2\n",
                "column 'c' holds the label 1 written in two ways, one of them '1.0'");
        refused(folder, "a,c\n1,1.0\n2,1.5\n", "column 'c' holds 1.5, which is not a class");
        assertThat(load(folder, "a,c\n1,007\n2,7\n").classes()).as("codes").containsExactly("007", "7");
    }

    @Test
    void labelsOfManyDigitsAreKeptExactly() {
        Dataset data = load(
                folder,
                "a,c\n1,10000000002\n2,10000000001\n3,9\n4,10000000001.0\n".replace("10000000001.0", "10000000003"));
        assertThat(data.classes()).containsExactly("9", "10000000001", "10000000002", "10000000003");
        assertThat(IntStream.range(0, 4).map(data::label)).containsExactly(2, 1, 0, 3);
    }

    @Test
    void columnsThatFloat32HasTooFewDigitsForAreTold() {
        String lost =
                "column 'time' loses digits, since values are held in float32: 1700000000123 becomes 1700000038912; "
                        + "subtract a number near its mean, such as 1700000000300, from it in the file";
        assertThat(load(folder, "time,c\n1700000000123,x\n1700000000456,y\n")
                        .card()
                        .notes())
                .containsExactly(lost);
        assertThat(load(folder, "x,c\n5400003.25,x\n5400003.5,y\n").card().notes())
                .hasSize(1);
        assertThat(load(folder, "id,c\n16777217,x\n16777216,y\n1,x\n900000000,x\n")
                        .card()
                        .notes())
                .as("two numbers become one")
                .hasSize(1);
        assertThat(load(folder, "id,c\n16777217,x\n1,x\n900000000,y\n").card().notes())
                .as("harmless beside the spread")
                .isEmpty();
        assertThat(load(folder, "x,c\n0.1,x\n0.30000000000000004,y\n16777216,x\n")
                        .card()
                        .notes())
                .as("no digits, but an outlier")
                .singleElement()
                .asString()
                .contains("row 3");
    }

    @Test
    void aTargetThatFloat32HasTooFewDigitsForIsTold() {
        Reading target = Reading.PLAIN.withTarget("y");
        assertThat(load(folder, "x,y\n1,16777217\n2,5\n", target).card().notes())
                .first()
                .asString()
                .startsWith("column 'y' loses digits");
        assertThat(load(folder, "x,y\n1,16777216\n2,0.1\n", target).card().notes())
                .noneMatch(note -> note.contains("loses digits"));
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
                                    folder,
                                    "\uFEFFa,größe,ü\n1,2,x\n3,4,y\n".getBytes(charset),
                                    Reading.PLAIN.withLabel("ü").withIgnore("größe"))
                            .classes())
                    .as(charset.toString())
                    .containsExactly("x", "y");
        }
        assertThatThrownBy(() -> load(folder, "a,b\n1,x\n".getBytes(StandardCharsets.UTF_16LE), Reading.PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not text in UTF-8: it holds characters of value 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30", "-4e7", "3e38"})
    void aValueThatLeavesNoDifferenceBetweenTheOthersIsToldByColumnAndRow(String outlier) {
        String table = "a,b,y\n1,5,k\n2,%s,l\n3,6,k\n2,7,k\n1,9,l\n";
        assertThat(load(folder, table.formatted(outlier)).card().notes())
                .singleElement()
                .asString()
                .startsWith("column 'b' holds %s in row 2 (the first is row 1), so far from its other values"
                        .formatted(Float.toString(Float.parseFloat(outlier))));
        assertThat(load(folder, table.formatted("900")).card().notes())
                .as("large, but the others still differ")
                .isEmpty();
        assertThat(load(folder, "a,y\n0,k\n0,l\n1000000,k\n0,l\n").card().notes())
                .as("the others are equal in the file")
                .isEmpty();
        assertThat(load(folder, "a,y\n0,k\n1,l\n1000000,k\n1000001,l\n").card().notes())
                .as("two groups")
                .isEmpty();
    }
}
