package nunchi.lab;

import java.nio.file.Path;
import java.util.List;
import nunchi.run.RunFolder;

/// A lab that has been run.
public record Outcomes(Path folder, List<Labs.Outcome> members) {
    /// The page on all of them.
    public Path report() {
        return folder.resolve(RunFolder.REPORT);
    }
}
