package nunchi.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes records as JSON and reads them: the components of a record are the keys of an object, in their order.
///
/// | type of the component | in the file | where it is absent |
/// |---|---|---|
/// | `int`, `long`, `boolean` | a whole number, true or false | refused |
/// | `Integer`, `Long`, `Boolean`, `String`, a record | the same, a text, an object | null, and left out |
/// | `double` | a number; NaN, what was not measured, is null, and what is infinite ±1E+999 | NaN |
/// | `Double` | a number; NaN is null | null, and left out |
/// | `List` | a list | empty; null is left out |
/// | `SequencedMap` of texts | an object | empty; null is left out |
/// | `Object` | a number, a text or null | null |
/// | `JsonNode` | anything, as an experiment has it | missing, and left out |
///
/// Other keys than a record's are let be: a later version may have written them. A value of another type is refused.
public final class Codec {
    private static final JsonMapper LINE = JsonMapper.builder().build();
    private static final JsonMapper PAGE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Codec() {}

    /// The keys and values of a record.
    public static ObjectNode tree(Record record) {
        return RecordWriter.object(record);
    }

    /// On one line, without its end.
    public static String line(Record record) {
        return line(tree(record));
    }

    /// On one line, without its end.
    public static String line(JsonNode tree) {
        return LINE.writeValueAsString(tree);
    }

    /// A list of texts on one line.
    public static String line(List<String> texts) {
        return line(RecordWriter.list(texts));
    }

    /// Indented, as the bytes of a file.
    public static byte[] page(Record record) {
        return page(tree(record));
    }

    /// Indented, as the bytes of a file.
    public static byte[] page(JsonNode tree) {
        return (PAGE.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// On one line, as the bytes of a file.
    public static byte[] compact(Record record) {
        return (line(record) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @throws nunchi.check.InvalidRequestException where a required key is missing, or a key does not hold what is
    ///                                              written there, with the name of the key
    /// @throws tools.jackson.core.JacksonException where the text is no JSON, or has a key twice
    public static <T extends Record> T read(String text, Class<T> type) {
        return read(StoredFile.json(text), type);
    }

    /// @throws nunchi.check.InvalidRequestException as [#read]
    public static <T extends Record> T read(JsonNode tree, Class<T> type) {
        return type.cast(RecordReader.object(tree, type, ""));
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
        return type.cast(RecordReader.empty(type));
    }
}
