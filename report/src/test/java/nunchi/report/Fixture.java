package nunchi.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Folders as a lab and a repetition leave them, with the numbers of a network of study D trained in NumPy and of
/// scikit-learn's MLPClassifier (NumPy 1.24, scikit-learn 1.2); the journals are thinned.
final class Fixture {
    static final String LAB = "lab";
    static final String RUN = "lab/network";
    static final String REPETITION = "repeat";

    private static final Set<String> JARS = new HashSet<>();

    private Fixture() {}

    /// Copies a folder, so that a test may damage it.
    static Path copy(String name, Path target, CopyOption... options) {
        Path source = path("/nunchi/report/" + name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, options);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of all explanations, without their ending.
    static List<String> explanations() {
        try (Stream<Path> files = Files.list(path("/nunchi/report/mathematics"))) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In a folder of classes, or in a jar of them, which stays open.
    private static synchronized Path path(String resource) {
        try {
            URI place = Fixture.class.getResource(resource).toURI();
            if (place.getScheme().equals("jar")
                    && !JARS.contains(place.toString().split("!")[0])) {
                FileSystems.newFileSystem(place, Map.of());
                JARS.add(place.toString().split("!")[0]);
            }
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
