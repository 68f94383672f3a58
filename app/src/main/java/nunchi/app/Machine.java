package nunchi.app;

import java.nio.file.Path;
import nunchi.run.RunOptions;
import nunchi.run.Unfinished;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option of all commands that compute with a network.
final class Machine {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads, 1 to 1024; results do not depend on it (default: one per processor).")
    private Integer threads;

    /// Of a command that needs no data set.
    RunOptions options() {
        RunOptions options = new RunOptions();
        return threads == null ? options : options.withThreads(threads);
    }

    /// Says where the model that the command uses is none of a run that has ended.
    void note(Path run) {
        Unfinished.of(run, options())
                .ifPresent(
                        unfinished -> CommandLineProgram.say(spec.commandLine().getErr(), unfinished.toString()));
    }

    RunOptions options(DataPlace data) {
        return options().withData(data.catalogue());
    }
}
