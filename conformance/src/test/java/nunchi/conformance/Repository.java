package nunchi.conformance;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the sources lie that the tests read.
final class Repository {
    private Repository() {}

    /// The folder that holds all modules.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("core/src"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
