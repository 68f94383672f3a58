package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.cpu.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promise of the backend: the same bits for any number of threads, any vector width, with and without the Vector API.
class SameBitsTest {
    private static final String EXPECTED = digestHere(1);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void forAnyNumberOfThreads(int threads) {
        assertThat(digestHere(threads)).isEqualTo(EXPECTED);
    }

    @Test
    void ofTheScalarTwins() {
        try (CpuBackend backend = new CpuBackend(2, Kernels.scalar())) {
            assertThat(TrainingDigest.of(backend)).isEqualTo(EXPECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--add-modules=jdk.incubator.vector -XX:MaxVectorSize=32", "--add-modules=jdk.incubator.vector -XX:MaxVectorSize=16", "-Xmx1g"})
    void inOtherMachines(String options) throws IOException, InterruptedException {
        assertThat(digestElsewhere(options)).isEqualTo(EXPECTED);
    }

    private static String digestHere(int threads) {
        try (CpuBackend backend = new CpuBackend(threads, Kernels.best())) {
            return TrainingDigest.of(backend);
        }
    }

    private static String digestElsewhere(String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainingDigest.class.getName(), "2"));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(line).isZero();
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
