package nunchi.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import nunchi.check.Check;
import nunchi.check.StoppedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi shell [FILE]`: the JDK's own shell as a process of its own, with Nunchi on its module path.
@Command(
        name = "shell",
        header = "Opens JShell with Nunchi imported, or runs a JShell file.",
        description = {
            "Everything of the module nunchi.workbench is imported, so that classes need no import.",
            "An error in a file is printed, and the file goes on. The exit code is then 1, unless /exit in the file gives another one."
        },
        footer = {
            "",
            "Examples:",
            "  nunchi shell",
            "  nunchi shell study.jsh",
            "  echo 'IO.println(Digits.load().size())' | nunchi shell"
        })
final class ShellCommand implements Callable<Integer> {
    private static final String START = """
            import module java.base;
            import module nunchi.workbench;
            """;
    private static final String HINT = """
            JShell with everything of Nunchi imported: Datasets data = new Datasets(Digits.load());
            Tab completes and shows documentation, /help lists commands, /exit ends.
            """;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "JShell file to run (default: open the shell).")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Path shell = shell(Path.of(System.getProperty("java.home")));
        Check.require(file == null || Files.isRegularFile(file), "there is no file %s".formatted(file));
        if (file == null && isWatched()) {
            spec.commandLine().getOut().print(HINT);
            spec.commandLine().getOut().flush();
        }
        try {
            return run(shell);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @throws nunchi.check.InvalidRequestException when the Java runtime in this folder has none
    static Path shell(Path java) {
        Path shell = java.resolve("bin").resolve(File.separatorChar == '\\' ? "jshell.exe" : "jshell");
        Check.require(
                Files.isExecutable(shell),
                "the Java runtime in %s has no JShell (module jdk.jshell); install a whole JDK 25 or newer and set JAVA_HOME to it"
                        .formatted(java));
        return shell;
    }

    /// Whether a person types, and no file or other program is read.
    private static boolean isWatched() {
        return System.console() != null && System.console().isTerminal();
    }

    private int run(Path shell) throws IOException {
        Path folder = Files.createTempDirectory("nunchi-shell");
        Path start = Files.writeString(folder.resolve("start.jsh"), START);
        Path end = Files.writeString(folder.resolve("end.jsh"), "/exit\n");
        try {
            List<String> command = command(shell, start);
            command.addAll(
                    file != null
                            ? List.of("-s", file.toString(), end.toString())
                            : isWatched() ? List.of("--feedback", "concise") : List.of("-s", "-"));
            return file == null && isWatched()
                    ? new ProcessBuilder(command).inheritIO().start().waitFor()
                    : unwatched(command);
        } catch (InterruptedException stopped) {
            throw new StoppedException("the shell was stopped", stopped);
        } finally {
            Files.deleteIfExists(start);
            Files.deleteIfExists(end);
            Files.deleteIfExists(folder);
        }
    }

    /// @return 1 where a line failed and the file gives no other exit code
    private static int unwatched(List<String> command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(command)
                .inheritIO()
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        boolean failed = ShellErrors.copied(shell.getErrorStream(), System.err);
        int code = shell.waitFor();
        return failed && code == 0 ? 1 : code;
    }

    /// The backend is for the programs alone: the compiler would warn of its incubating module at every error.
    private static List<String> command(Path shell, Path start) {
        List<String> command = new ArrayList<>(List.of(
                shell.toString(),
                ShellErrors.IN_ENGLISH,
                "--module-path",
                System.getProperty("jdk.module.path", ""),
                "--add-modules",
                "nunchi.workbench",
                "-R--add-modules=nunchi.cpu,jdk.incubator.vector",
                "-R-Xlog:disable",
                "--startup",
                start.toString()));
        Arrays.stream(System.getenv().getOrDefault("NUNCHI_JVM_OPTS", "").split(" +"))
                .filter(option -> !option.isEmpty())
                .forEach(option -> command.add("-R" + option));
        return command;
    }
}
