package nunchi.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nunchi.studio.TrainingCommands;

/// Trains by this program, started once more: the same Java with the same options.
final class ProgramCommands implements TrainingCommands {
    /// Of the command line and its terminal, which a process without one does not have.
    private static final String OWN = "-Dnunchi.";

    @Override
    public List<String> run(Path out) {
        return command(List.of("run", RunCommand.STANDARD_INPUT, "--out", out.toString()));
    }

    @Override
    public List<String> fork(Path run, int epoch, List<String> changes, Path out) {
        List<String> arguments =
                new ArrayList<>(List.of("fork", run.toString(), "--epoch", "" + epoch, "--out", out.toString()));
        changes.forEach(change -> arguments.addAll(List.of("--set", change)));
        return command(arguments);
    }

    private static List<String> command(List<String> arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Stream.of(List.of(java.toString()), options(), program(), arguments)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith(OWN))
                .toList();
    }

    /// From modules where this one comes from modules, else from the class path.
    private static List<String> program() {
        String main = System.getProperty("jdk.module.main");
        return main == null
                ? List.of("-cp", System.getProperty("java.class.path"), Program.class.getName())
                : List.of("-m", main + "/" + Program.class.getName());
    }
}
