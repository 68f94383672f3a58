package nunchi.app;

import java.util.Locale;
import picocli.CommandLine;

/// The program. `Main` starts it, which is compiled for older versions of Java too.
public final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        ErrorStream.install();
        // Numbers are written the same way everywhere, as in the files.
        Locale.setDefault(Locale.ROOT);
        BuildInUse.hold();
        StandardOutput output = StandardOutput.install();
        CommandLine program = CommandLineProgram.standard();
        int code = CommandLineProgram.execute(program, arguments);
        System.exit(CommandLineProgram.withOutput(code, program, output));
    }
}
