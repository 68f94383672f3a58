package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    private static final DataCatalogue CATALOGUE = DataCatalogue.standard();

    @TempDir
    private Path folder;

    /// 2^24 and 2^24 + 1 are one number in float32, 2^53 and 2^53 + 1 are one in float64.
    @Test
    void columnsOfTextAreLeftOut() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "name,a,b\nann,1,2\nbob,3,4\n");
        Rows.Request request = new Rows.Request(table.toString());
        assertThat(Rows.read(request.withIgnore(List.of("name")), CATALOGUE)
                        .values()
                        .values())
                .containsExactly(1, 2, 3, 4);
        assertThat(Rows.read(request.withIgnore(List.of("0", "-1")), CATALOGUE)
                        .values()
                        .values())
                .containsExactly(1, 3);
        Rows labelled =
                Rows.read(new Rows.Request(table.toString(), "name", null, null).withIgnore(List.of("a")), CATALOGUE);
        assertThat(labelled.values().values()).containsExactly(2, 4);
        assertThat(labelled.labels().names()).containsExactly("ann", "bob");
        assertThatThrownBy(() -> Rows.read(request.withIgnore(List.of("name", "0")), CATALOGUE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("ignore names column 'name' twice");
        assertThatThrownBy(() -> Rows.read(request.withIgnore(List.of("c")), CATALOGUE))
                .hasMessageContaining("has no column 'c'; it has name, a, b");
    }

    @Test
    void linesWithoutALabelAreRefused() throws IOException {
        Path array = folder.resolve("two.npy");
        Npy.write(array, new Tensor(Shape.of(2, 1), new float[] {1, 2}));
        Path labels = folder.resolve("l.txt");
        Rows.Request request = new Rows.Request(array.toString(), null, labels, null);
        for (String text : List.of("1\nNaN\n", "1\n \n", "cat\n\n", "0.5\n?\n")) {
            Files.writeString(labels, text);
            assertThatThrownBy(() -> Rows.read(request, CATALOGUE))
                    .as(text)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("l.txt, line 2: it ")
                    .hasMessageContaining("each line holds the class of a row");
        }
        Files.writeString(labels, "Cl\nNa\n");
        assertThat(Rows.read(request, CATALOGUE).labels().names()).as("sodium").containsExactly("Cl", "Na");
    }

    @Test
    void labelsKeepAllTheirDigits() throws IOException {
        Path array = folder.resolve("a.npy");
        Npy.write(array, new Tensor(Shape.of(4, 1), new float[] {1, 2, 3, 4}));
        byte[] header = NpyHeader.bytes("<i8", 4);
        ByteBuffer all = ByteBuffer.allocate(header.length + 4 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        all.putLong(1L << 24).putLong((1L << 24) + 1).putLong(1L << 53).putLong((1L << 53) + 1);
        Path labels = Files.write(folder.resolve("l.npy"), all.array());
        Rows rows = Rows.read(new Rows.Request(array.toString(), null, labels, null), CATALOGUE);
        assertThat(rows.labels().names())
                .containsExactly("16777216", "16777217", "9007199254740992", "9007199254740993");
        Npy.write(labels, new Tensor(Shape.of(4), new float[] {1, 1, 1, 1.5f}));
        assertThatThrownBy(() -> Rows.read(new Rows.Request(array.toString(), null, labels, null), CATALOGUE))
                .hasMessage("%s holds 1.5, which is not a class; labels are whole numbers", labels);
    }

    @Test
    void aByteOrderMarkIsNoPartOfALabel() throws IOException {
        Path array = folder.resolve("a.npy");
        Npy.write(array, new Tensor(Shape.of(3, 1), new float[] {1, 2, 3}));
        Path labels = Files.writeString(folder.resolve("l.txt"), "\uFEFFcat\ndog\ncat\n");
        assertThat(Rows.read(new Rows.Request(array.toString(), null, labels, null), CATALOGUE)
                        .labels()
                        .names())
                .containsExactly("cat", "dog");
    }

    @Test
    void aDataSetGivesItsFirstTrainingRowsWithTheirClasses() {
        Rows rows = Rows.read(new Rows.Request("digits", null, null, 5), CATALOGUE);
        assertThat(rows.values().rows()).isEqualTo(5);
        assertThat(rows.values().columns()).isEqualTo(64);
        assertThat(rows.labels().numbers()).containsExactly(0, 1, 2, 3, 4);
        assertThat(rows.labels().names()).hasSize(10);
    }

    @Test
    void theAxesOfAnArrayAreFlattenedAndLabelsComeFromAFile() {
        Path array = folder.resolve("a.npy");
        Npy.write(array, new Tensor(Shape.of(3, 2, 1), new float[] {1, 2, 3, 4, 5, 6}));
        Npy.write(folder.resolve("l.npy"), new Tensor(Shape.of(3), new float[] {7, -1, 7}));
        Rows rows = Rows.read(new Rows.Request(array.toString(), null, folder.resolve("l.npy"), 2), CATALOGUE);
        assertThat(rows.values().get(1, 0)).isEqualTo(3);
        assertThat(rows.labels().names()).containsExactly("-1", "7");
        assertThat(rows.labels().numbers()).containsExactly(1, 0);
    }

    @Test
    void theRowsOfAnArrayAreReadFromItsFileSomeAtATime() {
        Path array = folder.resolve("a.npy");
        Npy.write(array, new Tensor(Shape.of(4, 2), new float[] {1, 2, 3, 4, 5, 6, 7, 8}));
        Rows rows = Rows.read(new Rows.Request(array.toString(), null, null, 3), CATALOGUE);
        float[] read = new float[5];
        rows.source().read(1, 2, read, 1);
        assertThat(rows.source()).isNotInstanceOf(MatrixView.class);
        assertThat(rows.source().rows()).isEqualTo(3);
        assertThat(read).containsExactly(0, 3, 4, 5, 6);
        assertThat(rows.values().values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void numbersOfOtherTypesAreReadIntoMemory() throws IOException {
        Path array = folder.resolve("d.npy");
        byte[] values = {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40};
        byte[] header = NpyHeader.bytes("<f8", 2, 1);
        byte[] all = Arrays.copyOf(header, header.length + values.length);
        System.arraycopy(values, 0, all, header.length, values.length);
        Files.write(array, all);
        assertThat(Rows.read(new Rows.Request(array.toString()), CATALOGUE)
                        .values()
                        .values())
                .containsExactly(1, 2);
    }

    @Test
    void allColumnsOfATableAreNumbersUnlessOneIsNamedAsLabel() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a,b,c\n1,2,10\n3,4,9\n5,6,10\n");
        assertThat(Rows.read(new Rows.Request(table.toString()), CATALOGUE)
                        .values()
                        .columns())
                .isEqualTo(3);
        Rows labelled = Rows.read(new Rows.Request(table.toString(), "c", null, null), CATALOGUE);
        assertThat(labelled.values().columns()).isEqualTo(2);
        assertThat(labelled.labels().names()).containsExactly("9", "10");
        Path years = Files.writeString(folder.resolve("years.csv"), "2019,2020\n1,2\n3,4\n");
        Rows.Request request = new Rows.Request(years.toString());
        assertThat(Rows.read(request, CATALOGUE).values().rows())
                .as("numbers are a row unless the request says that they are a header")
                .isEqualTo(3);
        assertThat(Rows.read(request.withHeader(true), CATALOGUE).values().values())
                .containsExactly(1, 2, 3, 4);
        Path single = Files.writeString(folder.resolve("single.csv"), "1\n2\n");
        assertThat(Rows.read(new Rows.Request(single.toString()), CATALOGUE)
                        .values()
                        .rows())
                .isEqualTo(2);
        Path texts = Files.writeString(folder.resolve("labels.txt"), "cat\ndog\ncat\n");
        assertThat(Rows.read(new Rows.Request(table.toString(), null, texts, null), CATALOGUE)
                        .labels()
                        .numbers())
                .containsExactly(0, 1, 0);
    }

    @Test
    void whatDoesNotFitIsSaid() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,x\n");
        Path labels = Files.writeString(folder.resolve("labels.txt"), "1\n2\n");
        assertThatThrownBy(() -> Rows.read(new Rows.Request(table.toString()), CATALOGUE))
                .hasMessageContaining(
                        "line 2: column 'b' holds 'x', which is not a number; correct it, leave the column out by Reading.withIgnore");
        assertThatThrownBy(() -> Rows.read(new Rows.Request("digits", null, labels, null), CATALOGUE))
                .hasMessageContaining("has 2 labels, but there are 1797 rows");
        assertThatThrownBy(() -> Rows.read(new Rows.Request("a.npy", "x", null, null), CATALOGUE))
                .hasMessageEndingWith("whose columns have no names; give the classes in a file by Rows.Request.labels");
        assertThatThrownBy(() -> new Rows.Request("digits", "x", labels, null))
                .hasMessageEndingWith("leave one of Rows.Request.label and Rows.Request.labels null");
        assertThatThrownBy(() -> new Rows.Request("digits", null, null, 0)).hasMessageContaining("at least 1");
    }
}
