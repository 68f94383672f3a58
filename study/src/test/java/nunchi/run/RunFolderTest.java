package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 21, 15, 2, 59);

    @TempDir
    Path folder;

    @Test
    void aNewFolderIsNamedByTimeAndExperiment() throws IOException {
        assertThat(NewFolder.fresh(folder.resolve("runs"), "mlp-curves", NOW, new ArrayList<>()))
                .isEqualTo(folder.resolve("runs/2026-11-21-1502-mlp-curves"));
    }

    @Test
    void aClashIsCounted() {
        assertThat(Stream.of(1, 2, 3)
                        .map(_ -> fresh("a"))
                        .map(run -> run.path().getFileName().toString()))
                .containsExactly("2026-11-21-1502-a", "2026-11-21-1502-a-2", "2026-11-21-1502-a-3");
    }

    private RunFolder fresh(String name) {
        try {
            return new RunFolder(NewFolder.fresh(folder, name, NOW, new ArrayList<>()));
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void aNameThatIsNoFileNameIsMadeOne() {
        assertThat(fresh("../my: study/1").path())
                .isEqualTo(folder.resolve("2026-11-21-1502-..-my-study-1"))
                .isDirectory();
    }

    @Test
    void aFileIsThereAsAWholeAndNoTemporaryStays() throws IOException {
        RunFolder run = fresh("a");
        run.write("weights/last", new byte[] {1});
        run.write("weights/last", new byte[] {2, 3});
        assertThat(run.file("weights/last")).hasBinaryContent(new byte[] {2, 3});
        try (Stream<Path> files = Files.list(run.file("weights"))) {
            assertThat(files).hasSize(1);
        }
    }
}
