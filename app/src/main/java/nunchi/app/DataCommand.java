package nunchi.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `nunchi data`.
@Command(
        name = "data",
        header = "Lists, downloads and checks data sets.",
        footer = {"", "Examples:", "  nunchi data list", "  nunchi data get cifar-10"},
        subcommands = {DataListCommand.class, DataGetCommand.class, DataCheckCommand.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        command.usage(command.getOut());
    }
}
