package nunchi.app;

import java.util.Locale;

/// The program.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ErrorStream.install();
        // Numbers are written the same way everywhere, as in the files.
        Locale.setDefault(Locale.ROOT);
        BuildInUse.hold();
        System.exit(CommandLineProgram.execute(CommandLineProgram.standard(), arguments));
    }
}
