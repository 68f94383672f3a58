package nunchi.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What was found of one file of a data set.
///
/// @param path      the file looked at, an archive perhaps; of an absent one, where it belongs
/// @param file      the file of data
/// @param state     what is the matter
/// @param complaint of a damaged file, what is wrong with it; else null
public record FileCheck(
        Path path, String file, State state, @Nullable String complaint) {

    /// Whether a file is there and what it should be.
    public enum State {
        /// Its content has the checksum that it must have.
        OK,
        /// It is there, but cannot be read or holds something else.
        DAMAGED,
        ABSENT
    }
}
