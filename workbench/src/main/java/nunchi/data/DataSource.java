package nunchi.data;

import java.util.List;
import java.util.Optional;

/// A data set that can be asked for by name.
public interface DataSource {
    String name();

    /// What it is and whose, in one line.
    String description();

    /// The rows of the training part and, where the set has one of its own, of the test part.
    List<Integer> rows();

    /// Where it was found, in words or as a path; empty where it is absent.
    Optional<String> place(DataFolders folders);

    /// The training part and, where the set has one of its own, the test part.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is absent or damaged: which file, what was found and expected
    Parts load(DataFolders folders);
}
