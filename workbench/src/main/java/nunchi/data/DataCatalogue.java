package nunchi.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nunchi.check.Check;

/// The data sets known by name, and the folders they are looked for in.
///
/// A name is found whatever its case, hyphens and underscores: `Fashion_MNIST` is `fashion-mnist`.
public record DataCatalogue(List<DataSource> sources, DataFolders folders) {
    private static final DataSource MNIST = new IdxSource(
            new DataCard("mnist", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
                    .attributedTo("The MNIST database of handwritten digits, Y. LeCun, C. Cortes, C. J. C. Burges (1998), CC BY-SA 3.0"),
            "handwritten digits, 28x28 grey, 10 classes (LeCun, Cortes, Burges 1998)",
            List.of(60_000, 10_000),
            Map.of(
                    "train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));
    private static final DataSource FASHION_MNIST = new IdxSource(
            new DataCard("fashion-mnist", "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                            "Ankle boot")
                    .attributedTo("Fashion-MNIST, H. Xiao, K. Rasul, R. Vollgraf (2017), Zalando SE, MIT"),
            "articles of clothing, 28x28 grey, 10 classes (Xiao, Rasul, Vollgraf 2017)",
            List.of(60_000, 10_000),
            Map.of(
                    "train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));
    private static final List<DataSource> KNOWN = List.of(new Digits(), MNIST, FASHION_MNIST);

    public DataCatalogue {
        sources = List.copyOf(sources);
    }

    /// Nunchi's own data sets in this machine's folders.
    public static DataCatalogue standard() {
        return standard(null);
    }

    /// Nunchi's own data sets in this machine's folders.
    ///
    /// @param folder where to look first; may be null
    public static DataCatalogue standard(Path folder) {
        return new DataCatalogue(KNOWN, DataFolders.standard(folder));
    }

    /// The training part and, where the set has one of its own, the test part.
    ///
    /// @throws nunchi.check.InvalidRequestException when the name is unknown, or the set absent or damaged
    public Parts load(String name) {
        return sources.stream()
                .filter(source -> plain(source.name()).equals(plain(name)))
                .findFirst()
                .orElseThrow(() -> Check.unknown("data set", name, sources.stream().map(DataSource::name).toList()))
                .load(folders);
    }

    public List<Entry> list() {
        return sources.stream()
                .map(source -> new Entry(source.name(), source.description(), source.rows(), source.place(folders)))
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /// A data set by name, without its values.
    ///
    /// @param rows  of the training part and, where the set has one of its own, of the test part
    /// @param place where it was found; empty where it is absent
    public record Entry(String name, String description, List<Integer> rows, Optional<String> place) {}
}
