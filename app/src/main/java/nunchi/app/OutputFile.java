package nunchi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.run.RunFiles;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// A kind of file that an option asks a command to write. A file that is there is written over, as long as its name
/// says that it is of this kind and the command does not read it.
enum OutputFile {
    PAGE("--report", "a page is written as a .html file", ".html"),
    HISTORY("--history", "the history is written as a .csv table", ".csv"),
    MODEL("--onnx", "the model is written as a .onnx file", ".onnx"),
    WEIGHTS(
            "--weights",
            "weights are written as a .npz, a .safetensors, or a folder of .npy arrays",
            ".npz",
            ".safetensors",
            ""),
    ROWS("--out", "rows of numbers are written as a .npy array", ".npy");

    private static final List<String> TO_ROWS = List.of("embed", "cluster");

    private final String option;
    private final String rule;
    private final List<String> endings;

    OutputFile(String option, String rule, String... endings) {
        this.option = option;
        this.rule = rule;
        this.endings = List.of(endings);
    }

    /// The kind of file that an option names; empty for an option that names none, or a folder that must be empty.
    static Optional<OutputFile> of(String command, OptionSpec option) {
        return Stream.of(values())
                .filter(kind -> kind.option.equals(option.longestName()) && (kind != ROWS || TO_ROWS.contains(command)))
                .findFirst();
    }

    /// Asks of every file that a command is to write whether it may.
    ///
    /// @throws nunchi.check.InvalidRequestException where its name has another ending, or it is what the command reads
    static void check(ParseResult request) {
        String command = request.commandSpec().name();
        if (command.equals("cluster")
                && request.matchedPositionals().stream()
                        .flatMap(OutputFile::texts)
                        .anyMatch(RowsOptions::isStudy)) {
            return;
        }
        for (OptionSpec option : request.matchedOptions()) {
            of(command, option).ifPresent(kind -> {
                Path file = option.getValue();
                kind.requireEnding(file);
                List<Path> read = Stream.concat(
                                request.matchedPositionals().stream(),
                                request.matchedOptions().stream().filter(other -> other != option))
                        .flatMap(OutputFile::texts)
                        .flatMap(text -> path(text).stream())
                        .toList();
                read.forEach(input -> kind.requireOther(file, input));
            });
        }
    }

    private void requireEnding(Path file) {
        String name =
                file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean plain = endings.contains("") && (Files.isDirectory(file) || !Files.exists(file));
        Check.require(
                plain || endings.stream().anyMatch(ending -> !ending.isEmpty() && name.endsWith(ending)),
                "%s is %s; %s".formatted(option, file, rule));
    }

    private void requireOther(Path file, Path input) {
        Check.require(
                !isSame(file, input), "%s is %s, which this command reads; name another file".formatted(option, file));
        Check.require(
                !Files.isDirectory(input) || !RunFiles.has(input, file),
                "%s is %s, a file of %s or of its data; name another file".formatted(option, file, input));
    }

    private static boolean isSame(Path file, Path input) {
        try {
            return Files.isRegularFile(file) && Files.exists(input) && Files.isSameFile(file, input);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Stream<String> texts(ArgSpec argument) {
        return argument.stringValues().stream();
    }

    /// Nothing of a text that is no file's name.
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
