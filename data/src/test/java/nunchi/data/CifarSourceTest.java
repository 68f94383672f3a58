package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarSourceTest {
    private static final DataCard CARD = new DataCard("small-cifar", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    private static final String ARCHIVE = "cifar-10-binary.tar.gz";

    @TempDir
    private Path folder;

    @Test
    void theFilesAreReadFromTheFolderTheArchiveUnpacksTo() {
        CifarFiles.NAMES.forEach(name ->
                IdxFiles.write(folder.resolve("small-cifar/cifar-10-batches-bin"), name, CifarFiles.content(name)));
        requireImages(load(CifarFiles.checksums()));
    }

    @Test
    void theFilesMayLieInTheSetsOwnFolder() {
        CifarFiles.NAMES.forEach(name -> IdxFiles.write(folder, name, CifarFiles.content(name)));
        requireImages(load(CifarFiles.checksums()));
    }

    @Test
    void theArchiveIsReadAsItIs() {
        IdxFiles.write(folder, ARCHIVE, CifarFiles.archive());
        requireImages(load(CifarFiles.checksums()));
    }

    private static void requireImages(Datasets parts) {
        assertThat(IntStream.range(0, 10).map(parts.train()::label).toArray())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(IntStream.range(0, 2).map(parts.test()::label).toArray()).containsExactly(0, 1);
        assertThat(parts.train().example()).isEqualTo(Shape.of(32, 32, 3));
        assertThat(parts.train().image()).contains(Shape.of(32, 32, 3));
        assertThat(parts.train().checksums().keySet()).containsExactlyElementsOf(CifarFiles.NAMES.subList(0, 5));
        float[] pixels = new float[3072];
        parts.train().example(7, pixels, 0);
        assertThat(Arrays.copyOf(pixels, 6)).containsExactly(7, 0, 200, 7, 1, 200);
        assertThat(Arrays.copyOfRange(pixels, 3 * 523, 3 * 523 + 3)).containsExactly(7, 23, 200);
    }

    @Test
    void aFileOfAnotherSizeIsRefused() {
        CifarFiles.NAMES.forEach(name -> IdxFiles.write(folder, name, CifarFiles.content(name)));
        IdxFiles.write(folder, "data_batch_3.bin", Arrays.copyOf(CifarFiles.content("data_batch_3.bin"), 5000));
        refused(
                Map.of(),
                "data_batch_3.bin is damaged: it ends after 5,000 bytes, but its 2 images of 3,073 bytes take 6,146");
        IdxFiles.write(folder, "data_batch_3.bin", Arrays.copyOf(CifarFiles.content("data_batch_3.bin"), 7000));
        refused(Map.of(), "data_batch_3.bin is damaged: it goes on after 6,146 bytes");
    }

    @Test
    void aLabelOutOfRangeIsRefused() {
        CifarFiles.NAMES.forEach(name -> IdxFiles.write(folder, name, CifarFiles.content(name)));
        byte[] content = CifarFiles.content("test_batch.bin");
        content[3073] = 10;
        IdxFiles.write(folder, "test_batch.bin", content);
        refused(Map.of(), "test_batch.bin is damaged: label 10 of its image 1 is none of the 10 classes, 0 to 9");
    }

    @Test
    void aFileWithAnotherChecksumIsRefused() {
        IdxFiles.write(folder, ARCHIVE, CifarFiles.archive());
        refused(
                Map.of("data_batch_2.bin", "abc"),
                "data_batch_2.bin is not the file of small-cifar: its content has the SHA-256 ");
    }

    @Test
    void anArchiveThatLacksAFileOrIsNoneIsRefused() {
        IdxFiles.write(folder, ARCHIVE, IdxFiles.compressed(CifarFiles.tar(CifarFiles.NAMES.subList(1, 5))));
        refused(Map.of(), ARCHIVE + " is damaged: it has no file data_batch_1.bin, test_batch.bin; fetch it again");
        IdxFiles.write(folder, ARCHIVE, IdxFiles.compressed(new byte[5000]));
        refused(Map.of(), ARCHIVE + " is damaged");
        IdxFiles.write(folder, ARCHIVE, Arrays.copyOf(CifarFiles.archive(), 500));
        refused(Map.of(), ARCHIVE + " is damaged: it is not a whole gzip file");
    }

    @Test
    void anAbsentSetNamesTheArchiveAndItsChecksums() {
        refused(
                Map.of("test_batch.bin", "12ab"),
                "small-cifar is not on this machine: put cifar-10-binary.tar.gz (SHA-256 of the content: test_batch.bin 12ab) into "
                        + folder.resolve("small-cifar"));
    }

    /// Whatever is done to the files, they are read or refused, and no other exception shows.
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        CifarFiles.NAMES.forEach(name -> IdxFiles.write(folder, name, CifarFiles.content(name)));
        byte[] good = CifarFiles.content("data_batch_1.bin");
        Path file = folder.resolve("data_batch_1.bin");
        requireReadOrRefused(good, file, 1000);
    }

    @Test
    void damagedArchivesAreReadOrRefused() throws IOException {
        requireReadOrRefused(CifarFiles.archive(), folder.resolve(ARCHIVE), 1000);
        byte[] tar = CifarFiles.tar(CifarFiles.NAMES);
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 500; trial++) {
            byte[] damaged = tar.clone();
            int header = 512 * 14 * random.nextInt(6) % tar.length;
            damaged[header + random.nextInt(512)] = (byte) random.nextInt(256);
            Files.write(folder.resolve(ARCHIVE), trial % 2 == 0 ? damaged : IdxFiles.compressed(damaged));
            requireReadOrRefused();
        }
    }

    private void requireReadOrRefused(byte[] good, Path file, int trials) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        int read = 0;
        for (int trial = 0; trial < trials; trial++) {
            Files.write(file, Damaged.copy(good, random));
            read += requireReadOrRefused() ? 1 : 0;
        }
        assertThat(read).isLessThan(trials);
    }

    private boolean requireReadOrRefused() {
        try {
            Datasets parts = load(Map.of());
            assertThat(parts.train().size()).isEqualTo(10);
            assertThat(parts.test().size()).isEqualTo(2);
            assertThat(IntStream.range(0, 10).map(parts.train()::label)).allMatch(label -> label < 10);
            return true;
        } catch (InvalidRequestException refused) {
            assertThat(refused).hasMessageContaining(folder.toString());
            return false;
        }
    }

    @Test
    void cifar10IsRead() {
        DataCatalogue catalogue = DataCatalogue.standard();
        boolean present = catalogue.list().stream()
                .anyMatch(entry ->
                        entry.name().equals("cifar-10") && entry.place().isPresent());
        assumeThat(present)
                .as("skipped: cifar-10 is not on this machine (set NUNCHI_DATA)")
                .isTrue();
        Datasets parts = catalogue.load("CIFAR10");
        assertThat(parts.train().size()).isEqualTo(50_000);
        // the first labels of the official files: frog, truck, truck, deer, automobile; cat, ship, ship, airplane, frog
        assertThat(IntStream.range(0, 5).map(parts.train()::label).toArray()).containsExactly(6, 9, 9, 4, 1);
        assertThat(IntStream.range(0, 5).map(parts.test()::label).toArray()).containsExactly(3, 8, 8, 0, 6);
        float[] pixels = new float[3072];
        parts.train().example(0, pixels, 0);
        // keras.datasets.cifar10: x_train[0, 0, :2] is [[59, 62, 63], [43, 46, 45]]
        assertThat(Arrays.copyOf(pixels, 6)).containsExactly(59, 62, 63, 43, 46, 45);
    }

    private static CifarSource source(Map<String, String> checksums) {
        return new CifarSource(CARD, "small images", List.of(10, 2), checksums, List.of());
    }

    private DataFolders folders() {
        return new DataFolders(folder, null, null, null);
    }

    private Datasets load(Map<String, String> checksums) {
        return source(checksums).load(folders(), Reading.PLAIN);
    }

    private void refused(Map<String, String> checksums, String message) {
        assertThatThrownBy(() -> load(checksums))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }
}
