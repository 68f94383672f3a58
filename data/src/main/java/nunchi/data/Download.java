package nunchi.data;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A file that mirrors offer, and what must be in it.
///
/// @param file     its name: `train-images-idx3-ubyte.gz`
/// @param folder   that an archive unpacks its files into; empty for none
/// @param contents the SHA-256 of each file of data within, uncompressed, by its name; empty where it is not known
/// @param most     bytes of the files of data together; what sends or unpacks more is refused
/// @param mirrors  the addresses of the file, first choice first
public record Download(
        String file, String folder, SequencedMap<String, String> contents, long most, List<URI> mirrors) {
    /// What headers, padding and an archive's table may take beside the data.
    private static final long ROOM = 1 << 20;

    public Download {
        contents = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(contents));
        mirrors = List.copyOf(mirrors);
    }

    /// The most bytes of the file, and of what it unpacks to.
    long limit() {
        return most + ROOM;
    }

    /// The file and its checksums for a person: `a.gz (SHA-256 of the content: 12ab…)`.
    String inWords() {
        List<String> known = contents.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> contents.size() == 1 ? entry.getValue() : entry.getKey() + " " + entry.getValue())
                .toList();
        return known.isEmpty()
                ? file
                : "%s (SHA-256 of the content: %s)"
                        .formatted(file, known.stream().collect(Collectors.joining(", ")));
    }
}
