package nunchi.studio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Sha256;
import nunchi.file.WholeFile;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.record.PredictionsRecord.SaidRecord;

/// Drawings that are kept to test models with: `test-pictures/CLASS/SHA256.png` in the studio's folder, so that other
/// commands read them as a folder of images too.
final class TestPictures {
    static final String FOLDER = "test-pictures";
    private static final int MOST = 500;
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N} ._-]{0,99}");

    private final Path folder;

    /// @param within folder of the studio
    TestPictures(Path within) {
        this.folder = within.resolve(FOLDER);
    }

    /// Keeps a picture that the model can read.
    ///
    /// @throws InvalidRequestException when it is none, its class is not the model's, or there are 500 already
    StudioRecord.Tested keep(StudioRecord.Keeping asked, TriedModel model) {
        String label = asked.label() == null ? "" : asked.label();
        List<String> classes = model.form().classes();
        Check.require(
                classes.contains(label) && NAME.matcher(label).matches(),
                "'%s' is no class of the model whose name can be that of a folder".formatted(Check.excerpt(label)));
        PredictionRecord said = model.predict(new StudioRecord.Asked(asked.image(), null, null));
        if (said.problem() != null) {
            throw new InvalidRequestException(said.problem());
        }
        byte[] content = Base64.getDecoder().decode(asked.image());
        Check.require(
                Arrays.equals(Arrays.copyOf(content, PNG.length), PNG),
                "the picture is no PNG, as the page makes them");
        Check.require(
                files(classes).size() < MOST,
                "%d test pictures are kept already; delete some of %s".formatted(MOST, FOLDER));
        write(folder.resolve(label), content);
        return tested(model);
    }

    private static void write(Path place, byte[] content) {
        try {
            String name = Sha256.of(new ByteArrayInputStream(content)) + ".png";
            WholeFile.store(place.resolve(name), out -> out.write(content));
        } catch (IOException refused) {
            throw new InvalidRequestException("the picture cannot be kept: the folder cannot be written to", refused);
        }
    }

    /// What a model makes of all that are of its classes.
    StudioRecord.Tested tested(TriedModel model) {
        List<StudioRecord.TestPicture> pictures = new ArrayList<>();
        for (Path file : files(model.form().classes())) {
            String image = Base64.getEncoder().encodeToString(content(file));
            PredictionRecord said = model.predict(new StudioRecord.Asked(image, null, null));
            SaidRecord best = said.said();
            pictures.add(new StudioRecord.TestPicture(
                    folder.relativize(file).getName(0).toString(),
                    best == null ? null : best.best(),
                    best == null ? null : best.probability(),
                    image));
        }
        long right = pictures.stream()
                .filter(each -> each.label().equals(each.predicted()))
                .count();
        return new StudioRecord.Tested((int) right, pictures);
    }

    private List<Path> files(List<String> classes) {
        return classes.stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .flatMap(place -> files(place).stream())
                .limit(MOST)
                .toList();
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".png") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
