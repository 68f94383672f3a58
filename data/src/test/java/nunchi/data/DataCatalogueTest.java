package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Size;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCatalogueTest {
    private static final String NAMES =
            "digits, mnist, fashion-mnist, cifar-10, random, blobs, moons, circles, anisotropic, noise, adding-50, "
                    + "adding-100, adding-200, addition, copy, reverse, dates, parity, fra-eng, fra-eng-10000, kor-eng, shakespeare";
    private static final DataCard CARD = new DataCard("small-set", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    @TempDir
    private Path folder;

    @Test
    void digitsAreInsideNunchi() {
        DataCatalogue catalogue = DataCatalogue.standard();
        assertThat(catalogue.load("digits").train().size()).isEqualTo(1797);
        assertThat(catalogue.load("Digits").test()).isNull();
        assertThat(catalogue.list().getFirst().place()).contains("inside Nunchi");
    }

    @Test
    void theListHasEverySetWithItsRows() {
        List<DataCatalogue.Entry> list = DataCatalogue.standard().list();
        assertThat(list).extracting(DataCatalogue.Entry::name).containsExactly(NAMES.split(", "));
        assertThat(list)
                .extracting(DataCatalogue.Entry::rows)
                .startsWith(List.of(1797), List.of(60_000, 10_000), List.of(60_000, 10_000), List.of(50_000, 10_000))
                .endsWith(
                        List.of(45_000, 5_000),
                        List.of(18_000, 2_000),
                        List.of(18_000, 2_000),
                        List.of(18_000, 2_000),
                        List.of(18_000, 2_000),
                        List.of(142_787),
                        List.of(10_000),
                        List.of(3_318),
                        List.of(1));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> DataCatalogue.standard().load("digts"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("unknown data set 'digts'. Did you mean 'digits'? Known: " + NAMES);
    }

    @Test
    void aSetIsLoadedFromItsFolderWithItsTestPart() {
        writeSet(folder.resolve("small-set"));
        Datasets parts = catalogue(folder, Map.of()).load("Small_Set");
        assertThat(parts.train().size()).isEqualTo(20);
        assertThat(parts.test().size()).isEqualTo(20);
        assertThat(parts.validation()).isNull();
        assertThat(parts.train().checksums())
                .isEqualTo(Map.of(
                        "train-images-idx3-ubyte", Sha256.of(IdxFiles.images()),
                        "train-labels-idx1-ubyte", Sha256.of(IdxFiles.labels())));
    }

    @Test
    void theGivenFolderMayBeTheSetsOwn() {
        writeSet(folder);
        assertThat(catalogue(folder, Map.of()).list().getFirst().place()).contains(folder.toString());
    }

    @Test
    void foldersAreSearchedInOrder() throws IOException {
        Path given = Files.createDirectories(folder.resolve("given"));
        DataFolders folders = new DataFolders(
                given, folder.resolve("environment"), folder.resolve("cache"), folder.resolve("system"));
        assertThat(folders.of("x"))
                .containsExactly(
                        given.resolve("x"),
                        given,
                        folder.resolve("environment/x"),
                        folder.resolve("cache/x"),
                        folder.resolve("system/x"));
        DataSource source = source(Map.of());
        for (String next : new String[] {"system", "cache", "environment", "given"}) {
            writeSet(folder.resolve(next).resolve("small-set"));
            assertThat(source.place(folders))
                    .contains(folder.resolve(next).resolve("small-set").toString());
        }
    }

    @Test
    void aFolderThatLacksAFileIsPassedOver() throws IOException {
        Path first = folder.resolve("first/small-set");
        Path second = folder.resolve("second/small-set");
        writeSet(first);
        Files.delete(first.resolve("t10k-labels-idx1-ubyte"));
        writeSet(second);
        DataFolders folders = new DataFolders(null, folder.resolve("first"), folder.resolve("second"), folder);
        assertThat(source(Map.of()).place(folders)).contains(second.toString());
    }

    @Test
    void anAbsentSetSaysWhichFilesBelongWhere() {
        DataFolders folders = new DataFolders(null, null, folder.resolve("cache"), folder.resolve("system"));
        DataCatalogue catalogue = new DataCatalogue(List.of(source(Map.of())), folders);
        Path cache = folder.resolve("cache/small-set");
        Path system = folder.resolve("system/small-set");
        assertThat(catalogue.list().getFirst().place()).isEmpty();
        assertThatThrownBy(() -> catalogue.load("small-set"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "small-set is not on this machine: put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
                                + "t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into %s (looked in %s, %s)"
                                        .formatted(cache, cache, system));
    }

    @Test
    void aSetThatIsThereInPartSaysWhatIsMissing() throws IOException {
        writeSet(folder.resolve("small-set"));
        Files.delete(folder.resolve("small-set/t10k-labels-idx1-ubyte"));
        assertThatThrownBy(() -> catalogue(folder, Map.of()).load("small-set"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("put t10k-labels-idx1-ubyte.gz into " + folder.resolve("small-set") + " (");
    }

    @Test
    void aFileWithAnotherChecksumIsRefused() {
        writeSet(folder);
        Map<String, String> right = Map.of("train-images-idx3-ubyte", Sha256.of(IdxFiles.images()));
        Map<String, String> wrong = Map.of("train-labels-idx1-ubyte", "abc");
        assertThat(catalogue(folder, right).load("small-set").train().size()).isEqualTo(20);
        assertThatThrownBy(() -> catalogue(folder, wrong).load("small-set"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("%s is not the file of small-set: its content has the SHA-256 %s; expected abc"
                        .formatted(folder.resolve("train-labels-idx1-ubyte"), Sha256.of(IdxFiles.labels())));
    }

    @Test
    void aGivenFolderThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> DataCatalogue.standard(folder.resolve("nowhere")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("nowhere does not exist");
    }

    @Test
    void mnistIsRead() {
        Datasets parts = loadIfPresent("mnist");
        // the first labels of the official files
        assertThat(labels(parts.train())).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(labels(parts.test())).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }

    @Test
    void fashionMnistIsRead() {
        Datasets parts = loadIfPresent("fashion-mnist");
        assertThat(labels(parts.train())).containsExactly(9, 0, 0, 3, 0, 2, 7, 2, 5, 5);
        assertThat(labels(parts.test())).containsExactly(9, 2, 1, 1, 6, 1, 4, 6, 5, 7);
    }

    private static Datasets loadIfPresent(String name) {
        DataCatalogue catalogue = DataCatalogue.standard();
        boolean present = catalogue.list().stream()
                .anyMatch(entry -> entry.name().equals(name) && entry.place().isPresent());
        assumeThat(present)
                .as("skipped: %s is not on this machine (set NUNCHI_DATA)", name)
                .isTrue();
        Datasets parts = catalogue.load(name);
        assertThat(parts.train().size()).isEqualTo(60_000);
        assertThat(parts.test().size()).isEqualTo(10_000);
        assertThat(parts.train().example()).isEqualTo(Shape.of(28, 28, 1));
        return parts;
    }

    private static int[] labels(Dataset data) {
        return IntStream.range(0, 10).map(data::label).toArray();
    }

    private static DataSource source(Map<String, String> checksums) {
        return new IdxSource(CARD, "a small set", List.of(20, 20), checksums, List.of());
    }

    private static DataCatalogue catalogue(Path given, Map<String, String> checksums) {
        return new DataCatalogue(
                List.of(source(checksums)),
                new DataFolders(given, null, given.resolve("cache"), given.resolve("system")));
    }

    private static void writeSet(Path folder) {
        IdxFiles.write(folder, "train-images-idx3-ubyte.gz", IdxFiles.compressed(IdxFiles.images()));
        IdxFiles.write(folder, "train-labels-idx1-ubyte", IdxFiles.labels());
        IdxFiles.write(folder, "t10k-images-idx3-ubyte.gz", IdxFiles.compressed(IdxFiles.images()));
        IdxFiles.write(folder, "t10k-labels-idx1-ubyte", IdxFiles.labels());
    }

    @Test
    void randomImagesHaveTheFormAskedForAndAreTheSameEveryTime() {
        Reading small = Reading.PLAIN.withImage(new ImageForm(new Size(5, 7), 1, null));
        Dataset images = DataCatalogue.standard().load("random", small).train();
        assertThat(images.example()).isEqualTo(Shape.of(5, 7, 1));
        assertThat(images.classes()).hasSize(10);
        float[] first = new float[35];
        float[] again = new float[35];
        images.example(3, first, 0);
        DataCatalogue.standard().load("random", small).train().example(3, again, 0);
        assertThat(first).isEqualTo(again).contains(190, 209).hasSize(35);
        assertThat(DataCatalogue.standard().load("random").train().example()).isEqualTo(Shape.of(32, 32, 3));
        assertThatThrownBy(() -> DataCatalogue.standard().load("random", Reading.PLAIN.withLabel("x")))
                .hasMessageContaining("the key label means nothing");
    }
}
