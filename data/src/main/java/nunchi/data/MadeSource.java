package nunchi.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A data set that is made by a rule, the same every time, and needs no files.
interface MadeSource extends DataSource {
    /// Makes it.
    Datasets make();

    @Override
    default Optional<String> place(DataFolders folders) {
        return Optional.of("made by Nunchi");
    }

    @Override
    default List<FileCheck> check(DataFolders folders) {
        return List.of();
    }

    @Override
    default Datasets load(DataFolders folders, Reading reading) {
        reading.allow(name(), Reading.KNOWN_FORM, Set.of());
        return make();
    }
}
