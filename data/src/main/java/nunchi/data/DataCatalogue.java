package nunchi.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.DataSchema;
import nunchi.model.TableColumns;
import nunchi.token.TargetEncoding;
import org.jspecify.annotations.Nullable;

/// The data sets known by name, and the folders they are looked for in.
///
/// A name is found whatever its case, hyphens and underscores: `Fashion_MNIST` is `fashion-mnist`.
public final class DataCatalogue {
    private final List<DataSource> sources;
    private final DataFolders folders;
    /// Null where nothing may be fetched.
    private final @Nullable Downloader downloader;

    private final Consumer<String> notes;
    /// Null where everything is read anew.
    private final @Nullable LastRead last;

    private DataCatalogue(
            List<DataSource> sources,
            DataFolders folders,
            @Nullable Downloader downloader,
            Consumer<String> notes,
            @Nullable LastRead last) {
        this.sources = List.copyOf(sources);
        this.folders = folders;
        this.downloader = downloader;
        this.notes = notes;
        this.last = last;
    }

    /// Without downloads.
    public DataCatalogue(List<DataSource> sources, DataFolders folders) {
        this(sources, folders, null);
    }

    /// Without a listener to notes.
    ///
    /// @param folders    where files are looked for
    /// @param downloader fetches an absent set into the first of the folders; null where nothing may be fetched
    public DataCatalogue(List<DataSource> sources, DataFolders folders, @Nullable Downloader downloader) {
        this(sources, folders, downloader, _ -> {}, null);
    }

    /// Nunchi's own data sets in this machine's folders, and from the official mirrors.
    public static DataCatalogue standard() {
        return standard(null);
    }

    /// Nunchi's own data sets in this machine's folders, and from the official mirrors.
    ///
    /// @param folder where to look first; may be null
    public static DataCatalogue standard(@Nullable Path folder) {
        return new DataCatalogue(KnownSets.ALL, DataFolders.standard(folder), new Downloader(DownloadListener.none()));
    }

    /// The same, with downloads as told; null for none.
    public DataCatalogue withDownloader(@Nullable Downloader other) {
        return new DataCatalogue(sources, folders, other, notes, last);
    }

    /// The same, with another listener to notes: what a person should know of how a file was read, each a sentence
    /// without its point, after the file's name.
    public DataCatalogue withNotes(Consumer<String> listener) {
        return new DataCatalogue(sources, folders, downloader, listener, last);
    }

    /// The same, for work that reads one set many times: what was read last is given again where it is asked for in the
    /// same way, and stays in memory.
    public DataCatalogue keeping() {
        return last == null ? new DataCatalogue(sources, folders, downloader, notes, new LastRead()) : this;
    }

    /// Where files are looked for.
    public DataFolders folders() {
        return folders;
    }

    /// Tells the listener.
    ///
    /// @param name of what was read
    public void tell(String name, List<String> sentences) {
        sentences.forEach(sentence -> notes.accept("%s: %s".formatted(name, sentence)));
    }

    /// The training set and, where the set has one of its own, the test set; an absent set is downloaded.
    ///
    /// @throws nunchi.check.InvalidRequestException when the name is unknown, or the set damaged, or absent and not to
    ///                                              be had
    public Datasets load(String name) {
        return load(name, Reading.PLAIN);
    }

    /// The same of any data: a set known by its name, a folder of images or texts, one text, or a CSV file. Files and
    /// folders are looked for from the working folder on, and then where data sets are.
    ///
    /// @param name    a name or a path
    /// @param reading how a folder or a file is read
    /// @throws nunchi.check.InvalidRequestException also when there is no such folder or file, or it cannot be read so
    public Datasets load(String name, Reading reading) {
        return load(name, reading, DataSchema.ANY);
    }

    /// The same for a model that is there already.
    ///
    /// @param learnt by the model, with which classes and columns are matched by their names
    /// @throws nunchi.check.InvalidRequestException also when classes or columns do not match
    public Datasets load(String name, Reading reading, DataSchema learnt) {
        TableColumns columns = learnt.table();
        Reading how = ofModel(name, reading, learnt);
        Datasets parts = last == null
                ? read(name, how, columns)
                : last.of(new LastRead.Request(name, how, columns), () -> read(name, how, columns));
        tell(parts.train().name(), parts.train().card().notes());
        return parts.matching(learnt);
    }

    /// A file is one text where the model learnt from one, and tagged sentences where it learnt from such.
    private Reading ofModel(String name, Reading reading, DataSchema learnt) {
        TargetEncoding target = learnt.target();
        if (target != null && target.tags() && named(name).isEmpty()) {
            return reading.withSentences(Sentences.BLANK_LINE);
        }
        return reading.window() == null
                        && target != null
                        && target.next()
                        && named(name).isEmpty()
                ? reading.withWindow(target.length())
                : reading;
    }

    /// The keys of a reading that mean nothing for what a name stands for.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such data
    public List<String> meaningless(String name, Reading reading) {
        return reading.without(
                named(name).isPresent()
                        ? Set.of()
                        : Files.isDirectory(own(name))
                                ? ofFolder(own(name))
                                : reading.sentences() != null ? Reading.OF_SENTENCES : Reading.OF_TABLE);
    }

    private static Set<String> ofFolder(Path folder) {
        return TextFolder.holdsTexts(folder) ? Reading.OF_TEXTS : Reading.OF_FOLDER;
    }

    private Datasets read(String name, Reading reading, @Nullable TableColumns columns) {
        DataSource source = named(name).orElse(null);
        if (source == null) {
            Path path = own(name);
            if (reading.window() != null && !Files.isDirectory(path)) {
                return new Datasets(WholeText.load(path, reading));
            }
            if (reading.sentences() != null && !Files.isDirectory(path)) {
                return new Datasets(TaggedFile.load(path, reading));
            }
            return Files.isDirectory(path)
                    ? TextFolder.holdsTexts(path) ? TextFolder.load(path, reading) : ImageFolder.load(path, reading)
                    : new Datasets(CsvFile.load(path, reading, columns));
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
        if (downloader == null) {
            throw new InvalidRequestException(
                    "%s is to be fetched, but downloads are turned off".formatted(source.name()));
        }
        return downloader.fetch(new SourceFiles(source.folder(), source.downloads()), folders.home(source.folder()));
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
    public List<DataSource> sources() {
        return sources;
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
    /// @param rows  of the training set and, where the set has one of its own, of the test set
    /// @param place where it was found; empty where it is absent
    public record Entry(String name, String description, List<Integer> rows, Optional<String> place) {}
}
