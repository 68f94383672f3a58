package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Size;
import nunchi.picture.Fit;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    private static final Reading SMALL = Reading.PLAIN.withImage(new ImageForm(4));

    @TempDir
    private Path folder;

    @Test
    void linksToFoldersAndPicturesAreFollowed() throws IOException {
        colour("elsewhere/1.png", 4, 4, Color.RED);
        colour("data/cat/1.png", 4, 4, Color.BLUE);
        Files.createSymbolicLink(folder.resolve("data/dog"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("data/cat/deep"), folder.resolve("elsewhere"));
        Dataset data = ImageFolder.load(folder.resolve("data"), Reading.PLAIN).train();
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(IntStream.range(0, 3).map(data::label).toArray()).containsExactly(0, 0, 1);
    }

    @Test
    void aLinkToNothingOrBackToItsFolderIsRefusedByName() throws IOException {
        colour("cat/1.png", 4, 4, Color.BLUE);
        Path dog = Files.createSymbolicLink(folder.resolve("dog"), folder.resolve("nowhere"));
        refused(Reading.PLAIN, dog + " is a link to nothing; mend it or take it away");
        Files.delete(dog);
        Path picture = Files.createSymbolicLink(folder.resolve("cat/2.png"), folder.resolve("nowhere.png"));
        refused(Reading.PLAIN, picture + " is a link to nothing; mend it or take it away");
        Files.delete(picture);
        Path loop = Files.createSymbolicLink(folder.resolve("cat/again"), folder);
        refused(Reading.PLAIN, loop.resolve("cat") + " is a link to a folder that it lies in");
    }

    @Test
    void partsMayBeWrittenInAnyCase() {
        colour("Train/a/1.png", 4, 4, Color.RED);
        colour("Train/b/1.png", 4, 4, Color.RED);
        colour("VAL/b/1.png", 4, 4, Color.RED);
        colour("TEST/a/1.png", 4, 4, Color.RED);
        Parts parts = load(Reading.PLAIN);
        assertThat(parts.train().classes()).containsExactly("a", "b");
        assertThat(parts.validation().label(0)).isEqualTo(1);
        assertThat(parts.test().label(0)).isZero();
        colour("Valid/a/1.png", 4, 4, Color.RED);
        refused(Reading.PLAIN, "has both ", "VAL", "Valid");
    }

    @Test
    void partsOfOtherNamesAreNoClasses() {
        for (String part : new String[] {"Training", "Testing"}) {
            colour(part + "/a/1.png", 4, 4, Color.RED);
            colour(part + "/b/1.png", 4, 4, Color.RED);
        }
        refused(
                Reading.PLAIN,
                "are called as parts and not as classes (Testing, Training); rename them to train, validation and test");
    }

    @Test
    void aFolderAboveTheClassesIsRefusedWithTheOneToGive() {
        colour("photos/cat/1.png", 4, 4, Color.RED);
        colour("photos/dog/1.png", 4, 4, Color.RED);
        refused(
                Reading.PLAIN,
                "has the one sub-folder photos, which itself has sub-folders, as cat;",
                "give " + folder.resolve("photos"));
    }

    /// In a locale without the letters, or when the bytes are no UTF-8.
    @Test
    void namesThatTheLocaleCannotShowAreNoClasses() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        colour("cat/1.png", 4, 4, Color.RED);
        String shell = "mkdir \"$(printf '\\344')\" \"$(printf '\\366')\"";
        assertThat(new ProcessBuilder("sh", "-c", shell)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        refused(Reading.PLAIN, folder + " has sub-folders whose names the locale cannot show", "set LC_ALL=C.UTF-8");
    }

    @Test
    void picturesWhoseNamesLookAlikeAreAllKept() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        colour("cat/1.png", 4, 4, Color.RED);
        String shell = "cp 1.png \"$(printf '\\344').png\" && cp 1.png \"$(printf '\\366').png\"";
        assertThat(new ProcessBuilder("sh", "-c", shell)
                        .directory(folder.resolve("cat").toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(load(Reading.PLAIN).train().size()).isEqualTo(3);
    }

    @Test
    void eachSubFolderIsAClassInTheOrderOfTheNames() {
        colour("dog/b.png", 6, 4, Color.RED);
        colour("dog/deep/a.png", 6, 4, Color.GREEN);
        colour("cat/1.png", 6, 4, Color.BLUE);
        write("cat/.hidden", new byte[3]);
        write("cat/Thumbs.db", new byte[3]);
        Parts parts = load(Reading.PLAIN);
        assertThat(parts.train().classes()).containsExactly("cat", "dog");
        assertThat(parts.train().example()).isEqualTo(Shape.of(4, 6, 3));
        assertThat(parts.train().image()).contains(Shape.of(4, 6, 3));
        assertThat(parts.train().range()).isEqualTo(InputRange.BYTE);
        assertThat(IntStream.range(0, 3).map(parts.train()::label).toArray()).containsExactly(0, 1, 1);
        assertThat(first(parts.train(), 0)).containsExactly(0, 0, 255);
        assertThat(first(parts.train(), 1)).containsExactly(255, 0, 0);
        assertThat(first(parts.train(), 2)).containsExactly(0, 255, 0);
        assertThat(parts.train().checksums().keySet()).containsExactly("train, 3 files with their names");
        assertThat(parts.validation()).isNull();
        assertThat(parts.test()).isNull();
    }

    @Test
    void trainValidationAndTestAreParts() {
        colour("train/a/1.png", 4, 4, Color.RED);
        colour("train/b/1.png", 4, 4, Color.RED);
        colour("val/b/1.png", 4, 4, Color.RED);
        colour("test/a/1.png", 4, 4, Color.RED);
        Parts parts = load(Reading.PLAIN);
        assertThat(parts.train().size()).isEqualTo(2);
        assertThat(parts.validation().label(0)).isEqualTo(1);
        assertThat(parts.test().label(0)).isZero();
        colour("test/c/1.png", 4, 4, Color.RED);
        refused(Reading.PLAIN, "test/c is a class that ", "train does not have");
    }

    @Test
    void aClassMayBeCalledTrain() {
        colour("train/1.png", 4, 4, Color.RED);
        colour("ship/1.png", 4, 4, Color.RED);
        assertThat(load(Reading.PLAIN).train().classes()).containsExactly("ship", "train");
    }

    @Test
    void picturesAreGivenOneForm() {
        colour("a/1.png", 8, 4, Color.WHITE);
        grey("b/1.png", 3, 3);
        refused(
                Reading.PLAIN,
                "has pictures of different sizes (",
                "b/1.png is 3 x 3, another 4 x 8); give them one, as in image: {size: [32, 32]}");
        assertThat(load(SMALL).train().example()).isEqualTo(Shape.of(4, 4, 3));
        assertThat(load(Reading.PLAIN.withImage(new ImageForm(new Size(2, 3), 1, null)))
                        .train()
                        .example())
                .isEqualTo(Shape.of(2, 3, 1));
        Dataset padded = load(Reading.PLAIN.withImage(new ImageForm(new Size(4), null, Fit.PAD)))
                .train();
        assertThat(first(padded, 0)).as("black above a wide picture").containsExactly(0, 0, 0);
    }

    @Test
    void picturesThatAreAllGreyHaveOneChannel() {
        grey("a/1.png", 4, 4);
        grey("b/1.png", 4, 4);
        assertThat(load(Reading.PLAIN).train().example()).isEqualTo(Shape.of(4, 4, 1));
        colour("b/2.png", 4, 4, Color.RED);
        Dataset data = load(Reading.PLAIN).train();
        assertThat(data.example()).isEqualTo(Shape.of(4, 4, 3));
        assertThat(first(data, 0)).containsExactly(77, 77, 77);
    }

    @Test
    void filesThatAreNoPicturesAreNamedOrLeftOut() throws IOException {
        colour("a/1.png", 4, 4, Color.RED);
        byte[] png = Files.readAllBytes(folder.resolve("a/1.png"));
        write("a/0.txt", "notes".getBytes());
        for (int i = 0; i < 12; i++) {
            write("b/%02d.png".formatted(i), Arrays.copyOf(png, png.length / 2));
        }
        colour("b/good.png", 4, 4, Color.GREEN);
        refused(
                Reading.PLAIN,
                "13 files of %s cannot be used: %s is no picture".formatted(folder, folder.resolve("a/0.txt")),
                "b/08.png is damaged",
                "; and 3 more; mend them or take them away, or leave them out by skipDamaged: true");
        Dataset data = load(Reading.PLAIN.withSkipDamaged(true)).train();
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.label(1)).isEqualTo(1);
        assertThat(first(data, 1)).containsExactly(0, 255, 0);
        assertThat(data.source()).isEqualTo("13 of 15 files are no pictures and were left out");
    }

    @Test
    void aFolderOfAnotherKindIsRefused() throws IOException {
        refused(Reading.PLAIN, "has no sub-folders; a folder of images has one for each class");
        Files.createDirectories(folder.resolve("empty"));
        refused(Reading.PLAIN, "empty holds no pictures");
        colour("empty/1.png", 4, 4, Color.RED);
        colour("loose.png", 4, 4, Color.RED);
        refused(Reading.PLAIN, "loose.png lies in no class's folder");
        refused(Reading.PLAIN.withLabel("x"), "is a folder of images, for which the key label means nothing");
    }

    @Test
    void theCatalogueFindsFoldersAndTablesByTheirPaths() throws IOException {
        colour("pets/a/1.png", 4, 4, Color.RED);
        Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n");
        DataCatalogue catalogue = DataCatalogue.standard(folder).withDownloader(null);
        assertThat(catalogue.load(folder.resolve("pets").toString()).train().name())
                .isEqualTo("pets");
        assertThat(catalogue.load("pets").train().size()).isEqualTo(1);
        assertThat(catalogue
                        .load("t.csv", Reading.PLAIN.withTarget("b"))
                        .train()
                        .target())
                .isEqualTo(Shape.SCALAR);
        assertThatThrownBy(() -> catalogue.load("./nowhere"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "there is no folder and no file ./nowhere; a path begins in the working folder, ");
        assertThatThrownBy(() -> catalogue.load("digits", SMALL))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("digits is a data set of known form, for which the key image means nothing; take it away");
    }

    /// Whatever is done to a file, it is read or named, and no other exception shows.
    @Test
    void damagedPicturesAreReadOrRefused() throws IOException {
        colour("b/good.png", 4, 4, Color.GREEN);
        byte[] jpeg = encoded("jpg", 16, 12);
        byte[] png = encoded("png", 16, 12);
        SplittableRandom random = new SplittableRandom(13);
        int refusals = 0;
        for (int trial = 0; trial < 1000; trial++) {
            write("a/1.jpg", Damaged.copy(trial % 2 == 0 ? jpeg : png, random));
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

    private Parts load(Reading reading) {
        return ImageFolder.load(folder, reading);
    }

    private void refused(Reading reading, String... words) {
        assertThatThrownBy(() -> load(reading))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(words);
    }

    private static int[] first(Dataset data, int row) {
        float[] values = new float[data.example().size()];
        data.example(row, values, 0);
        return new int[] {(int) values[0], (int) values[1], (int) values[2]};
    }

    private void colour(String name, int width, int height, Color colour) {
        image(name, width, height, BufferedImage.TYPE_INT_RGB, colour.getRGB());
    }

    /// Of grey 77, stored as grey.
    private void grey(String name, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, width * height).forEach(i -> image.getRaster().setSample(i % width, i / width, 0, 77));
        write(name, encoded("png", image));
    }

    private void image(String name, int width, int height, int type, int rgb) {
        BufferedImage image = new BufferedImage(width, height, type);
        IntStream.range(0, width * height).forEach(i -> image.setRGB(i % width, i / width, rgb));
        write(name, encoded("png", image));
    }

    private static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, width * height).forEach(i -> image.setRGB(i % width, i / width, i * 54321));
        return encoded(format, image);
    }

    private static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
