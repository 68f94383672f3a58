package nunchi.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Leaves;
import nunchi.codec.MalformedException;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.TrainedSettings;
import nunchi.file.GivenFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The files of one run, search or lab, each read once and at the first question. A file that is not there is a missing
/// node: asking it for anything gives a missing node again.
final class Folder {

    private final Path path;
    private final Map<String, JsonNode> files = new HashMap<>();
    private final Map<String, List<JsonNode>> events = new HashMap<>();
    /// What was asked for last, in this order.
    private final SequencedSet<String> asked = new LinkedHashSet<>();

    Folder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /// Makes a part of the report of the files.
    ///
    /// @throws InvalidRequestException when they are not as the run wrote them, with the names of those that were asked
    ///     for
    <T> T read(Supplier<T> reading) {
        asked.clear();
        try {
            return reading.get();
        } catch (RuntimeException | StackOverflowError damaged) {
            if (damaged instanceof InvalidRequestException refused
                    && refused.getMessage().contains(path.toString())) {
                throw refused;
            }
            String names =
                    asked.stream().map(name -> path.resolve(name).toString()).collect(Collectors.joining(" or "));
            throw StoredFile.damaged(names.isEmpty() ? path.toString() : names, damaged);
        }
    }

    /// The folders of a lab's members or of a search's trials, as its `result.json` names them.
    ///
    /// @param list `members` or `trials`
    /// @throws InvalidRequestException when one of them does not lie within this folder
    List<String> within(String list) {
        return read(() -> result().path(list)
                .valueStream()
                .map(each -> each.path("folder").asString(""))
                .filter(name -> !name.isEmpty())
                .map(this::inside)
                .toList());
    }

    private String inside(String name) {
        Path whole = path.toAbsolutePath().normalize();
        Path inner = whole.resolve(name).normalize();
        Check.require(!inner.equals(whole) && inner.startsWith(whole), "'%s' is no folder within it".formatted(name));
        return name;
    }

    Folder inner(String name) {
        return new Folder(path.resolve(name));
    }

    JsonNode result() {
        return file("result.json", Nodes::json);
    }

    JsonNode model() {
        return file("model.json", Nodes::json);
    }

    JsonNode data() {
        return file("data.json", Nodes::json);
    }

    JsonNode evaluation() {
        return file("evaluation.json", Nodes::json);
    }

    JsonNode inspection() {
        return file("inspection.json", Nodes::json);
    }

    /// Of a person's own pictures.
    JsonNode predictions() {
        return file("predictions.json", Nodes::json);
    }

    /// Of a study of groupings.
    JsonNode points() {
        return file("points.json", Nodes::json);
    }

    JsonNode environment() {
        return file("environment.json", Nodes::json);
    }

    /// The settings that the model was trained with, with the words of today's file. A search without a file of its own
    /// has its first trial's.
    JsonNode experiment() {
        JsonNode own = file("experiment.yaml", text -> Nodes.of(ExperimentFile.tree(text)));
        String first = result().path("trials").path(0).path("folder").asString("");
        if (own.isMissingNode() && !first.isEmpty()) {
            return inner(first).experiment();
        }
        JsonNode trained = model().path("experiment");
        return own.isObject() && trained.isObject()
                ? Nodes.of(TrainedSettings.merged(Nodes.tree(trained), Nodes.tree(own)))
                : own;
    }

    /// What was edited in the file after the training, in a sentence; empty for nothing.
    String edited() {
        JsonNode own = file("experiment.yaml", text -> Nodes.of(ExperimentFile.tree(text)));
        JsonNode trained = model().path("experiment");
        List<Leaves.Change> changes = own.isObject() && trained.isObject()
                ? TrainedSettings.changes(Nodes.tree(trained), Nodes.tree(own))
                : List.of();
        return changes.isEmpty()
                ? ""
                : "The experiment.yaml of this run was edited after the training: %s. Shown are the settings that the model was trained with."
                        .formatted(Leaves.inWords(changes));
    }

    /// What defines the run, as it was written; empty where the file is missing.
    String experimentText() {
        return text(experimentFile());
    }

    String experimentFile() {
        return kind().equals("clusters") ? "clusters.yaml" : "experiment.yaml";
    }

    /// The events named `epoch`, in the order in which they happened. A last line cut off by a kill is left out.
    List<JsonNode> epochs() {
        return events("epoch");
    }

    /// The same of events of another name that belong to an epoch.
    List<JsonNode> events(String name) {
        asked.add("journal.jsonl");
        return events.computeIfAbsent(name, this::readEvents);
    }

    String kind() {
        return result().path("kind").asString("run");
    }

    String title() {
        String name = result().path("name")
                .asString(path.toAbsolutePath().normalize().getFileName().toString());
        return result().path("title").asString(experiment().path("title").asString(name));
    }

    private List<JsonNode> readEvents(String name) {
        List<JsonNode> found = new ArrayList<>();
        List<String> lines =
                text("journal.jsonl").lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                JsonNode event = Nodes.json(lines.get(i));
                if (event.path("event").asString("").equals(name)
                        && event.path("epoch").isNumber()) {
                    found.add(event);
                }
            } catch (MalformedException e) {
                if (i < lines.size() - 1) {
                    throw unreadable("journal.jsonl", "line " + (i + 1) + " is no JSON", e);
                }
            }
        }
        return List.copyOf(found);
    }

    private JsonNode file(String name, Function<String, JsonNode> reader) {
        asked.add(name);
        return files.computeIfAbsent(name, unread -> {
            String text = text(unread);
            try {
                return text.isBlank() ? MissingNode.getInstance() : reader.apply(text);
            } catch (MalformedException e) {
                throw unreadable(unread, StoredFile.reason(e), e);
            }
        });
    }

    private String text(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? GivenFile.text(file) : "";
        } catch (IOException e) {
            throw unreadable(name, Unreadable.reason(e), e);
        }
    }

    private InvalidRequestException unreadable(String name, String why, Exception cause) {
        return new InvalidRequestException(
                "%s cannot be read (%s); the report needs the files as the run wrote them"
                        .formatted(path.resolve(name), why),
                cause);
    }
}
