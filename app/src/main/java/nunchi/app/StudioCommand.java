package nunchi.app;

import java.awt.Desktop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunFolder;
import nunchi.studio.Studio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi studio`.
@Command(
        name = "studio",
        header = "Shows a folder of runs in the browser, also while they are trained.",
        description = {
            "The page has a table of all runs, the metrics of those that are chosen epoch by epoch, where their settings differ, and their reports. It follows trainings of any terminal, and can pause, stop or change them; experiments are written in the page too, and their trainings begin from there. Models can be tried by a drawing, a picture, a text or a row. Only this machine can open it, by the address that is printed.",
            "",
            "Ctrl-C ends it, and the trainings that were begun in the page: each leaves a checkpoint for 'nunchi run --resume'. Those of other terminals go on."
        },
        footer = {"", "Example:", "  nunchi studio runs"})
final class StudioCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            defaultValue = "runs",
            description = "Folder with runs in it; this one is made where it is not there (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--no-open", description = "Opens no browser.")
    private boolean closed;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        prepare();
        try (Studio studio = Studio.start(folder, port, new ProgramCommands())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(studio)));
            out.println(studio.address());
            out.flush();
            if (!closed) {
                open(studio.address());
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// The usual folder is made, so that the first training can begin in the page.
    private void prepare() {
        if (folder.equals(RunFolder.RUNS)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException refused) {
                throw new InvalidRequestException(
                        "the folder %s cannot be made; name another folder of runs".formatted(folder), refused);
            }
        }
    }

    /// Says of each training that was begun in the page how it goes on.
    private void end(Studio studio) {
        PrintWriter errors = spec.commandLine().getErr();
        studio.begun()
                .forEach(run ->
                        errors.println("nunchi: the training in %s is ended; 'nunchi run --resume %1$s' goes on with it"
                                .formatted(run)));
        errors.flush();
        studio.close();
    }

    /// Where there is no desktop, the address is printed all the same.
    private static void open(URI address) {
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(address);
            }
        } catch (IOException | UnsupportedOperationException none) {
            return;
        }
    }
}
