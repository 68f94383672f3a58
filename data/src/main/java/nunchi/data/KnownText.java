package nunchi.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.check.InvalidRequestException;
import nunchi.file.GivenFile;

/// A text file of a data set that is known by name: on its own, or in the archive that mirrors offer.
///
/// @param set     the data set's name, as its folder is called
/// @param file    name of the text file
/// @param sha256  of its content
/// @param bytes   that it has at most
/// @param archive name of what mirrors offer; the file's own where it is no archive
/// @param mirrors the addresses of the archive
record KnownText(String set, String file, String sha256, long bytes, String archive, List<URI> mirrors) {
    List<Download> downloads() {
        SequencedMap<String, String> contents = new LinkedHashMap<>();
        contents.put(file, sha256);
        return List.of(new Download(archive, "", contents, bytes, mirrors));
    }

    SourceFiles files() {
        return new SourceFiles(set, downloads());
    }

    Map<String, String> checksums() {
        return Map.of(file, sha256);
    }

    /// @throws InvalidRequestException when it is absent, or another file than the one that is known
    String read(DataFolders folders) {
        Download download = downloads().getFirst();
        Path folder = files().require(folders);
        Path path = SourceFiles.archive(folder, download)
                .or(() -> SourceFiles.plain(folder, download, file))
                .orElseThrow();
        byte[][] found = new byte[1][];
        Archive.walk(path, download.limit(), (name, content) -> {
            if (name.equals(file)) {
                found[0] = content.readAllBytes();
            }
        });
        if (found[0] == null) {
            throw new InvalidRequestException("%s is damaged: it has no file %s; fetch it again".formatted(path, file));
        }
        SourceFiles.requireChecksum(set, path, download, Map.entry(file, Sha256.of(found[0])));
        try {
            return GivenFile.text(found[0]);
        } catch (IOException binary) {
            throw new InvalidRequestException("%s is no text in UTF-8; fetch it again".formatted(path), binary);
        }
    }
}
