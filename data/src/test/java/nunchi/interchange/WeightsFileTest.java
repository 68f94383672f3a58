package nunchi.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
    private static final Map<String, Tensor> TENSORS = Map.of(
            "0.dense/weight", new Tensor(Shape.of(2, 3), new float[] {1, -2, 0.5f, 3, 4, Float.MIN_VALUE}),
            "0.dense/bias", new Tensor(Shape.of(3), new float[] {1, 2, 3}));

    /// `numpy.savez_compressed` of
    /// `{'0.dense/weight': [[1, -2, 0.5], [3, 4, 65504]] as <f8, '0.dense/bias': [1, 2] as <f2}`, NumPy 1.24.
    private static final String OF_NUMPY =
            "UEsDBBQAAAAIAAAAIQAxc3KIXQAAALAAAAASABQAMC5kZW5zZS93ZWlnaHQubnB5AQAQALAAAAAAAAAAXQAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRu"
                    + "paBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgrGmjoKtQpkAy4GMPhgD6EZDkCoB1A+hwOEFoDQf947AABQSwMEFAAAAAgAAAAhAP2WvuJIAAAA"
                    + "hAAAABAAFAAwLmRlbnNlL2JpYXMubnB5AQAQAIQAAAAAAAAASAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2akrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ck"
                    + "FqQC+RpGOpo6CrUKFAAuBhsGBwBQSwECFAMUAAAACAAAACEAMXNyiF0AAACwAAAAEgAAAAAAAAAAAAAAgAEAAAAAMC5kZW5zZS93ZWlnaHQubnB5UEsBAhQDFAAAAAgA"
                    + "AAAhAP2WvuJIAAAAhAAAABAAAAAAAAAAAAAAAIABoQAAADAuZGVuc2UvYmlhcy5ucHlQSwUGAAAAAAIAAgB+AAAAKwEAAAAA";

    @TempDir
    Path folder;

    @Test
    void everyKindOfFileGivesBackWhatWasWritten() {
        for (String name : new String[] {"w.safetensors", "w.npz", "w.NPZ", "w"}) {
            WeightsFile.write(folder.resolve(name), TENSORS);
            Map<String, Tensor> read = WeightsFile.read(folder.resolve(name));
            assertThat(read).containsOnlyKeys(TENSORS.keySet());
            TENSORS.forEach((key, tensor) -> {
                assertThat(read.get(key).shape()).isEqualTo(tensor.shape());
                assertThat(read.get(key).values()).containsExactly(tensor.values());
            });
        }
        assertThat(folder.resolve("w/0.dense/weight.npy")).isRegularFile();
        assertThat(WeightsFile.read(folder.resolve("w/0.dense/bias.npy"))).containsOnlyKeys("bias");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() {
        assertThatThrownBy(() -> WeightsFile.write(folder.resolve("w"), Map.of("../x", Tensor.zeros(Shape.of(1)))))
                .hasMessageContaining("outside of");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anArchiveOfNumPysIsRead() throws IOException {
        Map<String, Tensor> read = WeightsFile.read(
                Files.write(folder.resolve("numpy.npz"), Base64.getDecoder().decode(OF_NUMPY)));
        assertThat(read).containsOnlyKeys("0.dense/weight", "0.dense/bias");
        assertThat(read.get("0.dense/weight").values()).containsExactly(1, -2, 0.5f, 3, 4, 65504);
        assertThat(read.get("0.dense/bias").values()).containsExactly(1, 2);
    }

    @Test
    void equalTensorsMakeEqualFiles() throws IOException {
        for (String name : new String[] {"w.safetensors", "w.npz"}) {
            WeightsFile.write(folder.resolve(name), TENSORS);
            byte[] first = Files.readAllBytes(folder.resolve(name));
            WeightsFile.write(folder.resolve(name), TENSORS);
            assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(first);
        }
    }

    @Test
    void numbersOf16And64BitsAreReadFromSafetensors() throws IOException {
        String header =
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[4,6]},"
                        + "\"c\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[6,14]},\"__metadata__\":{\"format\":\"pt\"}}";
        ByteBuffer values = ByteBuffer.allocate(14)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(Float.floatToFloat16(1.5f))
                .putShort(Float.floatToFloat16(-65504))
                .putShort((short) 0xC040)
                .putDouble(0.1);
        Map<String, Tensor> read = WeightsFile.read(safetensors(header, values.array()));
        assertThat(read.get("a").values()).containsExactly(1.5f, -65504);
        assertThat(read.get("b").values()).containsExactly(-3);
        assertThat(read.get("c").values()).containsExactly(0.1f);
    }

    @Test
    void tensorsWithAGapOrOneOverAnotherAreRefused() throws IOException {
        String header =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}";
        assertThatThrownBy(() -> WeightsFile.read(safetensors(header.formatted(8, 12), new byte[12])))
                .hasMessageContaining("tensor b begins at byte 8 and not at 4");
        assertThatThrownBy(() -> WeightsFile.read(safetensors(header.formatted(2, 6), new byte[6])))
                .hasMessageContaining("tensor b begins at byte 2 and not at 4");
    }

    private Path safetensors(String header, byte[] values) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("other.safetensors"),
                bytes.putLong(text.length).put(text).put(values).array());
    }

    @Test
    void whatIsNoFileOfWeightsIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "weights");
        refused(
                text,
                "%s is not a file of weights by its name; it must end in .safetensors, .npz or .npy, or be a folder of .npy arrays");
        refused(folder.resolve("none.npz"), "there is no file %s to take weights from");
        refused(
                Files.writeString(folder.resolve("bad.npz"), "weights"),
                "the archive %s cannot be read: zip END header not found");
        refused(
                Files.createDirectory(folder.resolve("empty")),
                "the folder %s holds no .npy arrays to take weights from");
        assertThatThrownBy(() -> WeightsFile.write(folder.resolve("all.npy"), TENSORS))
                .isInstanceOf(InvalidRequestException.class);
        for (String ending : List.of(".bin", ".h5", ".pt")) {
            assertThatThrownBy(() -> WeightsFile.write(folder.resolve("w" + ending), TENSORS))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(
                            "has an unknown ending '%s'; name a .npz, a .safetensors, or a folder without an ending",
                            ending);
            assertThat(folder.resolve("w" + ending)).doesNotExist();
        }
    }

    private static void refused(Path path, String sentence) {
        assertThatThrownBy(() -> WeightsFile.read(path))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(sentence, path);
    }

    @Test
    void aDamagedArchiveNeverGivesAnythingButARefusalOrOtherNumbers() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        WeightsFile.write(folder.resolve("w.npz"), TENSORS);
        byte[][] sound = {Base64.getDecoder().decode(OF_NUMPY), Files.readAllBytes(folder.resolve("w.npz"))};
        int refusals = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] whole = sound[trial % 2];
            byte[] bytes = Arrays.copyOf(whole, trial % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int damage = trial % 5; damage > 0 && bytes.length > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("bad.npz"), bytes);
            try {
                WeightsFile.read(file);
            } catch (InvalidRequestException refused) {
                assertThat(refused).hasMessageStartingWith("the archive " + file + " cannot be read: ");
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(1000);
    }

    @Test
    void numPyReadsWhatIsWritten() throws IOException, InterruptedException {
        assumeThat(python("import numpy"))
                .as("skipped: there is no python3 with NumPy")
                .isZero();
        WeightsFile.write(folder.resolve("w.safetensors"), TENSORS);
        WeightsFile.write(folder.resolve("w.npz"), TENSORS);
        WeightsFile.write(folder.resolve("w"), TENSORS);
        assertThat(python("""
                import json, struct, numpy
                folder = %s
                def safetensors(path):
                    with open(path, 'rb') as file:
                        length, = struct.unpack('<Q', file.read(8))
                        header, values = json.loads(file.read(length)), file.read()
                    assert (8 + length) %% 8 == 0
                    tensors, end = {}, 0
                    for name, entry in header.items():
                        begin, stop = entry['data_offsets']
                        assert begin == end and entry['dtype'] == 'F32'
                        tensors[name] = numpy.frombuffer(values[begin:stop], '<f4').reshape(entry['shape'])
                        end = stop
                    assert end == len(values)
                    return tensors
                expected = {'0.dense/weight': numpy.array([[1, -2, .5], [3, 4, 2.0 ** -149]], 'f4'), '0.dense/bias': numpy.array([1, 2, 3], 'f4')}
                array = {name: numpy.load(folder + '/w/' + name + '.npy') for name in expected}
                for tensors in [safetensors(folder + '/w.safetensors'), numpy.load(folder + '/w.npz'), array]:
                    assert set(tensors) == set(expected)
                    for name in expected:
                        assert tensors[name].shape == expected[name].shape and tensors[name].dtype == 'f4'
                        assert (tensors[name] == expected[name]).all()
                """.formatted("'" + folder + "'"))).isZero();
    }

    /// The exit code, or 127 where there is no Python.
    private static int python(String program) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("python3", "-c", program).inheritIO().start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException absent) {
            return 127;
        }
    }
}
