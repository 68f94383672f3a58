package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    private static final Map<String, Tensor> TENSORS = Map.of(
            "b", new Tensor(Shape.of(2, 2), new float[] {1, -2, 0.5f, Float.MIN_VALUE}),
            "a", new Tensor(Shape.SCALAR, new float[] {3}));

    @TempDir
    Path folder;

    @Test
    void theBytesAreThoseOfTheFormat() {
        byte[] bytes = Safetensors.write(TENSORS);
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[4,20]}}";
        int length = Math.ceilDiv(header.length(), 8) * 8;
        assertThat(bytes[0] & 0xFF).isEqualTo(length);
        assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).strip()).isEqualTo(header);
        assertThat(bytes).hasSize(8 + length + 20);
        assertThat(Arrays.copyOfRange(bytes, 8 + length, 8 + length + 8))
                .containsExactly(0, 0, 0x40, 0x40, 0, 0, 0x80, 0x3F);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, Tensor> read = Safetensors.read(Files.write(folder.resolve("w"), Safetensors.write(TENSORS)));
        assertThat(read).containsOnlyKeys("a", "b");
        assertThat(read.get("b").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(read.get("b").values()).containsExactly(TENSORS.get("b").values());
    }

    @Test
    void aCutFileIsRefusedByName() throws IOException {
        byte[] bytes = Safetensors.write(TENSORS);
        for (int length = 0; length < bytes.length; length++) {
            Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Safetensors.read(file))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("the weights " + file + " are damaged: ");
        }
    }

    @Test
    void aDamagedHeaderNeverGivesAnythingButARefusal() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        byte[] whole = Safetensors.write(TENSORS);
        for (int trial = 0; trial < 2000; trial++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length - 20)] = (byte) random.nextInt(256);
            Path file = Files.write(folder.resolve("bad"), bytes);
            try {
                Safetensors.read(file);
            } catch (InvalidRequestException refused) {
                assertThat(refused).hasMessageContaining("are damaged: ");
            }
        }
    }

    @Test
    void anAbsentFileIsRefused() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none"))).isInstanceOf(InvalidRequestException.class);
    }
}
