package nunchi.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.CsvExamples;
import nunchi.data.CsvFile;
import nunchi.data.TextFolder;
import nunchi.file.FilesWithin;
import nunchi.interchange.Npy;
import nunchi.picture.Picture;
import nunchi.picture.PictureFormat;
import nunchi.tensor.Tensor;
import nunchi.token.TextEncoding;
import org.jspecify.annotations.Nullable;

/// Something to be predicted, not read yet.
///
/// @param name  a file, or a file and a row
/// @param given reads it; an [InvalidRequestException] where that cannot be done
public record Question(String name, Supplier<Given> given) {
    private static final int THUMBNAIL = 256;

    /// What was read.
    ///
    /// @param values   of the example, last axis fastest
    /// @param seen     what the model sees; null for a row of numbers
    /// @param original the image itself, small; null unless asked for
    /// @param filled   of a table's row, the columns that had no value and what stands there
    /// @param tokens   of a text, as the model sees it; none of other examples
    public record Given(
            float[] values,
            @Nullable Picture seen,
            @Nullable Picture original,
            List<String> filled,
            List<TextEncoding.Token> tokens) {
        public Given {
            filled = List.copyOf(filled);
            tokens = List.copyOf(tokens);
        }

        public Given(float[] values, @Nullable Picture seen, @Nullable Picture original) {
            this(values, seen, original, List.of(), List.of());
        }

        /// Of a table's row.
        public Given(float[] values, @Nullable Picture seen, @Nullable Picture original, List<String> filled) {
            this(values, seen, original, filled, List.of());
        }

        /// Of a text.
        public Given(float[] values, List<TextEncoding.Token> tokens) {
            this(values, null, null, List.of(), tokens);
        }
    }

    /// Texts that a person writes.
    public static List<Question> ofTexts(List<String> texts, ExampleForm form) {
        return texts.stream()
                .map(text -> new Question("'%s'".formatted(Check.excerpt(text)), () -> form.given(text)))
                .toList();
    }

    /// An image that is in memory.
    ///
    /// @param name    for a person
    /// @param content of an image's file
    public static Question ofPicture(String name, byte[] content, ExampleForm form) {
        return new Question(name, () -> {
            Picture picture = Picture.decode(name, content);
            Picture seen = form.seen(picture);
            return new Given(form.values(seen), seen, null);
        });
    }

    /// Each image's file, in place of a folder all images within, by their names' endings, in the order of their
    /// paths, and in place of a `.npy` file its rows: an array `[rows, …]` of examples. Of a table (`.csv`, `.tsv`,
    /// `.txt`, also `.gz`) the rows too, made of the columns that the model learnt from.
    ///
    /// @param keep how many of the images themselves are kept, small, to be shown
    public static List<Question> of(List<Path> paths, ExampleForm form, int keep) {
        List<Question> questions = new ArrayList<>();
        for (Path path : paths) {
            if (form.text() != null && !holdsArray(path)) {
                questions.addAll(texts(path, form));
                continue;
            }
            if (holdsArray(path)) {
                questions.addAll(rows(path, Npy.read(path), Map.of()));
                continue;
            }
            if (holdsTable(path)) {
                CsvExamples table = CsvFile.examples(path, form.table());
                questions.addAll(rows(path, table.values(), table.filled()));
                continue;
            }
            for (Path file : Files.isDirectory(path) ? within(path) : List.of(path)) {
                boolean kept = questions.size() < keep;
                questions.add(new Question(file.toString(), () -> read(file, form, kept)));
            }
        }
        return questions;
    }

    /// Asks whether all files and folders are there, before any of them is read.
    ///
    /// @throws InvalidRequestException when one is not, with the names of all that are not
    public static void requirePresent(List<Path> paths) {
        List<Path> absent = paths.stream().filter(Files::notExists).toList();
        Check.require(
                absent.isEmpty(),
                "there is no file "
                        + absent.stream().map(Path::toString).collect(Collectors.joining(", and no file ")));
    }

    /// The rows of a table, the file of one text, or the files within a folder.
    private static List<Question> texts(Path path, ExampleForm form) {
        boolean learntFromTable = form.table().features().size() == 1;
        if (!holdsTable(path) || path.toString().endsWith(".txt") && !learntFromTable) {
            return (Files.isDirectory(path) ? TextFolder.within(path) : List.of(path))
                    .stream()
                            .map(file -> new Question(
                                    file.toString(), () -> at(file.toString(), form, TextFolder.text(file))))
                            .toList();
        }
        Check.require(
                learntFromTable,
                "%s is a table, but the model learnt from texts of no table, so that it knows no column; give texts, or files .txt with one text each"
                        .formatted(path));
        List<String> texts = CsvFile.texts(path, form.table());
        List<Question> questions = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            String text = texts.get(row);
            String name = "%s row %d".formatted(path, row);
            questions.add(new Question(name, () -> at(name, form, text)));
        }
        return questions;
    }

    private static Given at(String name, ExampleForm form, String text) {
        try {
            return form.given(text);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException("%s: %s".formatted(name, refused.getMessage()), refused);
        }
    }

    /// The texts of a stream, one in each line.
    ///
    /// @param stream for a person: `standard input`
    /// @throws InvalidRequestException when it is empty, a line is too long, or it is no text in UTF-8
    public static List<Question> ofLines(String stream, InputStream content, ExampleForm form) {
        List<String> lines = TextLines.read(stream, content);
        return IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    String name = "%s, line %d".formatted(stream, i + 1);
                    return new Question(name, () -> at(name, form, lines.get(i)));
                })
                .toList();
    }

    private static boolean holdsArray(Path path) {
        return path.toString().endsWith(".npy");
    }

    /// Whether a path is read as a table.
    public static boolean holdsTable(Path path) {
        return CsvFile.named(path) && !Files.isDirectory(path);
    }

    /// Whether a path is read as an image or a folder of them.
    public static boolean holdsPictures(Path path) {
        return !holdsArray(path) && !holdsTable(path);
    }

    private static List<Question> rows(Path file, Tensor array, Map<Integer, List<String>> filled) {
        Check.require(
                array.shape().rank() >= 2,
                "the array %s has the shape %s; it must be [rows, …], an example in each row"
                        .formatted(file, array.shape()));
        int width = array.shape().example().size();
        List<Question> questions = new ArrayList<>();
        for (int row = 0; row < array.shape().extent(0); row++) {
            int from = row * width;
            List<String> fills = filled.getOrDefault(row, List.of());
            questions.add(new Question(
                    "%s row %d".formatted(file, row),
                    () -> new Given(Arrays.copyOfRange(array.values(), from, from + width), null, null, fills)));
        }
        return questions;
    }

    private static List<Path> within(Path folder) {
        try {
            List<Path> found = FilesWithin.deep(folder, PictureFormat::named);
            if (found.isEmpty()) {
                throw new InvalidRequestException(
                        "the folder %s has no images: nothing in it ends in .jpg, .png, .gif, .bmp, .webp or .tiff"
                                .formatted(folder));
            }
            return found;
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the folder %s cannot be read: %s".formatted(folder, unreadable.getMessage()), unreadable);
        }
    }

    private static Picture seen(Path file, Picture picture, ExampleForm form) {
        try {
            return form.seen(picture);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException("%s: %s".formatted(file, refused.getMessage()), refused);
        }
    }

    private static Given read(Path file, ExampleForm form, boolean kept) {
        Picture picture = Picture.read(file);
        Picture seen = seen(file, picture, form);
        return new Given(form.values(seen), seen, kept ? picture.within(THUMBNAIL) : null);
    }
}
