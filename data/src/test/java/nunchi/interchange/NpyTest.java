package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    Path folder;

    /// `numpy.save` of `numpy.asfortranarray([[1, -2, 0.5], [3, 4, 65504]], dtype='>f4')`, NumPy 1.24.
    @Test
    void aBigEndianArrayWithItsFirstAxisFastestIsRead() throws IOException {
        Tensor read = Npy.read(file(
                "{'descr': '>f4', 'fortran_order': True, 'shape': (2, 3), }",
                "3f80000040400000c0000000408000003f000000477fe000"));
        assertThat(read.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(read.values()).containsExactly(1, -2, 0.5f, 3, 4, 65504);
    }

    /// A whole file of NumPy's, compressed by zlib: `numpy.asfortranarray(numpy.arange(24).reshape(2, 3, 4))`.
    @Test
    void aFileOfNumPysWithThreeTurnedAxesIsRead() throws IOException, DataFormatException {
        byte[] packed = Base64.getDecoder()
                .decode(
                        "eNqdzrsOAUEYxfFZ9/vdar9uSKZiCxGvQBQUKtnY2dBYmUUjnsILW8nfCzjNL+dU573erTZ7Tz3UU0c2PTq9EL08z7URHSfu5sLL"
                                + "IXGR/e5bd7fZnJ7Cq83qeGpkZiSYGHnJn6kp0sACdrCCA/SwiUXsYhWHmMMWlrCHvwM+5rGNZexjHUf4AURPHHw=");
        Inflater inflater = new Inflater();
        inflater.setInput(packed);
        byte[] bytes = new byte[1024];
        int size = inflater.inflate(bytes);
        Tensor read = Npy.read(Files.write(folder.resolve("numpy.npy"), Arrays.copyOf(bytes, size)));
        assertThat(read.shape()).isEqualTo(Shape.of(2, 3, 4));
        float[] expected = new float[24];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = i;
        }
        assertThat(read.values()).containsExactly(expected);
    }

    @Test
    void everyTypeOfRealNumbersIsRead() throws IOException {
        assertThat(values("|b1", "0001")).containsExactly(0, 1);
        assertThat(values("|i1", "ff7f")).containsExactly(-1, 127);
        assertThat(values("|u1", "ff00")).containsExactly(255, 0);
        assertThat(values("<i2", "feff0100")).containsExactly(-2, 1);
        assertThat(values(">u2", "fffe0001")).containsExactly(65534, 1);
        assertThat(values("<i4", "feffffff01000000")).containsExactly(-2, 1);
        assertThat(values("<u4", "ffffffff01000000")).containsExactly(4294967296f, 1);
        assertThat(values(">i8", "fffffffffffffffe0000000000000001")).containsExactly(-2, 1);
        assertThat(values("<u8", "ffffffffffffffff0100000000000000")).containsExactly(18446744073709551616f, 1);
        assertThat(values(">f2", "7bff3c00")).containsExactly(65504, 1);
        assertThat(values("<f8", "9a9999999999b93f000000000000f0bf")).containsExactly(0.1f, -1);
        assertThat(values("=f4", "0000803f000000c0")).containsExactly(1, -2);
    }

    private float[] values(String type, String hex) throws IOException {
        return Npy.read(file("{'descr': '%s', 'fortran_order': False, 'shape': (2,), }".formatted(type), hex))
                .values();
    }

    @Test
    void theFileOfATensorIsAsNumPyWritesIt() throws IOException {
        Path file = folder.resolve("a.npy");
        Npy.write(file, new Tensor(Shape.of(2, 1), new float[] {1, -2}));
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize(128 + 8);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }" + " ".repeat(58) + "\n");
        assertThat(bytes)
                .startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0)
                .endsWith(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
        assertThat(folder).isDirectoryContaining(found -> found.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (Shape shape : new Shape[] {Shape.SCALAR, Shape.of(7), Shape.of(3, 4, 2), Shape.of(300, 200)}) {
            Tensor tensor = Tensor.zeros(shape);
            for (int i = 0; i < shape.size(); i++) {
                tensor.values()[i] = i - 0.5f;
            }
            Npy.write(folder.resolve("b.npy"), tensor);
            Tensor read = Npy.read(folder.resolve("b.npy"));
            assertThat(read.shape()).isEqualTo(shape);
            assertThat(read.values()).containsExactly(tensor.values());
        }
    }

    @Test
    void rowsAreWrittenAsTheyComeAndAnArrayThatLacksSomeIsNone() {
        Path file = folder.resolve("new/rows.npy");
        try (NpyWriter writer = new NpyWriter(file, 3, Shape.of(2))) {
            writer.write(new float[] {1, 2, 3, 4}, 2);
            writer.write(new float[] {5, 6, 0, 0}, 1);
        }
        assertThat(Npy.read(file).values()).containsExactly(1, 2, 3, 4, 5, 6);
        try (NpyWriter writer = new NpyWriter(file, 3, Shape.of(2))) {
            writer.write(new float[] {9, 9}, 1);
        }
        assertThat(Npy.read(file).values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void whatIsNoArrayOfRealNumbersIsRefusedWithItsNameAndTheReason() throws IOException {
        refused("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "its values are of type '<c8'");
        refused("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "its values are of type '|O'");
        refused(
                "{'descr': [('f0', '<i4'), ('f1', '<f4')], 'fortran_order': False, 'shape': (1,), }",
                "arrays of records or objects cannot be read");
        refused("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }", "it is empty: its shape is [0, 3]");
        refused("{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }", "more than 2^31 values");
        refused(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
                "it has 4 bytes of values, but its shape [3] takes 12");
        Path text = Files.writeString(folder.resolve("text.npy"), "1,2,3\n4,5,6\n");
        assertThatThrownBy(() -> Npy.read(text))
                .hasMessage("the array %s cannot be read: it does not begin as an array of NumPy", text);
        assertThatThrownBy(() -> Npy.read(folder.resolve("none.npy")))
                .hasMessage("the array %s cannot be read: there is no such file", folder.resolve("none.npy"));
    }

    private void refused(String header, String reason) throws IOException {
        Path file = file(header, "00000000");
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("the array " + file + " cannot be read: ")
                .hasMessageContaining(reason);
    }

    @Test
    void aDamagedFileNeverGivesAnythingButARefusalOrOtherNumbers() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        byte[] whole = Npy.bytes(new Tensor(Shape.of(3, 4), new float[12]));
        int refusals = 0;
        for (int trial = 0; trial < 1500; trial++) {
            byte[] bytes = Arrays.copyOf(whole, trial % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int damage = trial % 3; damage > 0; damage--) {
                bytes[random.nextInt(90)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("bad.npy"), bytes);
            try {
                Npy.read(file);
            } catch (InvalidRequestException refused) {
                assertThat(refused).hasMessageStartingWith("the array " + file + " cannot be read: ");
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(1000);
    }

    private Path file(String dictionary, String hex) throws IOException {
        byte[] header = dictionary.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0});
        bytes.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(header.length)
                .array());
        bytes.write(header);
        bytes.write(HexFormat.of().parseHex(hex));
        return Files.write(folder.resolve("file.npy"), bytes.toByteArray());
    }
}
