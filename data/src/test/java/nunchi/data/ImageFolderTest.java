package nunchi.data;

import static nunchi.data.WrittenPictures.colour;
import static nunchi.data.WrittenPictures.first;
import static nunchi.data.WrittenPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
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
        colour(folder, "elsewhere/1.png", 4, 4, Color.RED);
        colour(folder, "data/cat/1.png", 4, 4, Color.BLUE);
        Files.createSymbolicLink(folder.resolve("data/dog"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("data/cat/deep"), folder.resolve("elsewhere"));
        Dataset data = ImageFolder.load(folder.resolve("data"), Reading.PLAIN).train();
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(IntStream.range(0, 3).map(data::label).toArray()).containsExactly(0, 0, 1);
    }

    @Test
    void aLinkToNothingOrBackToItsFolderIsRefusedByName() throws IOException {
        colour(folder, "cat/1.png", 4, 4, Color.BLUE);
        Path dog = Files.createSymbolicLink(folder.resolve("dog"), folder.resolve("nowhere"));
        refused(Reading.PLAIN, dog + " is a link to nothing; correct it or remove it");
        Files.delete(dog);
        Path picture = Files.createSymbolicLink(folder.resolve("cat/2.png"), folder.resolve("nowhere.png"));
        refused(Reading.PLAIN, picture + " is a link to nothing; correct it or remove it");
        Files.delete(picture);
        Path loop = Files.createSymbolicLink(folder.resolve("cat/again"), folder);
        refused(Reading.PLAIN, loop.resolve("cat") + " is a link to a folder that it lies in");
    }

    @Test
    void partsMayBeWrittenInAnyCase() {
        colour(folder, "Train/a/1.png", 4, 4, Color.RED);
        colour(folder, "Train/b/1.png", 4, 4, Color.RED);
        colour(folder, "VAL/b/1.png", 4, 4, Color.RED);
        colour(folder, "TEST/a/1.png", 4, 4, Color.RED);
        Datasets parts = load(Reading.PLAIN);
        assertThat(parts.train().classes()).containsExactly("a", "b");
        assertThat(parts.validation().label(0)).isEqualTo(1);
        assertThat(parts.test().label(0)).isZero();
        colour(folder, "Valid/a/1.png", 4, 4, Color.RED);
        refused(Reading.PLAIN, "has both ", "VAL", "Valid");
    }

    @Test
    void partsOfOtherNamesAreNoClasses() {
        for (String part : new String[] {"Training", "Testing"}) {
            colour(folder, part + "/a/1.png", 4, 4, Color.RED);
            colour(folder, part + "/b/1.png", 4, 4, Color.RED);
        }
        refused(
                Reading.PLAIN,
                "are named as splits and not as classes (Testing, Training); rename them to train, validation and test");
    }

    @Test
    void aFolderAboveTheClassesIsRefusedWithTheOneToGive() {
        colour(folder, "photos/cat/1.png", 4, 4, Color.RED);
        colour(folder, "photos/dog/1.png", 4, 4, Color.RED);
        refused(
                Reading.PLAIN,
                "has the one sub-folder photos, which itself has sub-folders, as cat;",
                "give " + folder.resolve("photos"));
    }

    /// In a locale without the letters, or when the bytes are no UTF-8.
    @Test
    void namesThatTheLocaleCannotShowAreNoClasses() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        colour(folder, "cat/1.png", 4, 4, Color.RED);
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
        colour(folder, "cat/1.png", 4, 4, Color.RED);
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
        colour(folder, "dog/b.png", 6, 4, Color.RED);
        colour(folder, "dog/deep/a.png", 6, 4, Color.GREEN);
        colour(folder, "cat/1.png", 6, 4, Color.BLUE);
        write(folder, "cat/.hidden", new byte[3]);
        write(folder, "cat/Thumbs.db", new byte[3]);
        Datasets parts = load(Reading.PLAIN);
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
        colour(folder, "train/a/1.png", 4, 4, Color.RED);
        colour(folder, "train/b/1.png", 4, 4, Color.RED);
        colour(folder, "val/b/1.png", 4, 4, Color.RED);
        colour(folder, "test/a/1.png", 4, 4, Color.RED);
        Datasets parts = load(Reading.PLAIN);
        assertThat(parts.train().size()).isEqualTo(2);
        assertThat(parts.validation().label(0)).isEqualTo(1);
        assertThat(parts.test().label(0)).isZero();
        colour(folder, "test/c/1.png", 4, 4, Color.RED);
        refused(Reading.PLAIN, "test/c is a class that ", "train does not have");
    }

    @Test
    void aClassMayBeCalledTrain() {
        colour(folder, "train/1.png", 4, 4, Color.RED);
        colour(folder, "ship/1.png", 4, 4, Color.RED);
        assertThat(load(Reading.PLAIN).train().classes()).containsExactly("ship", "train");
    }

    @Test
    void aFolderOfAnotherKindIsRefused() throws IOException {
        refused(Reading.PLAIN, "has no sub-folders; a folder of images has one for each class");
        Files.createDirectories(folder.resolve("empty"));
        refused(Reading.PLAIN, "empty holds no images");
        colour(folder, "empty/1.png", 4, 4, Color.RED);
        colour(folder, "loose.png", 4, 4, Color.RED);
        refused(Reading.PLAIN, "loose.png lies in no class's folder");
        refused(Reading.PLAIN.withLabel("x"), "is a folder of images, for which the key label means nothing");
    }

    @Test
    void theCatalogueFindsFoldersAndTablesByTheirPaths() throws IOException {
        colour(folder, "pets/a/1.png", 4, 4, Color.RED);
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
                .hasMessage("digits is a data set of known form, for which the key image means nothing; remove it");
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
