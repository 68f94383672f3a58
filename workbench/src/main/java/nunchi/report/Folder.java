package nunchi.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The files of one run, search or lab, each read once and at the first question. A file that is not there is a missing
/// node: asking it for anything gives a missing node again.
final class Folder {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path path;
    private final Map<String, JsonNode> files = new HashMap<>();
    private final Map<String, List<JsonNode>> events = new HashMap<>();

    Folder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Folder inner(String name) {
        return new Folder(path.resolve(name));
    }

    JsonNode result() {
        return file("result.json", JSON);
    }

    JsonNode model() {
        return file("model.json", JSON);
    }

    JsonNode data() {
        return file("data.json", JSON);
    }

    JsonNode evaluation() {
        return file("evaluation.json", JSON);
    }

    JsonNode inspection() {
        return file("inspection.json", JSON);
    }

    /// Of a person's own pictures.
    JsonNode predictions() {
        return file("predictions.json", JSON);
    }

    /// Of a study of groupings.
    JsonNode points() {
        return file("points.json", JSON);
    }

    JsonNode environment() {
        return file("environment.json", JSON);
    }

    /// A search without a file of its own has its first trial's.
    JsonNode experiment() {
        JsonNode own = file("experiment.yaml", YAML);
        String first = result().path("trials").path(0).path("folder").asString("");
        return own.isMissingNode() && !first.isEmpty() ? inner(first).experiment() : own;
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
        return events.computeIfAbsent(name, this::readEvents);
    }

    String kind() {
        return result().path("kind").asString("run");
    }

    String title() {
        String name = result().path("name").asString(path.toAbsolutePath().normalize().getFileName().toString());
        return result().path("title").asString(experiment().path("title").asString(name));
    }

    private List<JsonNode> readEvents(String name) {
        List<JsonNode> found = new ArrayList<>();
        List<String> lines = text("journal.jsonl").lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                JsonNode event = JSON.readTree(lines.get(i));
                if (event.path("event").asString("").equals(name) && event.path("epoch").isNumber()) {
                    found.add(event);
                }
            } catch (JacksonException e) {
                if (i < lines.size() - 1) {
                    throw unreadable("journal.jsonl", "line " + (i + 1) + " is no JSON", e);
                }
            }
        }
        return List.copyOf(found);
    }

    private JsonNode file(String name, ObjectMapper mapper) {
        return files.computeIfAbsent(name, unread -> {
            String text = text(unread);
            try {
                return text.isBlank() ? MissingNode.getInstance() : mapper.readTree(text);
            } catch (JacksonException e) {
                throw unreadable(unread, e.getOriginalMessage(), e);
            }
        });
    }

    private String text(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()), e);
        }
    }

    private InvalidRequestException unreadable(String name, String why, Exception cause) {
        return new InvalidRequestException("%s cannot be read (%s); the report needs the files as the run wrote them"
                .formatted(path.resolve(name), why), cause);
    }
}
