package nunchi.spark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;

/// What a process that trains has found out about itself, once for each search.
final class ReadyExecutor {
    private static final Map<String, RunOptions> READY = new HashMap<>();

    private ReadyExecutor() {}

    /// Options to train with, without threads and a folder.
    ///
    /// @throws UnfitHostException where this process has not what is needed
    static synchronized RunOptions of(Needs needs) {
        RunOptions ready = READY.get(needs.id());
        if (ready == null) {
            ready = checked(needs);
            // Data of an earlier search need not stay in memory.
            READY.clear();
            READY.put(needs.id(), ready);
        }
        return ready;
    }

    private static RunOptions checked(Needs needs) {
        try {
            needs.requireProgram();
            RunOptions options = needs.options(unpacked(needs));
            needs.requireIngredients(options);
            return options;
        } catch (InvalidRequestException unfit) {
            throw new UnfitHostException(unfit.getMessage(), false);
        }
    }

    /// The data that were sent stay until the process ends; then Spark deletes them.
    private static @Nullable Path unpacked(Needs needs) {
        if (needs.parcel() == null) {
            return null;
        }
        Path folder = Scratch.make().path();
        PackedFolder.unpack(needs.parcel().value(), folder);
        return folder;
    }
}
