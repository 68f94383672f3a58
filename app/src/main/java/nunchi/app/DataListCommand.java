package nunchi.app;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import nunchi.data.DataCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `nunchi data list`.
@Command(
        name = "list",
        header = "Lists the data sets known by name, and where they were found.",
        footer = {"", "Example:", "  nunchi data list --data-dir ~/datasets"})
final class DataListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataPlace data;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(table(data.catalogue()).fitted(Terminal.present().width()));
        out.flush();
    }

    static TextTable table(DataCatalogue catalogue) {
        TextTable table = new TextTable("lrll").head("name", "rows", "found", "what it is");
        for (DataCatalogue.Entry entry : catalogue.list()) {
            String rows = entry.rows().stream().map(Numbers::count).collect(Collectors.joining(" + "));
            String place = entry.place()
                    .orElseGet(() ->
                            "no; its files belong in " + catalogue.folders().home(entry.name()));
            table.row(entry.name(), rows, place, entry.description());
        }
        return table;
    }
}
