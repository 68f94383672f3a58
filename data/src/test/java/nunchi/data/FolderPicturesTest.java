package nunchi.data;

import static nunchi.data.WrittenPictures.colour;
import static nunchi.data.WrittenPictures.encoded;
import static nunchi.data.WrittenPictures.first;
import static nunchi.data.WrittenPictures.grey;
import static nunchi.data.WrittenPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Size;
import nunchi.picture.Fit;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pictures in a folder of images: their form, and what is no picture.
class FolderPicturesTest {
    private static final Reading SMALL = Reading.PLAIN.withImage(new ImageForm(4));

    @TempDir
    private Path folder;

    @Test
    void picturesAreGivenOneForm() {
        colour(folder, "a/1.png", 8, 4, Color.WHITE);
        grey(folder, "b/1.png", 3, 3);
        refused(
                Reading.PLAIN,
                "has images of different sizes (",
                "b/1.png is 3 x 3, another 4 x 8); give them one, as in image: {size: [32, 32]}");
        assertThat(load(SMALL).train().example()).isEqualTo(Shape.of(4, 4, 3));
        assertThat(load(Reading.PLAIN.withImage(new ImageForm(new Size(2, 3), 1, null)))
                        .train()
                        .example())
                .isEqualTo(Shape.of(2, 3, 1));
        Dataset padded = load(Reading.PLAIN.withImage(new ImageForm(new Size(4), null, Fit.PAD)))
                .train();
        assertThat(first(padded, 0)).as("black above a wide image").containsExactly(0, 0, 0);
    }

    @Test
    void picturesThatAreAllGreyHaveOneChannel() {
        grey(folder, "a/1.png", 4, 4);
        grey(folder, "b/1.png", 4, 4);
        assertThat(load(Reading.PLAIN).train().example()).isEqualTo(Shape.of(4, 4, 1));
        colour(folder, "b/2.png", 4, 4, Color.RED);
        Dataset data = load(Reading.PLAIN).train();
        assertThat(data.example()).isEqualTo(Shape.of(4, 4, 3));
        assertThat(first(data, 0)).containsExactly(77, 77, 77);
    }

    @Test
    void filesThatAreNoPicturesAreNamedOrLeftOut() throws IOException {
        colour(folder, "a/1.png", 4, 4, Color.RED);
        byte[] png = Files.readAllBytes(folder.resolve("a/1.png"));
        write(folder, "a/0.txt", "notes".getBytes());
        for (int i = 0; i < 12; i++) {
            write(folder, "b/%02d.png".formatted(i), Arrays.copyOf(png, png.length / 2));
        }
        colour(folder, "b/good.png", 4, 4, Color.GREEN);
        refused(
                Reading.PLAIN,
                "13 files of %s cannot be used: %s is not an image".formatted(folder, folder.resolve("a/0.txt")),
                "b/08.png is damaged",
                "; and 3 more; correct them or remove them, or leave them out by skipDamaged: true");
        Dataset data = load(Reading.PLAIN.withSkipDamaged(true)).train();
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.label(1)).isEqualTo(1);
        assertThat(first(data, 1)).containsExactly(0, 255, 0);
        assertThat(data.source()).isEqualTo("13 of 15 files are not images and were left out");
    }

    /// Whatever is done to a file, it is read or named, and no other exception shows.
    @Test
    void damagedPicturesAreReadOrRefused() throws IOException {
        colour(folder, "b/good.png", 4, 4, Color.GREEN);
        byte[] jpeg = encoded("jpg", 16, 12);
        byte[] png = encoded("png", 16, 12);
        SplittableRandom random = new SplittableRandom(13);
        int refusals = 0;
        for (int trial = 0; trial < 1000; trial++) {
            write(folder, "a/1.jpg", Damaged.copy(trial % 2 == 0 ? jpeg : png, random));
            try {
                assertThat(load(SMALL).train().example()).isEqualTo(Shape.of(4, 4, 3));
            } catch (InvalidRequestException refused) {
                assertThat(refused)
                        .hasMessageContaining(folder.resolve("a/1.jpg").toString());
                refusals++;
            }
        }
        assertThat(refusals).isBetween(300, 1000);
    }

    private Datasets load(Reading reading) {
        return ImageFolder.load(folder, reading);
    }

    private void refused(Reading reading, String... words) {
        assertThatThrownBy(() -> load(reading))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(words);
    }
}
