package nunchi.report;

import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// The parameters of a lab's models that are not trained, side by side.
final class OutlinesSection implements ReportSection {
    @Override
    public String title() {
        return "Parameters";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Table table = new Table("The models and their parameters")
                .column("Model")
                .number("Layers")
                .number("Parameters")
                .number("Operations of one example");
        for (JsonNode member : folder.result().path("members")) {
            Folder inner = folder.inner(member.path("folder").asString("."));
            if (inner.kind().equals("outline")) {
                JsonNode model = inner.model();
                table.row(
                        Cell.text(member.path("title").asString(inner.title())),
                        Cell.count(model.path("layers").size()),
                        Cell.count(model.path("parameters")),
                        Cell.count(model.path("operations")));
            }
        }
        return table.html();
    }
}
