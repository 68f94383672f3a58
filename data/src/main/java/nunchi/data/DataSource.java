package nunchi.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A data set that can be asked for by name.
public interface DataSource {
    /// As experiments and `nunchi data` name it.
    String name();

    /// What it is and whose, in one line.
    String description();

    /// The rows of the training set and, where the set has one of its own, of the test set.
    List<Integer> rows();

    /// What it can be downloaded as; nothing where it needs no files.
    default List<Download> downloads() {
        return List.of();
    }

    /// Where it was found, in words or as a path; empty where it is absent.
    default Optional<String> place(DataFolders folders) {
        return files().folder(folders).map(Path::toString);
    }

    /// The folder that its files belong in, beside those of other sets: its name, unless sets share their files.
    default String folder() {
        return name();
    }

    /// Looks at each of its files.
    default List<FileCheck> check(DataFolders folders) {
        return files().check(folders);
    }

    /// The training set and, where the set has one of its own, the test set.
    ///
    /// @param reading a set of known form takes no key of it
    /// @throws nunchi.check.InvalidRequestException when it is absent or damaged: which file, what was found and
    ///                                              expected; or a key means nothing to it
    Datasets load(DataFolders folders, Reading reading);

    private SourceFiles files() {
        return new SourceFiles(folder(), downloads());
    }
}
