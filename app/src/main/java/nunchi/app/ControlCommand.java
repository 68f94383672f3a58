package nunchi.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.record.Command;
import nunchi.record.ControlFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi control RUN COMMAND`.
@CommandLine.Command(
        name = "control",
        header = "Pauses, stops or changes a training of any terminal between two of its steps.",
        description = {
            "The training follows within a fifth of a second and a step, and records the change. Both 'nunchi verify' and --resume make it again at the same step.",
            "",
            "With pause it waits before the next step, and with resume it goes on. With stop it ends with the present epoch, as early stopping would, with results and report. With checkpoint it stores one at the end of the present epoch."
        },
        footer = {
            "",
            "Examples:",
            "  nunchi control runs/2026-11-21-1502-digits pause",
            "  nunchi control runs/2026-11-21-1502-digits --set optimizer.learningRate=0.01"
        })
final class ControlCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a run in training.")
    private Path folder;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "COMMAND",
            description = "What it is to do: pause, resume, stop or checkpoint.")
    private @Nullable String command;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Change of a setting: optimizer.learningRate, a number above 0. A schedule is multiplied so that it has this rate at the next step (default: none).")
    private List<String> changes = List.of();

    @Override
    public void run() {
        Check.require(
                (command == null) != changes.isEmpty(),
                "give a command or --set: 'nunchi control RUN pause' or 'nunchi control RUN --set optimizer.learningRate=0.01'");
        List<Command> commands = new ArrayList<>();
        changes.forEach(change -> commands.add(change(change)));
        if (command != null) {
            commands.add(Command.of(command));
        }
        commands.forEach(each -> ControlFile.append(folder, each));
        spec.commandLine().getOut().println("written to " + folder.resolve(ControlFile.NAME));
    }

    private static Command change(String change) {
        int equals = change.indexOf('=');
        Check.require(
                equals > 0,
                "--set %s has no value; expected --set optimizer.learningRate=0.01".formatted(Check.excerpt(change)));
        String value = change.substring(equals + 1);
        try {
            return Command.set(change.substring(0, equals), Double.parseDouble(value));
        } catch (NumberFormatException none) {
            throw new InvalidRequestException(
                    "%s is '%s'; it must be a number above 0"
                            .formatted(change.substring(0, equals), Check.excerpt(value)),
                    none);
        }
    }
}
