package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nunchi.run.RunFolder;

/// Ends work after a Ctrl-C or a kill: it leaves a checkpoint of the last epoch that it has ended, as long as that is
/// quickly done, and a sentence says where the work lies and how it goes on.
final class Interruption implements AutoCloseable {
    /// A person expects a program to end within a second.
    private static final long MOST_MILLISECONDS = 700;

    private final Thread last;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// @param command that goes on with the folder: `nunchi run --resume`
    Interruption(PrintWriter errors, Terminal terminal, String command, Path folder) {
        Thread working = Thread.currentThread();
        last = new Thread(() -> {
            working.interrupt();
            awaitEnd();
            if (Files.exists(folder)) {
                errors.print((terminal.interactive() ? System.lineSeparator() : "")
                        + sentence(command, folder)
                        + System.lineSeparator());
                errors.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(last);
    }

    private void awaitEnd() {
        try {
            boolean _ = ended.await(MOST_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
        }
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

    /// The work has ended, by itself or since the program is being stopped; then nothing more is to be said or done.
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException stopping) {
            new CompletableFuture<Void>().join();
        }
    }
}
