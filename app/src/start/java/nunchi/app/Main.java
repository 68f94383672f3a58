package nunchi.app;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/// Starts the program, or says which Java it needs. This class alone is compiled for Java 8, so that an older Java says
/// a sentence in place of `UnsupportedClassVersionError`; the program is therefore named by a string.
public final class Main {
    private static final String PROGRAM = "nunchi.app.Program";
    private static final int NEEDED = 25;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private Main() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (version() < NEEDED) {
            end(
                    WRONG,
                    "Nunchi needs Java " + NEEDED + " or newer, but Java " + System.getProperty("java.version") + " in "
                            + System.getProperty("java.home")
                            + " was started; install a newer one, for instance from https://adoptium.net, and start its java.");
        }
        try {
            Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failure) {
            if (!(failure.getCause() instanceof OutOfMemoryError)) {
                throw failure;
            }
            full();
        } catch (OutOfMemoryError failure) {
            full();
        }
    }

    /// Java 8 calls itself 1.8.
    private static int version() {
        String version = System.getProperty("java.specification.version");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }

    /// The text is a constant, since no memory is left to make one.
    private static void full() {
        end(
                FAILED,
                "the memory that Java is allowed is too small to start; allow more, for instance NUNCHI_JVM_OPTS=-Xmx1g");
    }

    private static void end(int code, String sentence) {
        PrintStream errors = System.err;
        errors.print("nunchi: ");
        errors.println(sentence);
        Runtime.getRuntime().halt(code);
    }
}
