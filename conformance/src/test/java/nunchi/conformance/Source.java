package nunchi.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Java file of the project.
///
/// @param module the folder of its module
record Source(String module, Path file, String text) {
    private static final Path ROOT = Repository.root();
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?([\\w.]+?)(?:\\.\\*)?;", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    /// Of every module that the project's pom names.
    static Stream<Source> all() {
        return modules().stream()
                .flatMap(module -> javaFiles(ROOT.resolve(module)).map(file -> new Source(module, file, read(file))));
    }

    /// What is shipped, without tests.
    static Stream<Source> ofMain() {
        return all().filter(source -> source.file().toString().contains("/src/main/"));
    }

    static List<String> modules() {
        return Pattern.compile("<module>(.+?)</module>")
                .matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    Optional<String> packageName() {
        return PACKAGE.matcher(text).results().map(match -> match.group(1)).findFirst();
    }

    List<String> imports() {
        return IMPORT.matcher(text).results().map(match -> match.group(1)).toList();
    }

    String shown() {
        return ROOT.relativize(file).toString();
    }

    private static Stream<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
