package nunchi.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.data.DataFolders;
import nunchi.data.DataSource;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;

/// The driver's data for executors that have none: each set in a folder of its name, as in `$NUNCHI_DATA`, each file
/// or folder of a person's own under its relative name.
final class Parcel {
    /// The most that is sent, 1 GiB.
    private static final long MOST = 1L << 30;

    private final DataCatalogue data;
    private final SortedMap<String, Path> files = new TreeMap<>();

    private Parcel(DataCatalogue data) {
        this.data = data;
    }

    /// @throws nunchi.check.InvalidRequestException where the data have an absolute path, or are too much to be sent
    static byte[] of(Needs needs, DataCatalogue data) {
        Parcel parcel = new Parcel(data);
        needs.samples().sequencedKeySet().forEach(text -> parcel.add(new ExperimentFile().parse(text)));
        parcel.requireSmall();
        return PackedFolder.pack(parcel.files);
    }

    private void add(Experiment experiment) {
        String name = experiment.data().name();
        Optional<DataSource> source = source(name);
        if (source.isPresent()) {
            String folder = source.get().folder();
            source.get()
                    .place(data.folders())
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .ifPresent(place -> files.putAll(PackedFolder.files(place, folder + "/")));
            return;
        }
        Path path = Path.of(name).normalize();
        Check.require(
                !path.isAbsolute() && !path.startsWith(".."),
                "%s is not sent, since its path would be another there; name it relative to the working folder or to NUNCHI_DATA, or put it on every host"
                        .formatted(name));
        Path here = here(path, data.folders());
        String entry = path.toString().replace('\\', '/');
        if (Files.isDirectory(here)) {
            files.putAll(PackedFolder.files(here, entry + "/"));
        } else {
            files.put(entry, here);
        }
    }

    /// Empty for a file or folder of a person's own.
    private Optional<DataSource> source(String name) {
        try {
            String known = data.entry(name).name();
            return data.sources().stream()
                    .filter(each -> each.name().equals(known))
                    .findFirst();
        } catch (InvalidRequestException none) {
            return Optional.empty();
        }
    }

    private static Path here(Path path, DataFolders folders) {
        return Stream.concat(Stream.of(path), folders.of(path.toString()).stream())
                .filter(Files::exists)
                .findFirst()
                .orElse(path);
    }

    private void requireSmall() {
        long size = 0;
        for (Path file : files.values()) {
            try {
                size += Files.size(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("%s cannot be read".formatted(file), unreadable);
            }
        }
        Check.require(
                size <= MOST,
                "the data are %,d MB, which is too much to be sent; put them into NUNCHI_DATA on every host"
                        .formatted(size >> 20));
    }
}
