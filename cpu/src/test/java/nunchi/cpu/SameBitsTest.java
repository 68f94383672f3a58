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

    @Test
    void withoutTheVectorApiOneLineSaysWhatItCosts() throws IOException, InterruptedException {
        String output = elsewhere("-Xmx1g", true);
        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().findFirst()).hasValueSatisfying(line -> assertThat(line).contains("times as long", "--add-modules jdk.incubator.vector"));
    }

    private static String digestHere(int threads) {
        try (CpuBackend backend = new CpuBackend(threads, Kernels.best())) {
            return TrainingDigest.of(backend);
        }
    }

    private static String digestElsewhere(String options) throws IOException, InterruptedException {
        String line = elsewhere(options, false);
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String elsewhere(String options, boolean withErrors) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainingDigest.class.getName(), "2"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(withErrors);
        Process process = (withErrors ? builder : builder.redirectError(ProcessBuilder.Redirect.DISCARD)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
