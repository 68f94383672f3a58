package nunchi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFullDiskIsNoWrongRequestAndLeavesNothing() throws IOException {
        Path file = folder.resolve("w.npz");
        assertThatThrownBy(() -> WholeFile.write(file, _ -> {
            throw new IOException("No space left on device");
        })).isInstanceOf(UncheckedIOException.class).hasMessage(file + " cannot be written: No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPathThatNoFileCanHaveIsAWrongRequest() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path wrong : new Path[] {folder, file.resolve("within"), folder.resolve("a".repeat(300))}) {
            assertThatThrownBy(() -> WholeFile.write(wrong, out -> out.write(1))).isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(" cannot be written: ");
        }
    }
}
