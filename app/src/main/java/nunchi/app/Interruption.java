package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nunchi.run.RunFolder;

/// Says after a Ctrl-C or a kill where the work lies and how it goes on.
final class Interruption implements AutoCloseable {
    private final Thread last;

    /// @param command that goes on with the folder: `nunchi run --resume`
    Interruption(PrintWriter errors, Terminal terminal, String command, Path folder) {
        last = new Thread(() -> {
            if (Files.exists(folder)) {
                errors.print((terminal.interactive() ? System.lineSeparator() : "") + sentence(command, folder) + System.lineSeparator());
                errors.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(last);
    }

    static String sentence(String command, Path folder) {
        boolean known = Stream.of(RunFolder.EXPERIMENT, RunFolder.RESULT).anyMatch(file -> Files.exists(folder.resolve(file)));
        if (!known) {
            return "nunchi: interrupted before anything was kept; delete %s, or choose another folder, and start again".formatted(folder);
        }
        return (new RunFolder(folder).holdsWork() ? "nunchi: interrupted; what was trained up to the last checkpoint lies in %1$s, and '%2$s %1$s' goes on with it"
                : "nunchi: interrupted before the first checkpoint, so no training is kept; '%2$s %1$s' begins anew").formatted(folder, command);
    }

    /// The work has ended by itself.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException late) {
            // The program is being stopped already, and the sentence is said.
            return;
        }
    }
}
