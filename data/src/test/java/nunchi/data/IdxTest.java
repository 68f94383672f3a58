package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    private static final DataCard CARD = new DataCard("small", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    @TempDir
    private Path folder;

    @Test
    void plainAndCompressedFilesAreTheSame() {
        IdxArray plain = Idx.read(write("plain", IdxFiles.images()), 3);
        IdxArray compressed = Idx.read(write("compressed.gz", IdxFiles.compressed(IdxFiles.images())), 3);
        assertThat(plain.shape()).isEqualTo(compressed.shape()).isEqualTo(Shape.of(20, 5, 4));
        assertThat(plain.values())
                .isEqualTo(compressed.values())
                .startsWith(0, 7, 14)
                .hasSize(400);
        assertThat(plain.checksum()).isEqualTo(compressed.checksum()).isEqualTo(Sha256.of(IdxFiles.images()));
    }

    @Test
    void imagesAreGreyAndKeepTheirLabels() {
        Dataset data = Idx.images(CARD, write("images", IdxFiles.images()), write("labels", IdxFiles.labels()));
        float[] example = new float[20];
        data.example(2, example, 0);
        assertThat(data.example()).isEqualTo(Shape.of(5, 4, 1));
        assertThat(data.image()).contains(Shape.of(5, 4, 1));
        assertThat(example).startsWith(40 * 7 % 256, 41 * 7 % 256);
        assertThat(data.label(13)).isEqualTo(3);
    }

    @Test
    void valuesBeyondTheFirstPieceOfMemoryAreRead() {
        byte[] content = new byte[16 + 3_000_000];
        ByteBuffer.wrap(content).putInt(0x803).putInt(3000).putInt(100).putInt(10);
        content[content.length - 1] = 99;
        IdxArray read = Idx.read(write("large.gz", IdxFiles.compressed(content)), 3);
        assertThat(read.values()).hasSize(3_000_000).endsWith(99);
    }

    @Test
    void aTruncatedFileIsRefused() {
        byte[] gzip = IdxFiles.compressed(IdxFiles.images());
        refused("cut.gz", Arrays.copyOf(gzip, gzip.length / 2), "cut.gz is damaged: it ends after ", " of 400 values");
        refused("trailer.gz", Arrays.copyOf(gzip, gzip.length - 3), "trailer.gz is damaged", "not a whole gzip file");
        refused(
                "cut",
                Arrays.copyOf(IdxFiles.images(), 116),
                "cut is damaged: it ends after 100 of 400 values; fetch it again");
        refused(
                "header",
                Arrays.copyOf(IdxFiles.images(), 9),
                "header is damaged: it has 9 bytes, but the header alone takes 16");
        refused("empty", new byte[0], "empty is damaged: it has 0 bytes");
    }

    @Test
    void anotherMagicNumberIsRefused() {
        refused(
                "labels",
                IdxFiles.labels(),
                "labels is damaged: its magic number is 0x00000801; expected 0x00000803, unsigned bytes with 3 axes");
        refused("text", "not an image at all".getBytes(), "its magic number is 0x6e6f7420; expected 0x00000803");
    }

    @Test
    void aFileThatGoesOnAfterItsValuesIsRefused() {
        refused("long", Arrays.copyOf(IdxFiles.images(), 417), "it goes on after the 400 values of its header");
    }

    @Test
    void anImpossibleSizeIsRefused() {
        refused(
                "huge",
                header(0x803, -1, -1, -1),
                "impossible size [4294967295, 4294967295, 4294967295]; expected 1 to 2147483583 values");
        refused("none", header(0x803, 20, 0, 4), "impossible size [20, 0, 4]");
    }

    @Test
    void aChecksumOfGzipThatDoesNotHoldIsRefused() {
        byte[] gzip = IdxFiles.compressed(IdxFiles.images());
        gzip[gzip.length - 6] ^= 1;
        refused("flipped.gz", gzip, "flipped.gz is damaged: it is not a whole gzip file");
    }

    @Test
    void aFileThatIsAbsentOrAFolderIsRefused() {
        assertThatThrownBy(() -> Idx.read(folder.resolve("nothing"), 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("nothing does not exist");
        assertThatThrownBy(() -> Idx.read(folder, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void imagesAndLabelsOfDifferentNumberAreRefused() {
        byte[] labels = Arrays.copyOf(IdxFiles.labels(), 27);
        ByteBuffer.wrap(labels).putInt(4, 19);
        Path imageFile = write("images", IdxFiles.images());
        Path labelFile = write("labels", labels);
        assertThatThrownBy(() -> Idx.images(CARD, imageFile, labelFile))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("%s holds 20 images, but %s holds 19 labels; there must be one for each"
                        .formatted(imageFile, labelFile));
    }

    @Test
    void aLabelOutOfRangeIsRefusedWithItsFile() {
        byte[] labels = IdxFiles.labels();
        labels[8 + 5] = 10;
        Path imageFile = write("images", IdxFiles.images());
        Path labelFile = write("labels", labels);
        assertThatThrownBy(() -> Idx.images(CARD, imageFile, labelFile))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(labelFile + ": label 5 is 10; expected 0 to 9");
    }

    /// An array of the size told would not fit into the 2 GiB the tests run in.
    @Test
    void aSizeThatIsNotThereTakesNoMemory() {
        byte[] boast = header(0x803, 1, 1, Integer.MAX_VALUE - 64);
        refused("boast", boast, "it ends after 0 of 2147483583 values");
        refused("boast.gz", IdxFiles.compressed(boast), "it ends after 0 of 2147483583 values");
    }

    @Test
    void aThousandDamagedFilesGiveNothingButRefusals() {
        SplittableRandom random = new SplittableRandom(20);
        Path labelFile = write("whole-labels", IdxFiles.labels());
        int refusals = 0;
        for (int trial = 0; trial < 1000; trial++) {
            byte[] whole = trial % 2 == 0 ? IdxFiles.images() : IdxFiles.compressed(IdxFiles.images());
            Path imageFile = write("damaged", damaged(whole, random));
            try {
                Dataset data = Idx.images(CARD, imageFile, labelFile);
                assertThat(data.size()).isEqualTo(IdxFiles.ROWS);
            } catch (InvalidRequestException e) {
                assertThat(e.getMessage()).contains("damaged");
                refusals++;
            }
        }
        // damage that falls on a pixel of a plain file cannot be seen without a checksum
        assertThat(refusals).isBetween(700, 999);
    }

    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        int place = random.nextInt(random.nextBoolean() ? 16 : whole.length);
        byte[] damaged = whole.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(whole, place);
            case 1 -> damaged[place] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                damaged = Arrays.copyOf(whole, whole.length + 1);
                System.arraycopy(whole, place, damaged, place + 1, whole.length - place);
            }
            default -> {
                for (int i = place; i < Math.min(whole.length, place + 8); i++) {
                    damaged[i] = (byte) random.nextInt(256);
                }
            }
        }
        return damaged;
    }

    private void refused(String name, byte[] content, String... words) {
        Path file = write(name, content);
        assertThatThrownBy(() -> Idx.read(file, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(words);
    }

    private static byte[] header(int magic, int... extents) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * extents.length).putInt(magic);
        Arrays.stream(extents).forEach(header::putInt);
        return header.array();
    }

    private Path write(String name, byte[] content) {
        return IdxFiles.write(folder, name, content);
    }
}
