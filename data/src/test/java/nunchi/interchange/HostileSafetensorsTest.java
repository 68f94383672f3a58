package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of safetensors whose headers tell lies: each is refused by its name with what is wrong.
final class HostileSafetensorsTest {
    private static final String PLAIN = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}%s}";
    private static final List<Arguments> HEADERS = List.of(
            arguments(
                    PLAIN.formatted(",\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}"),
                    "its header gives a name twice"),
            arguments(
                    PLAIN.formatted(",\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}"),
                    "tensor b begins at byte 0 and not at 8"),
            arguments(
                    PLAIN.formatted(",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}"),
                    "tensor b begins at byte 12 and not at 8"),
            arguments(PLAIN.formatted("").replace("F32", "F64"), "tensor a of shape [2] cannot stand at bytes 0 to 8"),
            arguments(PLAIN.formatted("").replace("F32", "C64"), "tensor a is of type 'C64'"),
            arguments(PLAIN.formatted("").replace("[2]", "[-2]"), "-2"),
            arguments(PLAIN.formatted("").replace("[2]", "[65536,65536]"), "2^31"),
            arguments(PLAIN.formatted("").replace("[2]", "2"), "tensor a has no shape"),
            arguments(PLAIN.formatted("").replace("[0,8]", "[-8,0]"), "tensor a begins at byte -8 and not at 0"),
            arguments(
                    PLAIN.formatted("").replace("[0,8]", "[8,0]"),
                    "tensor a of shape [2] cannot stand at bytes 8 to 0"),
            arguments(PLAIN.formatted("").replace("[0,8]", "[0,1e999]"), "tensor a has no place"),
            arguments(PLAIN.formatted("").replace("[0,8]", "[0,NaN]"), "its header is not JSON"),
            arguments(
                    PLAIN.formatted("").replace("[2]", "[1000000]").replace("[0,8]", "[0,4000000]"),
                    "tensor a ends at byte 4000000, after the file does"),
            arguments(
                    PLAIN.formatted("").replace("[2]", "[1]").replace("[0,8]", "[0,4]"),
                    "it has 8 bytes of values, its header gives 4"),
            arguments("[".repeat(10_000), "its header is not JSON"),
            arguments("[]", "its header is no JSON object"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("HEADERS")
    void aHeaderOfSafetensorsThatLiesIsRefusedByTheFilesName(String text, String complaint) throws IOException {
        byte[] header = text.getBytes(StandardCharsets.UTF_8);
        refused(
                ByteBuffer.allocate(8 + header.length + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array(),
                complaint);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 57, 100_000_001, 1L << 32})
    void aLengthThatLiesIsRefusedByTheFilesName(long length) throws IOException {
        refused(
                ByteBuffer.allocate(64)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .array(),
                "its header should have %d bytes, but it can have 56 at most".formatted(length));
    }

    private void refused(byte[] bytes, String complaint) throws IOException {
        Path file = Files.write(folder.resolve("hostile.safetensors"), bytes);
        assertThatThrownBy(() -> WeightsFile.read(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("the weights " + file + " are damaged: ")
                .hasMessageContaining(complaint);
    }
}
