package nunchi.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What JShell writes to its standard error: messages about lines that failed, and what the lines themselves write.
final class ShellErrors {
    /// An option of JShell, so that its messages are those of [#FAILED].
    static final String IN_ENGLISH = "-J-Duser.language=en";

    private static final Pattern FAILED = Pattern.compile("Error:|Exception [\\w.$]+(: .*)?"
            + "|(Invalid command|Incomplete input): .*|File '.*' for '/open' is not found\\.");
    private static final int CHUNK = 8192;

    private ShellErrors() {}

    /// Copies everything as soon as it comes.
    ///
    /// @return whether a line failed
    static boolean copied(InputStream errors, OutputStream to) throws IOException {
        boolean failed = false;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int size = errors.read(chunk); size >= 0; size = errors.read(chunk)) {
            to.write(chunk, 0, size);
            to.flush();
            for (int i = 0; i < size; i++) {
                if (chunk[i] == '\n') {
                    failed |= isFailure(line);
                    line.reset();
                } else {
                    line.write(chunk[i]);
                }
            }
        }
        return failed || isFailure(line);
    }

    private static boolean isFailure(ByteArrayOutputStream line) {
        return FAILED.matcher(line.toString(StandardCharsets.UTF_8).stripTrailing())
                .matches();
    }
}
