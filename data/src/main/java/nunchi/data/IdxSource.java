package nunchi.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A set of four IDX files under MNIST's names, each plain or with `.gz`: images and labels for training and for test.
/// An example has the shape `[rows, columns, 1]`, `[28, 28, 1]` for MNIST, and values 0 … 255.
///
/// @param card        name, classes and attribution
/// @param description what it is and whose
/// @param rows        of the training set and of the test set
/// @param checksums   the SHA-256 of each uncompressed file, by its name without `.gz`; a file without one is not
///                    compared
/// @param mirrors     the folders, each with a `/` at its end, that offer the files with `.gz`
public record IdxSource(
        DataCard card, String description, List<Integer> rows, Map<String, String> checksums, List<URI> mirrors)
        implements DataSource {
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /// Of an image: no set in this format has larger ones.
    private static final int MOST_PIXELS = 1024;

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public List<Download> downloads() {
        return FILES.stream().map(this::download).toList();
    }

    private Download download(String file) {
        String compressed = file + Archive.GZIP;
        SequencedMap<String, String> contents = new LinkedHashMap<>();
        contents.put(file, checksums.getOrDefault(file, ""));
        long most = rows.stream().mapToLong(Integer::longValue).max().orElse(0) * MOST_PIXELS;
        return new Download(
                compressed,
                "",
                contents,
                most,
                mirrors.stream().map(mirror -> mirror.resolve(compressed)).toList());
    }

    @Override
    public Datasets load(DataFolders folders, Reading reading) {
        reading.allow(name(), Reading.KNOWN_FORM, Set.of());
        Path folder = new SourceFiles(name(), downloads()).require(folders);
        Dataset train = part(folder, FILES.get(0), FILES.get(1));
        return new Datasets(train, null, part(folder, FILES.get(2), FILES.get(3)));
    }

    private Path find(Path folder, Download download, String file) {
        return SourceFiles.archive(folder, download)
                .or(() -> SourceFiles.plain(folder, download, file))
                .orElseThrow();
    }

    private Dataset part(Path folder, String imageFile, String labelFile) {
        Path imagePath = find(folder, download(imageFile), imageFile);
        Path labelPath = find(folder, download(labelFile), labelFile);
        IdxArray images = checked(imagePath, imageFile, Idx.read(imagePath, 3));
        IdxArray labels = checked(labelPath, labelFile, Idx.read(labelPath, 1));
        Map<String, String> found = new LinkedHashMap<>();
        found.put(imageFile, images.checksum());
        found.put(labelFile, labels.checksum());
        return Idx.images(card.withChecksums(found), List.of(imagePath, labelPath), images, labels);
    }

    private IdxArray checked(Path path, String file, IdxArray content) {
        SourceFiles.requireChecksum(name(), path, download(file), Map.entry(file, content.checksum()));
        return content;
    }
}
