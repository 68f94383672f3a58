package nunchi.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.RecordCodec;
import nunchi.codec.Tree;
import nunchi.file.GivenFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.train.MetricValues;

/// Writes the records of a run folder's files as JSON and reads them, as [RecordCodec#ofProgram] has it.
public final class Codec {
    private static final RecordCodec RECORDS = RecordCodec.ofProgram()
            .with(MetricValues.class, FileForms::figures, FileForms::figures)
            .with(Scores.class, FileForms::scores, FileForms::scores);

    private Codec() {}

    /// The keys and values of a record.
    public static Tree.Fields tree(Record record) {
        return RECORDS.tree(record);
    }

    /// On one line, without its end.
    public static String line(Record record) {
        return Json.line(tree(record));
    }

    /// A list of texts on one line.
    public static String line(List<String> texts) {
        return Json.line(Tree.of(texts.stream().map(Tree::of).toList()));
    }

    /// Indented, as the bytes of a file.
    public static byte[] page(Record record) {
        return Json.page(tree(record));
    }

    /// On one line, as the bytes of a file.
    public static byte[] compact(Record record) {
        return (line(record) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @throws nunchi.check.InvalidRequestException where a required key is missing, or a key does not hold what is
    ///     written there, with the name of the key
    /// @throws nunchi.codec.MalformedException where the text is no JSON, or has a key twice
    public static <T extends Record> T read(String text, Class<T> type) {
        return read(Json.parse(text), type);
    }

    /// @throws nunchi.check.InvalidRequestException as [#read]
    public static <T extends Record> T read(Tree tree, Class<T> type) {
        return RECORDS.read(tree, type);
    }

    /// A file.
    ///
    /// @return empty where there is none
    /// @throws InvalidRequestException where it cannot be read or is damaged, with its name
    public static <T extends Record> Optional<T> read(Path file, Class<T> type) {
        return read(file, type, record -> record);
    }

    /// A file, of which something is made.
    ///
    /// @param made from the record; whatever it throws is taken for the file's fault
    public static <T extends Record, U> Optional<U> read(Path file, Class<T> type, Function<T, U> made) {
        try {
            String text = Files.exists(file) ? GivenFile.text(file) : null;
            return text == null
                    ? Optional.empty()
                    : Optional.of(StoredFile.read(file, () -> made.apply(read(text, type))));
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        }
    }

    /// A record of which every key is absent.
    ///
    /// @param type without primitive whole numbers, which cannot be absent
    public static <T extends Record> T empty(Class<T> type) {
        return RecordCodec.empty(type);
    }
}
