package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {
    private static final long MOST = 1 << 20;
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private static final List<String> HOSTILE = List.of(
            "../../above.bin", "..\\beside.bin", "C:\\system.bin", "\\\\server\\share.bin", "C:relative.bin", "nul");

    @TempDir
    private Path folder;

    @Test
    void linksAndDevicesByTheNameOfAFileDoNotStandInItsPlace() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, new TarArchiveEntry("set/data.bin"), CONTENT);
            for (byte kind : new byte[] {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO
            }) {
                TarArchiveEntry other = new TarArchiveEntry("set/data.bin", kind);
                other.setLinkName("/etc/passwd");
                put(tar, other, new byte[0]);
            }
        }
        assertThat(Archive.checksums(stored(bytes.toByteArray()), "set.tar.gz", MOST))
                .containsOnlyKeys("data.bin")
                .containsEntry("data.bin", Sha256.of(CONTENT));
    }

    @Test
    void namesThatLeadOutOfTheFolderWriteNothingThere() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : HOSTILE) {
                put(tar, new TarArchiveEntry(name, true), CONTENT);
            }
            put(tar, new TarArchiveEntry(folder.resolve("absolute.bin").toString(), true), CONTENT);
        }
        Path file = stored(bytes.toByteArray());
        assertThat(Archive.checksums(file, "set.tar.gz", MOST))
                .hasSize(HOSTILE.size() + 1)
                .containsKeys("above.bin", "absolute.bin");
        try (Stream<Path> within = Files.list(folder)) {
            assertThat(within).containsExactly(file);
        }
    }

    @Test
    void anEntryThatClaimsMoreThanThereIsIsRefusedByTheArchivesName() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, new TarArchiveEntry("data.bin"), new byte[4096]);
        }
        Path file = stored(Arrays.copyOf(bytes.toByteArray(), 2048));
        assertThatThrownBy(() -> Archive.checksums(file, "set.tar.gz", MOST))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aGzipBombIsRefusedBeforeItIsUnpacked() throws IOException {
        Path file = Files.write(folder.resolve("bomb.gz"), IdxFiles.compressed(new byte[2 * (int) MOST]));
        assertThatThrownBy(() -> Archive.checksums(file, "bomb.gz", MOST))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bomb.gz");
    }

    private Path stored(byte[] tar) throws IOException {
        return Files.write(folder.resolve("set.tar.gz"), IdxFiles.compressed(tar));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
