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
                errors.print((terminal.interactive() ? System.lineSeparator() : "")
                        + sentence(command, folder)
                        + System.lineSeparator());
                errors.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(last);
    }

    static String sentence(String command, Path folder) {
        boolean known =
                Stream.of(RunFolder.EXPERIMENT, RunFolder.RESULT).anyMatch(file -> Files.exists(folder.resolve(file)));
        if (!known) {
            return "nunchi: interrupted before anything was kept; delete %s, or choose another folder, and start again"
                    .formatted(folder);
        }
        String stage = Stage.of(folder);
        String interrupted = "nunchi: interrupted" + (stage.isEmpty() ? "" : " " + stage);
        return new RunFolder(folder).holdsWork()
                ? "%s; what was trained up to the last checkpoint lies in %s, and '%s %2$s' goes on with it"
                        .formatted(interrupted, folder, command)
                : "%s before the first checkpoint, so no training is kept; '%s %s' begins anew"
                        .formatted(interrupted + (stage.isEmpty() ? "" : ","), command, folder);
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
