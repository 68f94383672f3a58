package nunchi.app;

import nunchi.run.RunOptions;
import picocli.CommandLine.Option;

/// The option of all commands that compute with a network.
final class Machine {
    @Option(names = "--threads", paramLabel = "N", description = "Number of threads, 1 to 1024; results do not depend on it (default: one per processor).")
    private Integer threads;

    /// Of a command that needs no data set.
    RunOptions options() {
        RunOptions options = new RunOptions();
        return threads == null ? options : options.withThreads(threads);
    }

    RunOptions options(DataPlace data) {
        return options().withData(data.catalogue());
    }
}
