package nunchi.app;

import java.nio.file.Path;
import java.util.Optional;
import nunchi.run.RunOptions;
import nunchi.run.Unfinished;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Integer threads;

    /// Of a command that needs no data set.
    RunOptions options() {
        RunOptions options = new RunOptions();
        return threads == null ? options : options.withThreads(threads);
    }

    /// Says where the model that the command uses is none of a run that has ended.
    ///
    /// @return of which epoch it is then
    Optional<Unfinished> note(Path run) {
        Optional<Unfinished> noted = Unfinished.of(run, options());
        noted.ifPresent(unfinished -> CommandLineProgram.say(spec.commandLine().getErr(), unfinished.toString()));
        return noted;
    }

    RunOptions options(DataPlace data) {
        return options().withData(data.catalogue());
    }
}
