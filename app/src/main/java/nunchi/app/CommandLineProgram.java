package nunchi.app;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.check.TooLittleMemoryException;
import nunchi.search.TrialExecutor;
import nunchi.train.TrainingFailedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The commands with what they share: exit codes and how complaints are told.
///
/// | code | meaning |
/// |---|---|
/// | 0 | done |
/// | 1 | the work failed |
/// | 2 | the request was wrong |
final class CommandLineProgram {
    /// As a person would write them: `[kmeans, dbscan]`.
    private static final Pattern CONSTANTS = Pattern.compile("\\[[A-Z_]+(, [A-Z_]+)*]");

    /// Of another file system: `hdfs://…`.
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    private static final String TOO_LITTLE_MEMORY =
            "the memory is full: %d MiB are allowed and more is needed; use less data, a smaller batch or a smaller "
                    + "network, or allow more, for instance NUNCHI_JVM_OPTS=-Xmx8g";
    private static final int MEBIBYTE = 20;

    private CommandLineProgram() {}

    static CommandLine standard() {
        return standard(null);
    }

    /// @param executor of searches; null for threads of this process
    static CommandLine standard(@Nullable TrialExecutor executor) {
        CommandLine program = new CommandLine(new NunchiCommand(executor))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Styles would pass through VisibleText as text.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .registerConverter(Path.class, CommandLineProgram::path)
                // A file of a person's own may be called @name.
                .setExpandAtFiles(false)
                .setOut(VisibleText.to(System.out))
                .setErr(VisibleText.to(System.err))
                .setExecutionStrategy(CommandLineProgram::run)
                .setParameterExceptionHandler(CommandLineProgram::refuse)
                .setExecutionExceptionHandler(CommandLineProgram::fail);
        HelpText.fit(program, Terminal.present().columns());
        return program;
    }

    private static int run(ParseResult request) {
        ParseResult last = request;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        try {
            OutputFile.check(last);
        } catch (InvalidRequestException wrong) {
            throw new CommandLine.ExecutionException(last.commandSpec().commandLine(), wrong.getMessage(), wrong);
        }
        return new CommandLine.RunLast().execute(request);
    }

    /// An empty name would be the working folder.
    private static Path path(String name) {
        if (name.isBlank()) {
            throw new CommandLine.TypeConversionException("the name of a file or folder is empty");
        }
        if (ADDRESS.matcher(name).lookingAt()) {
            throw new CommandLine.TypeConversionException(
                    "'%s' is an address; give a file or folder of this machine".formatted(name));
        }
        return Path.of(name);
    }

    /// Runs the request, whatever becomes of it.
    ///
    /// @return the exit code
    static int execute(CommandLine program, String... arguments) {
        try {
            return program.execute(helpLast(arguments));
        } catch (OutOfMemoryError full) {
            say(
                    program.getErr(),
                    TOO_LITTLE_MEMORY.formatted(Runtime.getRuntime().maxMemory() >> MEBIBYTE));
            return CommandLine.ExitCode.SOFTWARE;
        } catch (StackOverflowError deep) {
            say(
                    program.getErr(),
                    "what was given is nested too deeply; put its parts side by side, or allow more, for instance NUNCHI_JVM_OPTS=-Xss64m");
            return CommandLine.ExitCode.USAGE;
        }
    }

    /// @return the code, or that of failed work where output was lost
    static int withOutput(int code, CommandLine program, StandardOutput output) {
        program.getOut().flush();
        output.failure().ifPresent(reason -> say(program.getErr(), "the output could not be written: " + reason));
        return code == CommandLine.ExitCode.OK && output.failure().isPresent() ? CommandLine.ExitCode.SOFTWARE : code;
    }

    /// `-h run` and `help run` ask for the help of `run`, as `run -h` does.
    private static String[] helpLast(String... arguments) {
        if (arguments.length == 0 || !List.of("-h", "--help", "help").contains(arguments[0])) {
            return arguments;
        }
        List<String> words = new ArrayList<>(List.of(arguments));
        words.set(0, "--help");
        int end = words.indexOf("--");
        Collections.rotate(words.subList(0, end < 0 ? words.size() : end), -1);
        return words.toArray(String[]::new);
    }

    private static int refuse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        say(command.getErr(), complaint(wrong));
        return CommandLine.ExitCode.USAGE;
    }

    private static String complaint(ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().getFirst();
            if (unmatched.isUnknownOption()) {
                String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
                return Check.unknown("option", name, options(command)).getMessage();
            }
            if (!command.subcommands().isEmpty()) {
                return Check.unknown(
                                "command",
                                first,
                                Stream.concat(command.subcommands().keySet().stream(), options(command).stream())
                                        .toList())
                        .getMessage();
            }
            return "'%s' is one argument too many; see '%s --help'"
                    .formatted(Check.excerpt(first), command.qualifiedName());
        }
        String plain = message(wrong)
                .replace(" (case-insensitive)", "")
                .replaceFirst("is not an? (int|long)$", "is not a whole number")
                .replaceFirst("is not a double$", "is not a number");
        String message =
                CONSTANTS.matcher(plain).replaceAll(names -> names.group().toLowerCase(Locale.ROOT));
        return "%s%s; see '%s --help'"
                .formatted(
                        message.substring(0, 1).toLowerCase(Locale.ROOT),
                        message.substring(1),
                        command.qualifiedName());
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static int fail(Exception failure, CommandLine command, ParseResult request) {
        rethrowFullMemory(failure);
        PrintWriter errors = command.getErr();
        if (wantsTrace(root(request))) {
            failure.printStackTrace(errors);
        }
        say(errors, sentence(failure));
        return failure instanceof InvalidRequestException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /// Wherever in the request the option stands.
    private static boolean wantsTrace(ParseResult request) {
        return request.hasMatchedOption(NunchiCommand.STACK_TRACE)
                || request.subcommands().stream().anyMatch(CommandLineProgram::wantsTrace);
    }

    private static void rethrowFullMemory(Exception failure) {
        // a training says itself how much memory it needs
        boolean said = failure instanceof TrainingFailedException;
        for (Throwable cause = failure; cause != null && !said; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError full) {
                throw full;
            }
        }
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case StoppedException stopped -> {
                String cause = stopped.getCause() == null
                        ? ""
                        : "; the same command with %s shows where".formatted(NunchiCommand.STACK_TRACE);
                yield "stopped: " + stopped.getMessage() + cause;
            }
            case InvalidRequestException _,
                    TrainingFailedException _,
                    TooLittleMemoryException _,
                    UncheckedIOException _ -> message(failure);
            default ->
                "a fault of Nunchi's own: %s; the same command with %s shows where"
                        .formatted(failure, NunchiCommand.STACK_TRACE);
        };
    }

    /// An exception need not have one; then its kind says what there is to say.
    private static String message(Exception failure) {
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }

    private static ParseResult root(ParseResult request) {
        return request.commandSpec().root().commandLine().getParseResult();
    }

    static void say(PrintWriter errors, String sentence) {
        errors.println(Lines.folded(
                "nunchi: " + VisibleText.visible(Remedies.translated(sentence).replaceAll("\\R+", " ")),
                Terminal.ofErrors().width()));
        errors.flush();
    }
}
