package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.ClassFolders.LabelledFile;
import nunchi.file.GivenFile;
import nunchi.picture.PictureFormat;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Reads a folder of texts, files in UTF-8 whose names end in `.txt`, with one sub-folder a class: as [ImageFolder]
/// does with pictures.
public final class TextFolder {
    private static final int MOST_BYTES = 1 << 24;
    private static final ClassFolders.Kind TEXTS =
            new ClassFolders.Kind("a folder of texts", "texts (.txt)", TextFolder::named);
    private static final List<String> PARTS = List.of("training", "validation", "test");

    private TextFolder() {}

    static boolean named(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    /// Whether a folder has texts and no pictures.
    static boolean holdsTexts(Path folder) {
        try {
            List<Path> files = ClassFolders.files(folder);
            return files.stream().anyMatch(TextFolder::named) && files.stream().noneMatch(PictureFormat::named);
        } catch (IOException unreadable) {
            throw refused(folder, unreadable);
        }
    }

    /// @throws InvalidRequestException when the folder is not of this kind, or a file is no text
    public static Datasets load(Path folder, Reading reading) {
        reading.allow(folder.toString(), "a folder of texts", Reading.OF_TEXTS);
        try {
            ClassFolders.Found found = new ClassFolders(folder, TEXTS).find();
            List<@Nullable Dataset> parts = new ArrayList<>();
            for (List<LabelledFile> files : found.parts()) {
                DataCard card = new DataCard(ClassFolders.name(folder)).withClasses(found.classes());
                parts.add(files.isEmpty() ? null : dataset(card, files, PARTS.get(parts.size())));
            }
            return new Datasets(parts.get(0), parts.get(1), parts.get(2));
        } catch (IOException unreadable) {
            throw refused(folder, unreadable);
        }
    }

    /// The texts in a folder, in any depth, in the order of their paths.
    ///
    /// @throws InvalidRequestException when there are none
    public static List<Path> within(Path folder) {
        try {
            List<Path> found = ClassFolders.files(folder).stream()
                    .filter(TextFolder::named)
                    .sorted()
                    .toList();
            Check.require(!found.isEmpty(), "the folder %s has no texts: nothing in it ends in .txt".formatted(folder));
            return found;
        } catch (IOException unreadable) {
            throw refused(folder, unreadable);
        }
    }

    private static InvalidRequestException refused(Path file, IOException unreadable) {
        return new InvalidRequestException(
                "%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
    }

    private static Dataset dataset(DataCard card, List<LabelledFile> files, String part) {
        MessageDigest digest = Sha256.digest();
        List<String> texts = new ArrayList<>();
        float[] labels = new float[files.size()];
        for (LabelledFile file : files) {
            Check.require(
                    named(file.path()),
                    "%s lies among texts, and its name does not end in .txt; rename it, or take it away"
                            .formatted(file.path()));
            labels[texts.size()] = file.label();
            String text = text(file.path());
            texts.add(text);
            digest.update(file.name().getBytes(StandardCharsets.UTF_8));
            digest.update(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
        }
        String name = "%s, %d files with their names".formatted(part, files.size());
        return new TextDataset(
                card.withChecksums(Map.of(name, Sha256.hexadecimal(digest))),
                new Texts(texts, row -> files.get(row).path().toString()),
                new Tensor(Shape.of(labels.length), labels));
    }

    /// The text of a file.
    ///
    /// @throws InvalidRequestException when it is absent, too long, empty, or no text in UTF-8, with the byte
    public static String text(Path file) {
        try (InputStream content = Files.newInputStream(GivenFile.regular(file))) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            Check.require(
                    bytes.length <= MOST_BYTES,
                    "%s is longer than %,d MiB; divide it into several texts".formatted(file, MOST_BYTES >> 20));
            String text = GivenFile.text(bytes).strip();
            Check.require(!text.isEmpty(), "%s is empty; write a text into it, or take it away".formatted(file));
            return text;
        } catch (CharacterCodingException binary) {
            throw EncodingFault.of(file, "a text is a file", binary);
        } catch (IOException unreadable) {
            throw refused(file, unreadable);
        }
    }
}
