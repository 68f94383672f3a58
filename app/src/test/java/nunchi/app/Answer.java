package nunchi.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import nunchi.search.TrialExecutor;
import org.jspecify.annotations.Nullable;

/// What the program says to a request, and the code with which it ends.
record Answer(int code, String output, String errors) {
    static Answer to(String... request) {
        return by(null, request);
    }

    /// @param executor of searches; null for threads of this process
    static Answer by(@Nullable TrialExecutor executor, String... request) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = CommandLineProgram.execute(
                CommandLineProgram.standard(executor)
                        .setOut(new PrintWriter(output))
                        .setErr(new PrintWriter(errors)),
                request);
        return new Answer(
                code, output.toString().replace("\r\n", "\n"), errors.toString().replace("\r\n", "\n"));
    }
}
