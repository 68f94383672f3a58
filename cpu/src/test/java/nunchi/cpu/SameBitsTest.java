package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import nunchi.cpu.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promise of the backend: the same bits for any number of threads, any vector width, with and without the Vector
/// API.
class SameBitsTest {
    private static final String THREADS = "2";
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
    @ValueSource(ints = {32, 16})
    void ofNarrowerVectors(int bytes) throws IOException, InterruptedException {
        String output =
                Jvm.with(Jvm.VECTORS + " -XX:MaxVectorSize=" + bytes).output(false, TrainingDigest.class, THREADS);
        assertThat(output).contains(bytes * Byte.SIZE + "-bit").endsWith(" " + EXPECTED);
    }

    @Test
    void withoutTheVectorApiAndOneLineSaysWhatThatCosts() throws IOException, InterruptedException {
        String output = Jvm.with("-Xmx1g").output(true, TrainingDigest.class, THREADS);
        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).contains("times as long", "--add-modules jdk.incubator.vector"));
        assertThat(output).endsWith(" " + EXPECTED);
    }

    private static String digestHere(int threads) {
        try (CpuBackend backend = new CpuBackend(threads, Kernels.best())) {
            return TrainingDigest.of(backend);
        }
    }
}
