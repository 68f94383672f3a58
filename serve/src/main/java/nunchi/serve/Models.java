package nunchi.serve;

import io.helidon.http.Status;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;

/// The models by their names, which are those of their experiments.
final class Models implements AutoCloseable {
    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final Map<String, ServedModel> loaded = new ConcurrentHashMap<>();
    private final RunOptions options;

    /// None of them is loaded yet.
    ///
    /// @throws InvalidRequestException when a folder holds no run, or two have the same name
    Models(List<Path> runs, RunOptions options) {
        Check.require(!runs.isEmpty(), "no run is given; name the folder of a run");
        this.options = options;
        for (Path run : runs) {
            String name = RunFolder.open(run).trainedExperiment(options.files()).name();
            Check.require(
                    !name.contains("/"),
                    "%s has the name '%s', which no address can hold; change name in its experiment.yaml"
                            .formatted(run, name));
            Path other = folders.putIfAbsent(name, run);
            if (other != null) {
                Check.require(!other.equals(run), "%s is given twice; name it once".formatted(run));
                throw new InvalidRequestException(
                        "%s and %s both have the name '%s', by which models are asked for; change name in the experiment.yaml of one"
                                .formatted(other, run, name));
            }
        }
    }

    void load() {
        folders.forEach((name, folder) -> loaded.put(name, ServedModel.load(name, folder, options)));
    }

    List<ServedModel> all() {
        return folders.keySet().stream()
                .filter(loaded::containsKey)
                .map(this::named)
                .toList();
    }

    /// @throws RefusedException when there is none of this name, or it is not loaded yet
    ServedModel named(String name) {
        requireKnown(name);
        ServedModel model = loaded.get(name);
        if (model == null) {
            throw RefusedException.busy("the model %s is being loaded; try again later".formatted(name));
        }
        return model;
    }

    /// Whether it is loaded.
    ///
    /// @throws RefusedException when there is none of this name
    boolean isLoaded(String name) {
        requireKnown(name);
        return loaded.containsKey(name);
    }

    private void requireKnown(String name) {
        if (!folders.containsKey(name)) {
            throw new RefusedException(
                    Status.NOT_FOUND_404,
                    "there is no model %s; there are: %s"
                            .formatted(Check.excerpt(name), Check.listed(List.copyOf(folders.keySet()))));
        }
    }

    /// The name where there is such a model; else empty, so that not every name is counted.
    String label(String name) {
        return folders.containsKey(name) ? name : "";
    }

    @Override
    public void close() {
        loaded.values().forEach(ServedModel::close);
    }
}
