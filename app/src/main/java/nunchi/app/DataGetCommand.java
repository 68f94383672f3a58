package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import nunchi.data.DataCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi data get NAME`.
@Command(
        name = "get",
        header = "Downloads data sets that are not on this machine, and checks them against their checksums.",
        description = "Files that exist are not downloaded again; an interrupted download continues where it stopped.",
        footer = {"", "Example:", "  nunchi data get mnist cifar-10"})
final class DataGetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "Data sets to download, by name; 'nunchi data list' lists them.")
    private List<String> names;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder for the data sets, each in a folder of its name (default: $$NUNCHI_DATA, then ~/.cache/nunchi/data).")
    private @Nullable Path dataFolder;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        DataCatalogue catalogue = DownloadProgress.catalogue(dataFolder, out);
        for (String name : names) {
            if (catalogue.get(name).isEmpty()) {
                out.println("%s is there already: %s"
                        .formatted(name, catalogue.entry(name).place().orElseThrow()));
            }
        }
        out.flush();
    }
}
