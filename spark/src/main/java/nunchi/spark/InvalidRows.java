package nunchi.spark;

import java.util.Locale;
import java.util.stream.Stream;

/// What becomes of rows that cannot be predicted: nulls, numbers that are not finite or too few, damaged or blank
/// images, empty texts.
enum InvalidRows {
    /// The job ends with the row's content.
    ERROR,
    /// The row is left out.
    SKIP,
    /// The row stays, with nulls as what is said of it.
    KEEP;

    /// As parameters name it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static InvalidRows named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static String[] words() {
        return Stream.of(values()).map(InvalidRows::word).toArray(String[]::new);
    }
}
