package nunchi.studio;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What the studio's page reads.
public sealed interface StudioRecord {
    /// All runs of a folder.
    ///
    /// @param folder name of the folder
    /// @param runs   those that are being trained first, then by the time of their last change
    record Runs(String folder, List<Run> runs) implements StudioRecord {}

    /// A run in the table.
    ///
    /// @param id      path within the folder
    /// @param name    name of the experiment
    /// @param state   `training`, `interrupted`, `finished`, `stopped early`, `failed` or `refused`
    /// @param seed    random seed; absent before it is known
    /// @param epoch   number of epochs trained
    /// @param epochs  maximum number of epochs; absent before it is known
    /// @param changed time of the last change, in milliseconds since 1970
    /// @param values  metrics of the last epoch by Keras' names
    record Run(
            String id,
            String name,
            String state,
            @Nullable Long seed,
            int epoch,
            @Nullable Integer epochs,
            long changed,
            SequencedMap<String, Double> values)
            implements StudioRecord {}

    /// A run's settings beside its line in the table.
    ///
    /// @param run      its line
    /// @param settings each setting by its key
    /// @param report   whether it has a report
    record Detail(Run run, SequencedMap<String, String> settings, boolean report) implements StudioRecord {}

    /// Why a request was refused.
    record Problem(String problem) implements StudioRecord {}
}
