package nunchi.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;

/// The models that were asked last. One whose run has gone on meanwhile is loaded anew.
final class TriedModels implements AutoCloseable {
    private static final int MOST = 2;

    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("nunchi-studio-layers-", 0).factory());
    private final LinkedHashMap<Path, Held> held = new LinkedHashMap<>(MOST, 1, true);

    /// @param version changes with the model
    private record Held(TriedModel model, String version) {}

    /// @throws nunchi.check.InvalidRequestException when the run has no model yet
    synchronized TriedModel of(Path run) {
        String version = version(run);
        Held known = held.get(run);
        if (known != null && known.version.equals(version)) {
            return known.model;
        }
        RunOptions options = new RunOptions();
        TriedModel loaded = TriedModel.load(run, options.withData(options.data().withDownloader(null)), background);
        if (known != null) {
            known.model.close();
        }
        held.put(run, new Held(loaded, version));
        if (held.size() > MOST) {
            Map.Entry<Path, Held> eldest = held.firstEntry();
            held.remove(eldest.getKey());
            eldest.getValue().model.close();
        }
        return loaded;
    }

    private static String version(Path run) {
        RunFolder folder = RunFolder.open(run);
        try {
            return folder.weights().orElse("")
                    + Files.getLastModifiedTime(folder.file(RunFolder.STATE)).toMillis();
        } catch (IOException ended) {
            return folder.weights().orElse("");
        }
    }

    @Override
    public synchronized void close() {
        background.shutdownNow();
        held.values().forEach(each -> each.model.close());
        held.clear();
    }
}
