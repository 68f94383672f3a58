package nunchi.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.Overrides;
import nunchi.codec.RecordCodec;
import nunchi.codec.RecordType;
import nunchi.codec.Tree;
import nunchi.codec.Yaml;
import nunchi.data.CsvFile;
import nunchi.file.GivenFile;
import nunchi.model.Architecture;
import nunchi.model.Model;
import nunchi.model.StoredArchitecture;

/// Experiments as YAML, read and written with the records of one catalogue.
public final class ExperimentFile {
    private static final int MOST_BYTES = 1 << 20;

    private final RecordCodec codec;

    public ExperimentFile(Catalogue catalogue) {
        this.codec = RecordCodec.ofPerson(catalogue);
    }

    /// With the records that Nunchi brings.
    public ExperimentFile() {
        this(Catalogue.standard());
    }

    /// @throws InvalidRequestException when the file cannot be read or is no experiment, with the file's name
    public Experiment read(Path file) {
        return read(file, Experiment.class);
    }

    /// The same of a stream, which is read to its end and not closed.
    ///
    /// @throws InvalidRequestException when it cannot be read or is no experiment, with the place in it
    public Experiment read(InputStream text) {
        try {
            byte[] bytes = text.readNBytes(MOST_BYTES + 1);
            Check.require(
                    bytes.length <= MOST_BYTES,
                    "it is longer than %d KiB, which no experiment needs".formatted(MOST_BYTES >> 10));
            return parse(GivenFile.text(bytes));
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException("it is not text in UTF-8; an experiment is YAML", binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException("it cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /// The same of any record that is a kind of file.
    ///
    /// @throws InvalidRequestException when the file cannot be read or is none of the kind, with the file's name
    public <T extends Record> T read(Path file, Class<T> type) {
        String text = text(file);
        try {
            return parse(text, type);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(file + ": " + refused.getMessage(), refused);
        }
    }

    /// The file's text.
    ///
    /// @throws InvalidRequestException when it cannot be read
    public static String text(Path file) {
        Check.require(
                !Files.isDirectory(file),
                "%s is a folder; name a YAML file, such as the experiment.yaml in a run's folder".formatted(file));
        Check.require(
                !CsvFile.named(file) || file.toString().endsWith(".txt"),
                "%s is a table; name an experiment file (YAML), which reads it by data: {name: %s, label: COLUMN}"
                        .formatted(file, file));
        try {
            return bounded(file);
        } catch (NoSuchFileException absent) {
            throw new InvalidRequestException("there is no file " + file, absent);
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException(
                    file + " is not text in UTF-8; what is to be done is a YAML file", binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /// Read no further than its bound.
    private static String bounded(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(GivenFile.regular(file))) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            Check.require(
                    bytes.length <= MOST_BYTES,
                    "%s is longer than %d KiB, which no experiment needs; name a YAML file"
                            .formatted(file, MOST_BYTES >> 10));
            return GivenFile.text(bytes);
        }
    }

    /// @throws InvalidRequestException when the text is no experiment, with the place in it
    public Experiment parse(String text) {
        return parse(text, Experiment.class);
    }

    /// The same of any record that is a kind of file.
    ///
    /// @throws InvalidRequestException when the text is none of the kind, with the place in it
    public <T extends Record> T parse(String text, Class<T> type) {
        Tree tree = Yaml.parse(text);
        Check.require(
                !tree.isAbsent() && !tree.isNull(),
                "it is empty; it needs at least %s"
                        .formatted(String.join(", ", RecordType.of(type).required())));
        return codec.read(tree, type);
    }

    /// The keys and values of a text, whatever kind of file it is.
    ///
    /// @throws InvalidRequestException when the text is no YAML, with the place in it
    public static Tree tree(String text) {
        return Yaml.parse(text);
    }

    /// Whether a text's outermost keys are those that such a file must have.
    ///
    /// @throws InvalidRequestException when the text is no YAML, with the place in it
    public boolean looksLike(String text, Class<? extends Record> type) {
        Tree tree = Yaml.parse(text);
        return RecordType.of(type).required().stream().allMatch(tree::has);
    }

    /// The experiment, or another kind of file, with single values changed.
    ///
    /// @param settings each `key.path=value`, as for [Overrides#apply(Tree, List)]
    @SuppressWarnings("unchecked")
    public <T extends Record> T with(T experiment, List<String> settings) {
        return codec.read(Overrides.apply(tree(experiment), settings), (Class<T>) experiment.getClass());
    }

    /// The experiment with single values changed.
    ///
    /// @param values by their paths, as for [Overrides#apply(Tree, Map)]
    public Experiment with(Experiment experiment, Map<String, Tree> values) {
        return codec.read(Overrides.apply(tree(experiment), values), Experiment.class);
    }

    /// The complete file: every default spelled out; reading it gives an equal experiment.
    ///
    /// @throws InvalidRequestException when it has a record that the catalogue lacks
    public String write(Record experiment) {
        return Yaml.write(tree(experiment));
    }

    /// As it is written to a file: every key, also those that have their defaults.
    public Tree.Fields tree(Record experiment) {
        return codec.tree(experiment);
    }

    /// What a model was trained with.
    ///
    /// @throws InvalidRequestException when the experiment that is stored with it cannot be read, with the place in it
    public Experiment experiment(Model model) {
        return switch (model.architecture()) {
            case Experiment trained -> trained;
            case StoredArchitecture stored -> codec.read(stored.experiment(), Experiment.class);
            case Architecture other -> throw new InvalidRequestException("%s is not an experiment".formatted(other));
        };
    }
}
