package nunchi.data;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.DataSchema;
import nunchi.model.TableColumns;
import nunchi.picture.Fit;

/// The data sets known by name, and the folders they are looked for in.
///
/// A name is found whatever its case, hyphens and underscores: `Fashion_MNIST` is `fashion-mnist`.
///
/// @param sources    the sets
/// @param folders    where their files are looked for
/// @param downloader fetches an absent set into the first of the folders; null where nothing may be fetched
/// @param notes      hears what a person should know of how a file was read, each a sentence without its point, after
///                   the file's name
/// @param last       what was read last, to be given again; null where everything is read anew
public record DataCatalogue(
        List<DataSource> sources, DataFolders folders, Downloader downloader, Consumer<String> notes, LastRead last) {
    private static final DataSource MNIST = new IdxSource(
            new DataCard("mnist", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
                    .fittedBy(Fit.STROKES)
                    .attributedTo(
                            "The MNIST database of handwritten digits, Y. LeCun, C. Cortes, C. J. C. Burges (1998), CC BY-SA 3.0"),
            "handwritten digits, 28x28 grey, 10 classes (LeCun, Cortes, Burges 1998)",
            List.of(60_000, 10_000),
            Map.of(
                    "train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")));
    private static final DataSource FASHION_MNIST = new IdxSource(
            new DataCard(
                            "fashion-mnist",
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot")
                    .attributedTo("Fashion-MNIST, H. Xiao, K. Rasul, R. Vollgraf (2017), Zalando SE, MIT"),
            "articles of clothing, 28x28 grey, 10 classes (Xiao, Rasul, Vollgraf 2017)",
            List.of(60_000, 10_000),
            Map.of(
                    "train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            List.of(
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                    URI.create("https://fashion-mnist.s3.eu-central-1.amazonaws.com/")));
    private static final DataSource CIFAR_10 = new CifarSource(
            new DataCard(
                            "cifar-10",
                            "airplane",
                            "automobile",
                            "bird",
                            "cat",
                            "deer",
                            "dog",
                            "frog",
                            "horse",
                            "ship",
                            "truck")
                    .attributedTo(
                            "CIFAR-10, A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009), no formal licence"),
            "photographs, 32x32 colour, 10 classes (Krizhevsky 2009)",
            List.of(50_000, 10_000),
            Map.of(
                    "data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
                    "data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
                    "data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
                    "data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
                    "data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
                    "test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
            List.of(URI.create("https://www.cs.toronto.edu/~kriz/")));
    private static final List<DataSource> KNOWN = Stream.concat(
                    Stream.of(new Digits(), MNIST, FASHION_MNIST, CIFAR_10, new RandomImages()),
                    PlaneShapes.ALL.stream())
            .toList();

    public DataCatalogue {
        sources = List.copyOf(sources);
    }

    /// Without downloads.
    public DataCatalogue(List<DataSource> sources, DataFolders folders) {
        this(sources, folders, null);
    }

    /// Without a listener to notes.
    public DataCatalogue(List<DataSource> sources, DataFolders folders, Downloader downloader) {
        this(sources, folders, downloader, _ -> {}, null);
    }

    /// Nunchi's own data sets in this machine's folders, and from the official mirrors.
    public static DataCatalogue standard() {
        return standard(null);
    }

    /// Nunchi's own data sets in this machine's folders, and from the official mirrors.
    ///
    /// @param folder where to look first; may be null
    public static DataCatalogue standard(Path folder) {
        return new DataCatalogue(KNOWN, DataFolders.standard(folder), new Downloader(DownloadListener.none()));
    }

    /// The same, with downloads as told; null for none.
    public DataCatalogue withDownloader(Downloader other) {
        return new DataCatalogue(sources, folders, other, notes, last);
    }

    /// The same, with another listener to notes.
    public DataCatalogue withNotes(Consumer<String> listener) {
        return new DataCatalogue(sources, folders, downloader, listener, last);
    }

    /// The same, for work that reads one set many times: what was read last is given again where it is asked for in the
    /// same way, and stays in memory.
    public DataCatalogue keeping() {
        return last == null ? new DataCatalogue(sources, folders, downloader, notes, new LastRead()) : this;
    }

    /// Tells the listener.
    ///
    /// @param name of what was read
    public void tell(String name, List<String> sentences) {
        sentences.forEach(sentence -> notes.accept("%s: %s".formatted(name, sentence)));
    }

    /// The training part and, where the set has one of its own, the test part; an absent set is downloaded.
    ///
    /// @throws nunchi.check.InvalidRequestException when the name is unknown, or the set damaged, or absent and not to
    ///                                              be had
    public Parts load(String name) {
        return load(name, Reading.PLAIN);
    }

    /// The same of any data: a set known by its name, a folder of images or a CSV file. Files and folders are looked
    /// for from the working folder on, and then where data sets are.
    ///
    /// @param name    a name or a path
    /// @param reading how a folder or a file is read
    /// @throws nunchi.check.InvalidRequestException also when there is no such folder or file, or it cannot be read so
    public Parts load(String name, Reading reading) {
        return load(name, reading, null);
    }

    /// The same for a model that is there already.
    ///
    /// @param schema what the model learnt from, with which classes and columns are matched by their names; null for
    ///               none
    /// @throws nunchi.check.InvalidRequestException also when classes or columns do not match
    public Parts load(String name, Reading reading, DataSchema schema) {
        TableColumns learnt = schema == null ? null : schema.table();
        Parts parts = last == null
                ? read(name, reading, learnt)
                : last.of(Arrays.asList(name, reading, learnt), () -> read(name, reading, learnt));
        tell(parts.train().name(), parts.train().card().notes());
        return schema == null ? parts : parts.matching(schema);
    }

    /// The keys of a reading that mean nothing for what a name stands for.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such data
    public List<String> meaningless(String name, Reading reading) {
        return reading.without(
                named(name).isPresent()
                        ? Set.of()
                        : Files.isDirectory(own(name)) ? Reading.OF_FOLDER : Reading.OF_TABLE);
    }

    private Parts read(String name, Reading reading, TableColumns learnt) {
        DataSource source = named(name).orElse(null);
        if (source == null) {
            Path path = own(name);
            return Files.isDirectory(path)
                    ? ImageFolder.load(path, reading)
                    : new Parts(CsvFile.load(path, reading, learnt));
        }
        if (downloader != null && source.place(folders).isEmpty()) {
            fetch(source);
        }
        return source.load(folders, reading);
    }

    /// Downloads what is missing of a set into the first of the folders.
    ///
    /// @return the files fetched; none where the set was there
    /// @throws nunchi.check.InvalidRequestException when the name is unknown, or a file not to be had
    public List<Path> get(String name) {
        DataSource source = find(name);
        return source.place(folders).isPresent() ? List.of() : fetch(source);
    }

    private List<Path> fetch(DataSource source) {
        Check.require(downloader != null, "%s is to be fetched, but downloads are turned off".formatted(source.name()));
        return downloader.fetch(new SourceFiles(source.name(), source.downloads()), folders.home(source.name()));
    }

    /// Looks at each file of a set.
    ///
    /// @throws nunchi.check.InvalidRequestException when the name is unknown
    public List<FileCheck> check(String name) {
        return find(name).check(folders);
    }

    private Optional<DataSource> named(String name) {
        return sources.stream()
                .filter(source -> plain(source.name()).equals(plain(name)))
                .findFirst();
    }

    /// A folder or file of a person's own.
    private Path own(String name) {
        try {
            Path path = Path.of(name);
            Stream<Path> places = Stream.concat(
                    Stream.of(path),
                    folders.of(name).stream().filter(place -> !path.isAbsolute() && !place.equals(folders.given())));
            return places.filter(Files::exists).findFirst().orElseThrow(() -> absent(name));
        } catch (InvalidPathException noPath) {
            throw unknown(name);
        }
    }

    private InvalidRequestException absent(String name) {
        boolean path = name.contains("/") || name.contains("\\") || CsvFile.named(Path.of(name));
        return path
                ? new InvalidRequestException(
                        "there is no folder and no file %s; a path begins in the working folder, %s"
                                .formatted(name, Path.of("").toAbsolutePath()))
                : unknown(name);
    }

    private InvalidRequestException unknown(String name) {
        return Check.unknown(
                "data set", name, sources.stream().map(DataSource::name).toList());
    }

    private DataSource find(String name) {
        return named(name).orElseThrow(() -> unknown(name));
    }

    /// The sets known by name, in the order of `nunchi data list`.
    public List<Entry> list() {
        return sources.stream().map(this::entry).toList();
    }

    /// @throws nunchi.check.InvalidRequestException when the name is unknown
    public Entry entry(String name) {
        return entry(find(name));
    }

    private Entry entry(DataSource source) {
        return new Entry(source.name(), source.description(), source.rows(), source.place(folders));
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
