package nunchi.studio;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.experiment.ExperimentFile;
import nunchi.run.Forks;
import nunchi.run.RunOptions;
import nunchi.run.Runs;

/// A small program that trains as the page asks, from the class path of the tests.
public final class TrainingProgram {
    private TrainingProgram() {}

    /// Its command lines.
    static final TrainingCommands COMMANDS = new TrainingCommands() {
        @Override
        public List<String> run(Path out) {
            return command(List.of("run", out.toString()));
        }

        @Override
        public List<String> fork(Path run, int epoch, List<String> changes, Path out) {
            List<String> arguments = new ArrayList<>(List.of("fork", out.toString(), run.toString(), "" + epoch));
            arguments.addAll(changes);
            return command(arguments);
        }
    };

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProgram.class.getName()));
        command.addAll(arguments);
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        RunOptions options = new RunOptions().withThreads(1).withOut(Path.of(arguments[1]));
        Thread working = Thread.currentThread();
        Thread last = new Thread(() -> {
            working.interrupt();
            try {
                working.join(5000);
            } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(last);
        try {
            if (arguments[0].equals("run")) {
                String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
                Runs.run(new ExperimentFile().parse(text), options);
            } else {
                List<String> changes = Arrays.asList(arguments).subList(4, arguments.length);
                Forks.fork(Path.of(arguments[2]), Integer.parseInt(arguments[3]), changes, options);
            }
        } catch (InvalidRequestException refused) {
            System.err.println("nunchi: " + refused.getMessage());
            Runtime.getRuntime().halt(2);
        } catch (StoppedException stopped) {
            return;
        }
    }
}
