package nunchi.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Leaves;
import nunchi.codec.Tree;
import nunchi.data.Sha256;

/// The files that a run is made of and was made from, none of which anything else may take the place of.
public final class RunFiles {
    private static final List<String> OWN =
            List.of(RunFolder.REPORT, RunFolder.BEST, RunFolder.LAST, RunFolder.STATE, RunFolder.FAMILIARITY);

    private RunFiles() {}

    /// Whether a file is one of those that a run, search or study wrote into its folder, or of the data that a run was
    /// trained on; by whatever path or link.
    public static boolean has(Path folder, Path file) {
        try {
            return Files.isRegularFile(file) && (isOwn(folder, file) || isData(new RunFolder(folder), file));
        } catch (IOException | InvalidRequestException unreadable) {
            // whoever reads the folder says what is wrong with it
            return false;
        }
    }

    private static boolean isOwn(Path folder, Path file) throws IOException {
        for (String name : OWN) {
            Path own = folder.resolve(name);
            if (Files.exists(own) && Files.isSameFile(own, file)) {
                return true;
            }
        }
        return false;
    }

    /// By its content, or, since that may have changed after the training, by the name in the experiment.
    private static boolean isData(RunFolder run, Path file) throws IOException {
        Collection<String> recorded = Environment.recorded(run).values();
        if (!recorded.isEmpty()) {
            try (InputStream content = Files.newInputStream(file)) {
                String checksum = Sha256.of(content);
                if (recorded.contains(checksum)) {
                    return true;
                }
            }
        }
        Tree settings = run.trained().path("data");
        return Leaves.of(settings).values().stream()
                .anyMatch(value -> value instanceof Tree.Text(String name) && isSame(name, file));
    }

    private static boolean isSame(String name, Path file) {
        try {
            return Files.exists(Path.of(name)) && Files.isSameFile(Path.of(name), file);
        } catch (IOException | InvalidPathException none) {
            return false;
        }
    }
}
