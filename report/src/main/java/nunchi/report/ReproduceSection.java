package nunchi.report;

import java.util.Objects;
import nunchi.codec.Tree;
import nunchi.record.ClusteringRecord;
import nunchi.record.Codec;
import nunchi.record.EnvironmentRecord;
import nunchi.report.Table.Cell;

/// All that it takes to get the same run again.
final class ReproduceSection implements ReportSection {
    @Override
    public String title() {
        return "How to reproduce it";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        return Html.join(
                command(folder),
                record(folder),
                environment(folder.environment()),
                experiment(folder.experimentFile(), folder.experimentText()));
    }

    private static Html command(Folder folder) {
        String usual = folder.experimentText().isBlank()
                ? ""
                : "nunchi %s %s"
                        .formatted(folder.is(ClusteringRecord.KIND) ? "cluster" : "run", folder.experimentFile());
        String command = Objects.requireNonNullElse(folder.environment().command(), usual);
        return command.isEmpty()
                ? Html.NOTHING
                : Html.tag("pre", Attributes.of("class", "command"), Html.tag("code", Html.text(command)));
    }

    private static Html record(Folder folder) {
        Table table =
                new Table("Metrics that a repetition gives").column("Metric").column("Value");
        Long seed = folder.is(ClusteringRecord.KIND)
                ? folder.clustering().seed()
                : folder.run().seed();
        if (seed != null) {
            table.row(Cell.text("Seed"), Cell.code(seed.toString()));
        }
        if (folder.run().weightsSha256() != null) {
            table.row(
                    Cell.text("SHA-256 of the weights"), Cell.code(folder.run().weightsSha256()));
        }
        return table.html();
    }

    private static Html environment(EnvironmentRecord environment) {
        Table table = new Table("Where it ran").column("Item").column("Value");
        rows(table, "", Codec.tree(environment));
        return table.html();
    }

    /// Below the checksums stand names of files.
    private static void rows(Table table, String path, Tree values) {
        values.entries().forEach((key, value) -> {
            String inside = path.endsWith(Words.title("sha256")) ? key : Words.inside(key);
            String name = path.isEmpty() ? Words.title(key) : path + ", " + inside;
            if (value instanceof Tree.Fields) {
                rows(table, name, value);
            } else if (!value.isNone()) {
                String text = value.text("");
                table.row(Cell.text(name), text.matches("[0-9a-f]{32,}") ? Cell.code(text) : Cell.text(text));
            }
        });
    }

    private static Html experiment(String file, String yaml) {
        if (yaml.isBlank()) {
            return Html.NOTHING;
        }
        return Html.tag(
                "details",
                Attributes.of("class", "file", "open", ""),
                Html.tag("summary", Html.tag("code", Html.text(file))),
                Html.tag("pre", Attributes.of("tabindex", "0"), Html.tag("code", Html.text(yaml.stripTrailing()))));
    }
}
