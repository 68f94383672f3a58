package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

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
                record(folder.result()),
                environment(folder.environment()),
                experiment(folder.experimentFile(), folder.experimentText()));
    }

    private static Html command(Folder folder) {
        String usual = folder.experimentText().isBlank()
                ? ""
                : "nunchi %s %s"
                        .formatted(folder.kind().equals("clusters") ? "cluster" : "run", folder.experimentFile());
        String command = folder.environment().path("command").asString(usual);
        return command.isEmpty()
                ? Html.NOTHING
                : Html.tag("pre", Attributes.of("class", "command"), Html.tag("code", Html.text(command)));
    }

    private static Html record(JsonNode result) {
        Table table = new Table("What comes out again").column("Figure").column("Value");
        if (result.path("seed").isNumber()) {
            table.row(Cell.text("Seed"), Cell.code(result.path("seed").asString()));
        }
        if (result.path("weightsSha256").isString()) {
            table.row(
                    Cell.text("SHA-256 of the weights"),
                    Cell.code(result.path("weightsSha256").asString()));
        }
        return table.html();
    }

    private static Html environment(JsonNode environment) {
        Table table = new Table("Where it ran").column("Item").column("Value");
        rows(table, "", environment);
        return table.html();
    }

    /// Below the checksums stand names of files.
    private static void rows(Table table, String path, JsonNode node) {
        node.properties().forEach(entry -> {
            String inside = path.endsWith(Words.title("sha256")) ? entry.getKey() : Words.inside(entry.getKey());
            String name = path.isEmpty() ? Words.title(entry.getKey()) : path + ", " + inside;
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                rows(table, name, value);
            } else if (!value.isNull()) {
                String text = value.isArray() ? String.join(", ", words(value)) : value.asString();
                table.row(Cell.text(name), text.matches("[0-9a-f]{32,}") ? Cell.code(text) : Cell.text(text));
            }
        });
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(each -> words.add(each.isValueNode() ? each.asString() : each.toString()));
        return words;
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
