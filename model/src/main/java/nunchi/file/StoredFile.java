package nunchi.file;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;

/// A file that Nunchi wrote and that anyone may have changed since: a text where a number stood, a key that is gone,
/// nesting without end.
public final class StoredFile {
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
        if (damaged instanceof StackOverflowError) {
            return "it is nested too deeply, or a number or text in it is too long";
        }
        String message = damaged.getMessage();
        return message == null
                ? damaged.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
