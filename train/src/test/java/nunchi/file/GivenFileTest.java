package nunchi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.data.CsvFile;
import nunchi.data.DataCatalogue;
import nunchi.data.Reading;
import nunchi.experiment.ExperimentFile;
import nunchi.interchange.Npy;
import nunchi.interchange.Rows;
import nunchi.interchange.WeightsFile;
import nunchi.picture.Picture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GivenFileTest {
    private static final Path ENDLESS = Path.of("/dev/zero");

    @TempDir
    private Path folder;

    private static Stream<ThrowingCallable> readers() {
        return Stream.of(
                () -> CsvFile.load(ENDLESS, Reading.PLAIN),
                () -> Rows.read(new Rows.Request(ENDLESS.toString()), DataCatalogue.standard()),
                () -> Rows.read(new Rows.Request("digits", null, ENDLESS, null), DataCatalogue.standard()),
                () -> ExperimentFile.text(ENDLESS),
                () -> Npy.read(ENDLESS),
                () -> Picture.read(ENDLESS));
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDeviceIsReadByNone(ThrowingCallable reader) {
        assumeThat(ENDLESS).as("a device").exists();
        assertThatThrownBy(reader)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("/dev/zero is a device or a pipe");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeThatNobodyWritesToIsNotWaitedFor() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        for (String name : new String[] {"pipe.yaml", "pipe.safetensors", "pipe.npz", "pipe.npy"}) {
            Path pipe = folder.resolve(name);
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            assertThatThrownBy(() -> {
                        if (name.endsWith("yaml")) {
                            new ExperimentFile().read(pipe);
                        } else {
                            WeightsFile.read(pipe);
                        }
                    })
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(pipe + " is a device or a pipe");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfAText() throws IOException {
        assertThat(GivenFile.text(Files.writeString(folder.resolve("a.txt"), "\uFEFFa: 1")))
                .isEqualTo("a: 1");
        assertThat(ExperimentFile.text(Files.writeString(folder.resolve("a.yaml"), "\uFEFFa: 1")))
                .isEqualTo("a: 1");
        assertThat(GivenFile.text(Files.writeString(folder.resolve("b.txt"), "a\uFEFF")))
                .isEqualTo("a\uFEFF");
    }
}
