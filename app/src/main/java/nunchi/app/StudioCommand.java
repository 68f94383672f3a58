package nunchi.app;

import java.awt.Desktop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
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
            description = "Folder with runs in it (default: ${DEFAULT-VALUE}).")
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
        try (Studio studio = Studio.start(folder, port, new ProgramCommands())) {
            Runtime.getRuntime().addShutdownHook(new Thread(studio::close));
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
