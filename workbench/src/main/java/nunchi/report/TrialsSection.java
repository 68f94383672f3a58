package nunchi.report;

import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// Every trial of a repetition with its figures.
final class TrialsSection implements ReportSection {
    @Override
    public String title() {
        return "Trials";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Table table = new Table("Every trial").column("Trial").number("Seed").column("Status").number("Epochs").number("Time");
        List.of("Training loss", "Training accuracy", "Test loss", "Test accuracy").forEach(table::number);
        int number = 0;
        for (JsonNode trial : folder.result().path("trials")) {
            number++;
            table.row(Cell.text(trial.path("folder").asString(Integer.toString(number))), seed(trial.path("seed")),
                    Cell.text(trial.path("status").asString("–")), Cell.count(trial.path("epochs")), Cell.seconds(trial.path("seconds")),
                    Cell.loss(trial.path("train").path("loss")), Cell.percent(trial.path("train").path("accuracy")),
                    Cell.loss(trial.path("test").path("loss")), Cell.percent(trial.path("test").path("accuracy")));
        }
        return table.isEmpty() ? Html.NOTHING : Html.join(table.html(), again(folder.result().path("trials")));
    }

    private static Html again(JsonNode trials) {
        String first = trials.path(0).path("folder").asString("");
        if (first.isEmpty()) {
            return Html.NOTHING;
        }
        Html command = Html.tag("code", Html.text("nunchi run %s/experiment.yaml --repeat %d", first, trials.size()));
        return Html.tag("p", command, Html.text(" makes them all again. What follows is told of the first trial."));
    }

    private static Cell seed(JsonNode seed) {
        return Cell.text(seed.isNumber() ? seed.asString() : "–");
    }
}
