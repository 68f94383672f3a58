package nunchi.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the values of a data set come from.
///
/// @param attribution who made them, when, under which licence, in one line; empty for a program's own
/// @param checksums   the SHA-256 in hexadecimal digits of the uncompressed content of each file, by its name without
///                    `.gz`
public record Origin(String attribution, Map<String, String> checksums) {
    public static final Origin PROGRAM = new Origin("");

    public Origin {
        checksums = Collections.unmodifiableMap(new LinkedHashMap<>(checksums));
    }

    public Origin(String attribution) {
        this(attribution, Map.of());
    }
}
