package nunchi.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `nunchi data`.
@Command(
        name = "data",
        header = "Tells of the data sets.",
        footer = {"", "Example:", "  nunchi data list"},
        subcommands = DataListCommand.class)
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        command.usage(command.getOut());
    }
}
