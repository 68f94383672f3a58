package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// The program installed as a person has it, and started by its launcher.
final class Installation {
    static final Path SCRIPT = Path.of("..", "nunchi").toAbsolutePath().normalize();
    /// Parts of the names of what only tests need.
    private static final List<String> OF_TESTS = List.of(
            "test-classes", "junit", "assertj", "opentest4j", "byte-buddy", "apiguardian", "jspecify", "surefire");

    private Installation() {}

    /// The program as it is installed, and an older Java that comes first.
    static void into(Path place) throws IOException {
        Files.createDirectories(place.resolve("installed/lib"));
        Files.copy(SCRIPT, place.resolve("installed/nunchi"));
        executable(place.resolve("installed/nunchi"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path path = Path.of(entry);
            if (OF_TESTS.stream()
                            .noneMatch(part -> path.getFileName().toString().contains(part))
                    && Files.exists(path)) {
                String name = Files.isDirectory(path)
                        ? "classes%d.jar".formatted(number++)
                        : path.getFileName().toString();
                put(path, place.resolve("installed/lib").resolve(name));
            }
        }
        // An older Java comes first, on the path and by name; a good one lies in one of the usual places.
        Path older = Files.createDirectories(place.resolve("older/bin"));
        executable(Files.writeString(
                older.resolve("java"), "#!/bin/sh\necho 'the older Java was started' >&2\nexit 99\n"));
        Files.writeString(place.resolve("older/release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.createDirectories(place.resolve("home/.jdks"));
        Files.createSymbolicLink(place.resolve("home/.jdks/good"), Path.of(System.getProperty("java.home")));
    }

    private static void put(Path classes, Path jar) throws IOException {
        if (Files.isRegularFile(classes)) {
            Files.copy(classes, jar);
            return;
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file);
                Stream<Path> inside = Files.walk(classes)) {
            for (Path each : inside.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, packed);
            }
        }
    }

    static Path executable(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static Answer launch(Path place, Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(program.toString());
        return launch(place, command);
    }

    static Answer launch(Path place, List<String> command) {
        try {
            Path output = Files.createTempFile(place, "output", ".txt");
            Path errors = Files.createTempFile(place, "errors", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("JAVA_HOME", place.resolve("older").toString());
            builder.environment().put("HOME", place.resolve("home").toString());
            builder.environment()
                    .merge("PATH", place.resolve("older/bin").toString(), (usual, older) -> older + ":" + usual);
            builder.environment().remove("NUNCHI_JVM_OPTS");
            Process process = builder.start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Answer(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
