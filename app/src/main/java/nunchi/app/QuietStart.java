package nunchi.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/// Starts a program and takes one line off its error stream: the virtual machine's announcement of the Vector API, for
/// which it has no switch. The launcher for Windows needs it; a shell can do the same without a second virtual machine.
///
/// The arguments are the program's command line; its exit code becomes this one's. The program writes its errors in
/// UTF-8; here they are put in the encoding of the window.
public final class QuietStart {
    private static final String ANNOUNCEMENT = "WARNING: Using incubator modules: jdk.incubator.vector";

    private QuietStart() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(command)
                .redirectInput(Redirect.INHERIT)
                .redirectOutput(Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(program::destroy));
        try (BufferedReader errors = program.errorReader(StandardCharsets.UTF_8)) {
            String line = errors.readLine();
            while (line != null) {
                if (!line.equals(ANNOUNCEMENT)) {
                    System.err.println(line);
                }
                line = errors.readLine();
            }
        }
        Runtime.getRuntime().halt(program.waitFor());
    }
}
