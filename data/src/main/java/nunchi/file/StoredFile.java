package nunchi.file;

import java.nio.file.Path;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file that Nunchi wrote and that anyone may have changed since: a text where a number stood, a key that is gone,
/// nesting without end.
public final class StoredFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StoredFile() {}

    /// Makes something of a file's content.
    ///
    /// @param reading must do nothing else: whatever it throws is taken for the file's fault
    /// @throws InvalidRequestException when the content is not what Nunchi wrote, with the file's name
    public static <T> T read(Path file, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StoppedException stopped) {
            throw stopped;
        } catch (RuntimeException | StackOverflowError damaged) {
            throw damaged(file.toString(), damaged);
        }
    }

    /// A text of JSON, which holds one value and no key twice.
    ///
    /// @throws JacksonException when it is none, or is nested too deeply
    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /// The complaint that a file, or one of several, is damaged; one that names it already stays as it is.
    public static InvalidRequestException damaged(String names, Throwable damaged) {
        if (damaged instanceof InvalidRequestException refused
                && refused.getMessage().contains(names)) {
            return refused;
        }
        return new InvalidRequestException(
                "%s is damaged: %s; bring it back from a copy".formatted(names, reason(damaged)), damaged);
    }

    /// What is wrong with a content, in words.
    public static String reason(Throwable damaged) {
        if (damaged instanceof StackOverflowError || damaged instanceof StreamConstraintsException) {
            return "it is nested too deeply, or a number or text in it is too long";
        }
        if (damaged instanceof JacksonException unreadable && unreadable.getLocation() != null) {
            TokenStreamLocation place = unreadable.getLocation();
            return "line %d, column %d: %s"
                    .formatted(place.getLineNr(), place.getColumnNr(), problem(unreadable.getOriginalMessage()));
        }
        String message = damaged.getMessage();
        return message == null ? damaged.getClass().getSimpleName() : problem(message);
    }

    private static String problem(String message) {
        String first = message.lines().findFirst().orElse("");
        return first.startsWith("Trailing token")
                ? "something follows its end"
                : first.replaceFirst("^Duplicate Object property \"(.*)\"$", "the key '$1' is given twice");
    }
}
