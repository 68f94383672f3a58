package nunchi.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Folders that are made for something, and go again where it comes to nothing.
public final class MadeFolders {
    private MadeFolders() {}

    /// Makes a folder with those that it lies in.
    ///
    /// @return those that were not there before, the innermost first
    /// @throws IOException where it cannot be made; then none is
    public static List<Path> make(Path folder) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder.toAbsolutePath(); each != null && !Files.exists(each); each = each.getParent()) {
            missing.add(each);
        }
        try {
            Files.createDirectories(folder);
            return missing;
        } catch (IOException refused) {
            removeEmpty(missing);
            throw refused;
        }
    }

    /// @param made the innermost first; one that holds something stays, and so do those that it lies in
    public static void removeEmpty(List<Path> made) {
        for (Path folder : made) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException used) {
                // its content is not ours to delete
                continue;
            }
        }
    }
}
