package nunchi.app;

import java.util.Locale;
import nunchi.search.TrialExecutor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// The program. `Main` starts it, which is compiled for older versions of Java too.
public final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        System.exit(run(null, arguments));
    }

    /// What the program does in another one, such as one of a cluster.
    ///
    /// @param executor of searches; null for threads of this process
    /// @return the exit code
    public static int run(@Nullable TrialExecutor executor, String... arguments) {
        ErrorStream.install();
        // Numbers are written the same way everywhere, as in the files.
        Locale.setDefault(Locale.ROOT);
        BuildInUse.hold();
        StandardOutput output = StandardOutput.install();
        CommandLine program = CommandLineProgram.standard(executor);
        int code = CommandLineProgram.execute(program, arguments);
        return CommandLineProgram.withOutput(code, program, output);
    }
}
