package nunchi.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.Check;

/// A set of four IDX files under MNIST's names, each plain or with `.gz`: images and labels for training and for test.
///
/// @param card        name, classes and attribution
/// @param description what it is and whose
/// @param rows        of the training part and of the test part
/// @param checksums   the SHA-256 of each uncompressed file, by its name without `.gz`; a file without one is not compared
public record IdxSource(DataCard card, String description, List<Integer> rows, Map<String, String> checksums) implements DataSource {
    private static final List<String> FILES =
            List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    private static final String COMPRESSED = ".gz";

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public Optional<String> place(DataFolders folders) {
        return folder(folders).map(Path::toString);
    }

    @Override
    public Parts load(DataFolders folders) {
        Path folder = folder(folders).orElse(null);
        Check.require(folder != null, absent(folders));
        Dataset train = part(folder, FILES.get(0), FILES.get(1));
        return new Parts(train, null, part(folder, FILES.get(2), FILES.get(3)));
    }

    private Optional<Path> folder(DataFolders folders) {
        return folders.of(name()).stream().filter(folder -> missing(folder).isEmpty()).findFirst();
    }

    private static List<String> missing(Path folder) {
        return FILES.stream().filter(file -> find(folder, file).isEmpty()).toList();
    }

    private static Optional<Path> find(Path folder, String file) {
        return Stream.of(folder.resolve(file + COMPRESSED), folder.resolve(file)).filter(Files::isRegularFile).findFirst();
    }

    private Dataset part(Path folder, String imageFile, String labelFile) {
        Path imagePath = find(folder, imageFile).orElseThrow();
        Path labelPath = find(folder, labelFile).orElseThrow();
        IdxArray images = checked(imagePath, imageFile, Idx.read(imagePath, 3));
        IdxArray labels = checked(labelPath, labelFile, Idx.read(labelPath, 1));
        Map<String, String> found = new LinkedHashMap<>();
        found.put(imageFile, images.checksum());
        found.put(labelFile, labels.checksum());
        return Idx.images(card.withChecksums(found), List.of(imagePath, labelPath), images, labels);
    }

    private IdxArray checked(Path path, String file, IdxArray content) {
        String expected = checksums.getOrDefault(file, content.checksum());
        Check.require(expected.equals(content.checksum()), "%s is not the file of %s: its content has the SHA-256 %s; expected %s"
                .formatted(path, name(), content.checksum(), expected));
        return content;
    }

    private String absent(DataFolders folders) {
        Path home = folders.of(name()).stream()
                .filter(folder -> missing(folder).size() < FILES.size())
                .findFirst()
                .orElse(folders.home(name()));
        String files = missing(home).stream().map(file -> file + COMPRESSED).collect(Collectors.joining(", "));
        String looked = folders.of(name()).stream().map(Path::toString).collect(Collectors.joining(", "));
        return "%s is not on this machine: put %s into %s (looked in %s)".formatted(name(), files, home, looked);
    }
}
