package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrays whose files tell lies: each is refused by its name with what is wrong, before memory is taken for what it
/// claims.
final class HostileArraysTest {
    private static final Tensor TENSOR = new Tensor(Shape.of(2), new float[] {1, 2});
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final List<Arguments> HEADERS_OF_NUMPY = List.of(
            arguments("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "its values are of type '|O'"),
            arguments("{'descr': '<U4', 'fortran_order': False, 'shape': (1,), }", "its values are of type '<U4'"),
            arguments(
                    "{'descr': '<m8[ns]', 'fortran_order': False, 'shape': (1,), }",
                    "its values are of type '<m8[ns]'"),
            arguments(
                    "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }",
                    "arrays of records or objects cannot be read"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                    "an axis has '-1' places; it must be a whole number up to 2147483647"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (12345678901,), }",
                    "an axis has '12345678901' places"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "9".repeat(1000) + ",), }",
                    "an axis has '99999999999999999999' places"),
            arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (1 1,), }", "an axis has '1 1' places"),
            arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (1.0,), }", "an axis has '1.0' places"),
            arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }", "more than 2^31 values"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1, ".repeat(10_000) + "), }",
                    "it has 10000 axes, and 64 are the most that an array has"),
            arguments(
                    "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1,), }",
                    "its header tells twice of plain type of numbers"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'shape': (2,), }",
                    "its header tells twice of shape"),
            arguments(
                    "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }",
                    "it has 4 bytes of values, but its shape [1] takes 8"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,), }",
                    "it has 4 bytes of values, but its shape [1000000000] takes 4,000,000,000"),
            arguments(
                    "{'descr': '<f4', 'fortran_order': 'maybe', 'shape': (1,), }", "its header gives no fortran_order"),
            arguments("", "its header gives no plain type of numbers"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("HEADERS_OF_NUMPY")
    void anArrayThatLiesIsRefusedByItsName(String dictionary, String complaint) throws IOException {
        byte[] header = dictionary.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(12 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0})
                .putInt(header.length)
                .put(header);
        Path file = Files.write(folder.resolve("hostile.npy"), bytes.array());
        for (ThrowingReader reader :
                new ThrowingReader[] {Npy::read, MappedArray::open, WideArray::open, WeightsFile::read}) {
            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("the array " + file + " cannot be read: ")
                    .hasMessageContaining(complaint);
        }
    }

    private interface ThrowingReader {
        Object read(Path file);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -2_000_000_000, Integer.MAX_VALUE, 1 << 21})
    void aHeaderThatClaimsToBeLongerThanAnyIsRefusedBeforeItIsRead(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 3, 0})
                .putInt(length);
        Path file = Files.write(folder.resolve("long.npy"), bytes.array());
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("which no array's has");
    }

    private static Stream<Arguments> archives() {
        return Stream.of(
                arguments(
                        "a stored value that was changed",
                        lie(bytes -> with(bytes, find(bytes, 1f), (byte) 7)),
                        "a.npy: its checksum (CRC-32) differs"),
                arguments("an encrypted array", lie(bytes -> flag(flag(bytes, LOCAL, 6), CENTRAL, 8)), "encrypted"),
                arguments("two arrays of one name", lie(bytes -> renamed(bytes)), "two arrays have this name"),
                arguments(
                        "an array longer than the archive",
                        lie(bytes -> sizes(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE)),
                        ": "),
                arguments("a size that nothing unpacks to", lie(bytes -> sizes(bytes, 10, Integer.MAX_VALUE)), ": "),
                arguments(
                        "a member that is no array",
                        zip(Map.of("readme.txt", new byte[] {1})),
                        "readme.txt: it is no .npy array"),
                arguments("a folder", zip(Map.of("sub/", new byte[0])), "sub/: it is no .npy array"),
                arguments(
                        "an array that is cut",
                        zip(Map.of("a.npy", new byte[] {(byte) 0x93, 'N', 'U'})),
                        "a.npy: it ends too early"),
                arguments(
                        "an archive in an archive",
                        zip(Map.of("a.npy", zip(Map.of("b.npy", new byte[10])))),
                        "a.npy: it does not begin as an array of NumPy"),
                arguments("nothing", new byte[0], ": "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("archives")
    void anArchiveThatLiesIsRefusedByItsNameAndMember(String what, byte[] bytes, String complaint) throws IOException {
        Path file = Files.write(folder.resolve("hostile.npz"), bytes);
        assertThatThrownBy(() -> WeightsFile.read(file))
                .as(what)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("the archive " + file + " cannot be read: ")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "a/../../x", "a\u0000b"})
    void noNameOfAMemberIsWrittenOutsideOfTheFolder(String name) throws IOException {
        Path file = Files.write(folder.resolve("names.npz"), zip(Map.of(name + ".npy", Npy.bytes(TENSOR))));
        Path out = Files.createDirectories(folder.resolve("inner/out"));
        assertThatThrownBy(() -> WeightsFile.write(out, WeightsFile.read(file)))
                .isInstanceOf(InvalidRequestException.class);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all).containsExactlyInAnyOrder(folder, file, out.getParent(), out);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\x", "..\\x", "\\\\server\\x"})
    void namesOfWindowsStayWithinTheFolder(String name) throws IOException {
        Path out = folder.resolve("out");
        try {
            WeightsFile.write(out, Map.of(name, TENSOR));
        } catch (InvalidRequestException refused) {
            assertThat(refused).hasMessageContaining(name);
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).allMatch(out::equals);
        }
    }

    @Test
    void anArchiveOfZerosIsReadAsWhatItIs() throws IOException {
        Tensor zeros = Tensor.zeros(Shape.of(1000, 1000));
        byte[] bytes = zip(Map.of("zeros.npy", Npy.bytes(zeros)));
        assertThat(bytes.length).isLessThan(10_000);
        assertThat(WeightsFile.read(Files.write(folder.resolve("zeros.npz"), bytes))
                        .get("zeros")
                        .shape())
                .isEqualTo(zeros.shape());
    }

    private static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// Two arrays, stored as they are, and what a stranger made of them.
    private static byte[] lie(UnaryOperator<byte[]> change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Npz.write(bytes, Map.of("a", TENSOR, "b", TENSOR));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return change.apply(bytes.toByteArray());
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private static int find(byte[] bytes, float value) {
        return find(bytes, Float.floatToIntBits(value), 0);
    }

    private static int find(byte[] bytes, int word, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = from; at <= bytes.length - Integer.BYTES; at++) {
            if (buffer.getInt(at) == word) {
                return at;
            }
        }
        throw new AssertionError("not there: " + word);
    }

    private static byte[] flag(byte[] bytes, int signature, int offset) {
        return with(bytes, find(bytes, signature, 0) + offset, (byte) 1);
    }

    private static byte[] renamed(byte[] bytes) {
        byte[] twice = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("b.npy", "a.npy")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(twice).isNotEqualTo(lie(UnaryOperator.identity()));
        return twice;
    }

    /// In the archive's list of its members.
    private static byte[] sizes(byte[] bytes, int packed, int whole) {
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(find(bytes, CENTRAL, 0) + 20, packed)
                .putInt(find(bytes, CENTRAL, 0) + 24, whole);
        return bytes;
    }
}
