package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.layer.Size;
import nunchi.token.TextSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextFolderTest {
    @TempDir
    private Path folder;

    private final DataCatalogue catalogue = new DataCatalogue(List.of(), new DataFolders(null, null, null, null));

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @BeforeEach
    void fill() throws IOException {
        file("neg/b.txt", "bad film\n");
        file("neg/a.txt", "\uFEFFa bad\r\nbad film");
        file("pos/deep/c.txt", "good");
    }

    private Datasets load() {
        return catalogue.load(folder.toString());
    }

    @Test
    void everySubFolderIsAClass() {
        Dataset data = load().train();
        assertThat(data.classes()).containsExactly("neg", "pos");
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.text(0)).contains("a bad\r\nbad film");
        Dataset ids = load().encoded(TextSettings.PLAIN).train();
        assertThat(ids.card().text().vocabulary().tokens()).containsExactly("bad", "film", "a", "good");
        assertThat(ids.example(0)).containsExactly(4, 2, 2, 3);
        assertThat(ids.label(2)).isEqualTo(1);
        assertThat(data.checksums()).containsOnlyKeys("training, 3 files with their names");
    }

    /// `texts`, and not `./texts`.
    @Test
    void aFolderOfTheWorkingDirectoryNeedsNoDot() throws IOException {
        Path relative = Files.createTempDirectory(Path.of(""), "texts");
        Path file = relative.resolve("neg/a.txt");
        try {
            assertThatThrownBy(() -> catalogue.load(relative.toString())).hasMessageContaining(relative.toString());
            Files.createDirectories(file.getParent());
            Files.writeString(file, "bad");
            assertThat(catalogue.load(relative.toString()).train().size()).isEqualTo(1);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
            Files.delete(relative);
        }
    }

    @Test
    void foldersOfPartsAreParts() throws IOException {
        Path inner = folder.resolve("parts");
        file("parts/train/neg/a.txt", "bad");
        file("parts/train/pos/a.txt", "good");
        file("parts/test/pos/a.txt", "better");
        Datasets parts = catalogue.load(inner.toString());
        assertThat(parts.validation()).isNull();
        assertThat(parts.test().label(0)).isEqualTo(1);
        assertThat(parts.encoded(TextSettings.PLAIN).test().example(0)).containsExactly(1);
    }

    @Test
    void filesThatAreNoTextsAreRefused() throws IOException {
        file("neg/d.txt", "");
        assertThatThrownBy(this::load).hasMessageContaining("d.txt is empty");
        Files.write(folder.resolve("neg/d.txt"), "na\n\u00efve".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::load)
                .hasMessageContaining("d.txt is not text in UTF-8: line 2, byte 4 of the file (0xEF)");
        Files.delete(folder.resolve("neg/d.txt"));
        file("neg/d.csv", "a,b");
        assertThatThrownBy(this::load).hasMessageContaining("its name does not end in .txt");
        Files.delete(folder.resolve("neg/d.csv"));
        file("loose.txt", "text");
        assertThatThrownBy(this::load).hasMessageContaining("lies in no class's folder");
    }

    @Test
    void aFileWithoutEndIsRefused() throws IOException {
        Files.write(folder.resolve("neg/d.txt"), new byte[(1 << 24) + 1]);
        assertThatThrownBy(this::load).hasMessageContaining("d.txt is longer than 16 MiB");
    }

    @Test
    void keysOfPicturesMeanNothing() {
        assertThatThrownBy(() -> catalogue.load(
                        folder.toString(), Reading.PLAIN.withImage(new ImageForm(new Size(8), null, null))))
                .hasMessageContaining("a folder of texts, for which the key image means nothing");
    }
}
