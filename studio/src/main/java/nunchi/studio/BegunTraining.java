package nunchi.studio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunFolder;

/// A training as a process of its own.
final class BegunTraining {
    private static final int STEP_MILLISECONDS = 50;

    private final Path folder;
    private final Process process;
    private final Thread reader;
    /// What was written to its error stream last: in the end the sentence that says why it failed.
    private volatile String complaint = "";

    private BegunTraining(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::hear);
    }

    /// @param input  what comes by its standard input
    /// @param folder into which it trains
    static BegunTraining begin(List<String> command, String input, Path folder) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BegunTraining training = new BegunTraining(folder, process);
            try (OutputStream out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // its error stream tells why
                return training;
            }
            return training;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void hear() {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (!line.isBlank()) {
                    complaint = line.replaceFirst("^nunchi: ", "");
                }
            }
        } catch (IOException ended) {
            complaint = complaint.isEmpty() ? "the training ended at once" : complaint;
        }
    }

    Path folder() {
        return folder;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Returns when the folder shows that the training goes on, or has ended well; or after some patience.
    ///
    /// @throws InvalidRequestException when it failed before that
    void awaitSign(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (System.nanoTime() < end && process.isAlive() && !goesOn()) {
                process.waitFor(STEP_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            if (!process.isAlive() && process.exitValue() != 0) {
                reader.join();
                throw new InvalidRequestException(complaint);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A search has trials, and a result of its own.
    private boolean goesOn() {
        return Files.exists(folder.resolve(RunIndex.JOURNAL))
                || Files.exists(folder.resolve(RunFolder.EXPERIMENT)) && Files.exists(folder.resolve("trials"));
    }

    void end() {
        process.destroy();
    }
}
