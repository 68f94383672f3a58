package nunchi.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What the program says to a request, and the code with which it ends.
record Answer(int code, String output, String errors) {
    static Answer to(String... request) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = CommandLineProgram.execute(
                CommandLineProgram.standard().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors)), request);
        return new Answer(
                code, output.toString().replace("\r\n", "\n"), errors.toString().replace("\r\n", "\n"));
    }
}
