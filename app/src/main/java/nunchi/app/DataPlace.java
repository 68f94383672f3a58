package nunchi.app;

import java.nio.file.Path;
import nunchi.data.DataCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option of all commands that look for data sets.
final class DataPlace {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder to search for data sets first, each in a folder of its name (default: $$NUNCHI_DATA, then ~/.cache/nunchi/data).")
    private @Nullable Path folder;

    /// Nunchi's data sets; what is fetched is told on the error stream.
    DataCatalogue catalogue() {
        return DownloadProgress.catalogue(folder, spec.commandLine().getErr());
    }
}
