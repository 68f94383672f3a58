package nunchi.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;

/// The files of a data set, and where they are found. A file of data may lie in the archive it was downloaded as, or on
/// its own, in the set's folder or in the folder that the archive unpacks to; the archive is preferred.
///
/// @param set       the data set's name
/// @param downloads what its files are downloaded as
record SourceFiles(String set, List<Download> downloads) {

    /// The first folder that holds every file.
    Optional<Path> folder(DataFolders folders) {
        return folders.of(set).stream()
                .filter(folder -> missing(folder).isEmpty())
                .findFirst();
    }

    /// The same, or a refusal that names the files that are missing and where they belong.
    Path require(DataFolders folders) {
        return folder(folders).orElseThrow(() -> new InvalidRequestException(absent(folders)));
    }

    /// What must be downloaded into a folder for it to hold every file.
    List<Download> missing(Path folder) {
        return downloads.stream()
                .filter(download -> archive(folder, download).isEmpty()
                        && download.contents().sequencedKeySet().stream()
                                .anyMatch(file -> plain(folder, download, file).isEmpty()))
                .toList();
    }

    static Optional<Path> archive(Path folder, Download download) {
        return Optional.of(folder.resolve(download.file())).filter(Files::isRegularFile);
    }

    static Optional<Path> plain(Path folder, Download download, String file) {
        return Stream.of(folder.resolve(download.folder()).resolve(file), folder.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    String absent(DataFolders folders) {
        Path home = folders.of(set).stream()
                .filter(folder -> missing(folder).size() < downloads.size())
                .findFirst()
                .orElse(folders.home(set));
        String looked = folders.of(set).stream().map(Path::toString).collect(Collectors.joining(", "));
        return "%s is not on this machine: %s (looked in %s)".formatted(set, remedy(missing(home), home), looked);
    }

    static String remedy(List<Download> files, Path folder) {
        return "put %s into %s"
                .formatted(files.stream().map(Download::inWords).collect(Collectors.joining(", ")), folder);
    }

    /// @throws InvalidRequestException when a file's checksum is known and another
    static void requireChecksum(String set, Path path, Download download, Map.Entry<String, String> found) {
        String expected = download.contents().getOrDefault(found.getKey(), "");
        if (!expected.isEmpty() && !expected.equals(found.getValue())) {
            throw new InvalidRequestException("%s is not the file of %s: its content has the SHA-256 %s; expected %s"
                    .formatted(path, set, found.getValue(), expected));
        }
    }

    /// Looks at each file's content, in the folder that holds most of them.
    List<FileCheck> check(DataFolders folders) {
        Path best = folders.home(set);
        for (Path folder : folders.of(set)) {
            best = missing(folder).size() < missing(best).size() ? folder : best;
        }
        List<FileCheck> checks = new ArrayList<>();
        for (Download download : downloads) {
            checks.addAll(check(best, download));
        }
        return checks;
    }

    private static List<FileCheck> check(Path folder, Download download) {
        Path archive = archive(folder, download).orElse(null);
        if (archive == null) {
            return download.contents().sequencedEntrySet().stream()
                    .map(file -> plain(folder, download, file.getKey())
                            .map(path ->
                                    checked(path, file, () -> Archive.checksums(path, file.getKey(), download.limit())))
                            .orElseGet(() -> new FileCheck(
                                    folder.resolve(download.file()), file.getKey(), FileCheck.State.ABSENT, null)))
                    .toList();
        }
        List<FileCheck> checks = new ArrayList<>();
        SequencedMap<String, String> found;
        try {
            found = Archive.checksums(archive, download.file(), download.limit());
        } catch (InvalidRequestException damaged) {
            return List.of(new FileCheck(archive, download.file(), FileCheck.State.DAMAGED, damaged.getMessage()));
        }
        for (Map.Entry<String, String> file : download.contents().sequencedEntrySet()) {
            checks.add(checked(archive, file, () -> found));
        }
        return checks;
    }

    private interface Checksums {
        Map<String, String> read();
    }

    private static FileCheck checked(Path path, Map.Entry<String, String> file, Checksums checksums) {
        try {
            String found = checksums.read().get(file.getKey());
            boolean right = file.getValue().isEmpty() ? found != null : Objects.equals(found, file.getValue());
            String complaint = found == null
                    ? "%s has no file %s".formatted(path, file.getKey())
                    : "its content has the SHA-256 %s; expected %s".formatted(found, file.getValue());
            return new FileCheck(
                    path,
                    file.getKey(),
                    right ? FileCheck.State.OK : FileCheck.State.DAMAGED,
                    right ? null : complaint);
        } catch (InvalidRequestException damaged) {
            return new FileCheck(path, file.getKey(), FileCheck.State.DAMAGED, damaged.getMessage());
        }
    }
}
