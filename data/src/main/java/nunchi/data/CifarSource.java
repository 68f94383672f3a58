package nunchi.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;

/// A set of colour images in CIFAR-10's binary version (Krizhevsky: *Learning Multiple Layers of Features from Tiny
/// Images*, 2009): the five files of the training set and the one of the test set, on their own or in the archive
/// `cifar-10-binary.tar.gz`. An example has the shape `[32, 32, 3]`, its channels being red, green and blue, and values
/// 0 … 255.
///
/// @param card        name, classes and attribution
/// @param description what it is and whose
/// @param rows        of the training set, a fifth of them in each file, and of the test set
/// @param checksums   the SHA-256 of each uncompressed file; a file without one is not compared
/// @param mirrors     the folders, each with a `/` at its end, that offer the archive
public record CifarSource(
        DataCard card, String description, List<Integer> rows, Map<String, String> checksums, List<URI> mirrors)
        implements DataSource {
    private static final String ARCHIVE = "cifar-10-binary.tar.gz";
    private static final String FOLDER = "cifar-10-batches-bin";
    private static final List<String> TRAIN =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
    private static final String TEST = "test_batch.bin";
    private static final Shape IMAGE = Shape.of(CifarPixels.SIDE, CifarPixels.SIDE, CifarPixels.CHANNELS);

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public List<Download> downloads() {
        return List.of(download());
    }

    private Download download() {
        SequencedMap<String, String> contents = new LinkedHashMap<>();
        TRAIN.forEach(file -> contents.put(file, checksums.getOrDefault(file, "")));
        contents.put(TEST, checksums.getOrDefault(TEST, ""));
        long most = rows.stream().mapToLong(Integer::longValue).sum() * (1 + IMAGE.size());
        return new Download(
                ARCHIVE,
                FOLDER,
                contents,
                most,
                mirrors.stream().map(mirror -> mirror.resolve(ARCHIVE)).toList());
    }

    @Override
    public Datasets load(DataFolders folders, Reading reading) {
        reading.allow(name(), Reading.KNOWN_FORM, Set.of());
        Download download = download();
        Path folder = new SourceFiles(name(), List.of(download)).require(folders);
        CifarPixels train = new CifarPixels(card, TRAIN, rows.getFirst());
        CifarPixels test = new CifarPixels(card, List.of(TEST), rows.getLast());
        Path archive = SourceFiles.archive(folder, download).orElse(null);
        if (archive != null) {
            unpack(archive, train, test);
        } else {
            download.contents().sequencedKeySet().stream().parallel().forEach(file -> {
                Path path = SourceFiles.plain(folder, download, file).orElseThrow();
                Uncompressed.read(path, content -> read(path, file, content, train, test));
            });
        }
        return new Datasets(part(train), null, part(test));
    }

    private void unpack(Path archive, CifarPixels train, CifarPixels test) {
        Set<String> missing = new HashSet<>(download().contents().keySet());
        Archive.walk(archive, download().limit(), (file, content) -> {
            if (missing.remove(file)) {
                read(archive.resolve(file), file, content, train, test);
            }
        });
        if (!missing.isEmpty()) {
            throw new InvalidRequestException("%s is damaged: it has no file %s; fetch it again"
                    .formatted(
                            archive, String.join(", ", missing.stream().sorted().toList())));
        }
    }

    private Void read(Path path, String file, InputStream content, CifarPixels train, CifarPixels test)
            throws IOException {
        String checksum = (file.equals(TEST) ? test : train).read(path, file, content);
        SourceFiles.requireChecksum(name(), path, download(), Map.entry(file, checksum));
        return null;
    }

    private Dataset part(CifarPixels pixels) {
        DataCard complete = card.drawnAs(IMAGE, InputRange.BYTE).withChecksums(pixels.checksums());
        return new ByteDataset(complete, IMAGE, pixels.values(), pixels.labels());
    }
}
