package nunchi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import nunchi.check.InvalidRequestException;
import nunchi.interchange.NpyWriter;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFullDiskIsNoWrongRequestAndLeavesNothing() throws IOException {
        Path file = folder.resolve("w.npz");
        assertThatThrownBy(() -> WholeFile.write(file, _ -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + " cannot be written: No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPathThatNoFileCanHaveIsAWrongRequest() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path wrong : new Path[] {folder, file.resolve("within"), folder.resolve("a".repeat(300))}) {
            assertThatThrownBy(() -> WholeFile.write(wrong, out -> out.write(1)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(" cannot be written: ");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeOrADeviceIsNeverReplacedByAFile() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
        for (Path wrong : new Path[] {pipe, link}) {
            assertThatThrownBy(() -> WholeFile.write(wrong, out -> out.write(1)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage(wrong + " cannot be written: it is a device or a pipe; name a file");
            assertThatThrownBy(() -> new NpyWriter(wrong, 1, Shape.of(1)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("a device or a pipe");
        }
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(link).isSymbolicLink();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatALinkLeadsToIsReplacedAndTheLinkStays() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        WholeFile.write(link, out -> out.write('n'));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("n");
    }
}
