package nunchi.experiment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Experiments as YAML, read and written with the records of one catalogue.
public final class ExperimentFile {
    private final Binder binder;
    private final Records records;

    public ExperimentFile(Catalogue catalogue) {
        this.binder = new Binder(catalogue);
        this.records = new Records(catalogue);
    }

    /// With the records that Nunchi brings.
    public ExperimentFile() {
        this(Catalogue.standard());
    }

    /// @throws InvalidRequestException when the file cannot be read or is no experiment, with the file's name
    public Experiment read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException absent) {
            throw new InvalidRequestException("there is no file " + file, absent);
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException(file + " is no text in UTF-8; an experiment is a YAML file", binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(file + ": " + refused.getMessage(), refused);
        }
    }

    /// @throws InvalidRequestException when the text is no experiment, with the place in it
    public Experiment parse(String text) {
        JsonNode tree = Yaml.parse(text);
        Check.require(!tree.isMissingNode() && !tree.isNull(),
                "it is empty; an experiment needs at least name, data, model, loss, optimizer and train");
        return binder.bind(tree, Experiment.class);
    }

    /// The experiment with single values changed.
    ///
    /// @param settings each `key.path=value`, as for [Overrides#apply(JsonNode, List)]
    public Experiment with(Experiment experiment, List<String> settings) {
        ObjectNode tree = tree(experiment);
        Overrides.apply(tree, settings);
        return binder.bind(tree, Experiment.class);
    }

    /// The experiment with single values changed.
    ///
    /// @param values by their paths, as for [Overrides#apply(JsonNode, Map)]
    public Experiment with(Experiment experiment, Map<String, JsonNode> values) {
        ObjectNode tree = tree(experiment);
        Overrides.apply(tree, values);
        return binder.bind(tree, Experiment.class);
    }

    /// The complete file: every default spelled out; reading it gives an equal experiment.
    public String write(Experiment experiment) {
        return Yaml.write(tree(experiment));
    }

    public ObjectNode tree(Experiment experiment) {
        return records.tree(experiment);
    }
}
