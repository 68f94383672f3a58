package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How much the same experiment varies from seed to seed.
final class SpreadSection implements ReportSection {
    @Override
    public String title() {
        return "Spread over the seeds";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        if (Searched.of(folder).hasSeveral()) {
            return Html.NOTHING;
        }
        List<Html> parts = new ArrayList<>();
        for (JsonNode setting : folder.result().path("settings")) {
            parts.add(sentence(folder, setting));
            parts.add(table(setting));
        }
        parts.add(chart(folder, chapter));
        return Html.join(parts);
    }

    private static Html sentence(Folder folder, JsonNode setting) {
        JsonNode accuracy = setting.path("test").path("accuracy");
        if (!setting.path("runs").isNumber() || !accuracy.path("mean").isNumber()) {
            return Html.NOTHING;
        }
        StringBuilder text = new StringBuilder("%s%s, each with a seed of its own: mean test accuracy %s".formatted(values(setting),
                Numbers.count(setting.path("runs").asLong(), "run"), Numbers.percent(accuracy.path("mean").asDouble())));
        if (accuracy.path("confidence95").isNumber()) {
            String half = Numbers.fixed(100 * accuracy.path("confidence95").asDouble(), 2);
            text.append(" ± %s points (95 %% interval of the mean)".formatted(half));
        }
        if (accuracy.path("minimum").isNumber() && accuracy.path("maximum").isNumber()) {
            text.append(range(folder, accuracy.path("minimum").asDouble(), accuracy.path("maximum").asDouble()));
        }
        return Html.tag("p", Attributes.of("class", "lead"), Html.text(text.append('.').toString()));
    }

    private static String values(JsonNode setting) {
        return setting.path("values").isEmpty() ? "" : setting.path("values").toString() + ": ";
    }

    private static List<Published> published(Folder folder) {
        return Published.of(folder).stream().filter(entry -> entry.isTest() && entry.isAccuracy() && entry.epoch() == 0).toList();
    }

    private static String range(Folder folder, double least, double greatest) {
        StringBuilder text = new StringBuilder(", from %s to %s".formatted(Numbers.percent(least), Numbers.percent(greatest)));
        for (Published entry : published(folder)) {
            String place = entry.value() < least ? "below them all" : entry.value() > greatest ? "above them all" : "within that range";
            text.append(". The published %s is %s".formatted(Numbers.percent(entry.value()), place));
        }
        return text.toString();
    }

    private static Html table(JsonNode setting) {
        Table table = new Table("Test figures over %s".formatted(Numbers.count(setting.path("runs").asLong(0), "run"))).column("Figure")
                .number("Mean").number("Deviation")
                .number("95 % interval of the mean").number("Least").number("Greatest");
        JsonNode accuracy = setting.path("test").path("accuracy");
        JsonNode loss = setting.path("test").path("loss");
        if (accuracy.path("mean").isNumber()) {
            table.row(Cell.text("accuracy"), Cell.percent(accuracy.path("mean")), points(accuracy.path("deviation"), ""),
                    points(accuracy.path("confidence95"), "± "), Cell.percent(accuracy.path("minimum")),
                    Cell.percent(accuracy.path("maximum")));
        }
        if (loss.path("mean").isNumber()) {
            JsonNode half = loss.path("confidence95");
            Cell interval = half.isNumber()
                    ? new Cell(Html.text("± " + Numbers.loss(half.asDouble())), half.asString())
                    : Cell.text("–");
            table.row(Cell.text("loss"), Cell.loss(loss.path("mean")), Cell.loss(loss.path("deviation")), interval,
                    Cell.loss(loss.path("minimum")), Cell.loss(loss.path("maximum")));
        }
        return table.html();
    }

    private static Cell points(JsonNode share, String before) {
        return share.isNumber() ? new Cell(Html.text(before + Numbers.fixed(100 * share.asDouble(), 2) + " points"), share.asString())
                : Cell.text("–");
    }

    private static Html chart(Folder folder, Chapter chapter) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        ArrayNode trials = values.putArray("trials");
        for (JsonNode trial : folder.result().path("trials")) {
            if (trial.path("test").path("accuracy").isNumber()) {
                trials.addArray().add(trial.path("test").path("accuracy").asDouble()).add(trial.path("seed").asLong(0));
            }
        }
        if (trials.isEmpty()) {
            return Html.NOTHING;
        }
        ArrayNode published = values.putArray("published");
        published(folder).forEach(entry -> published.add(entry.value()));
        JsonNode mean = folder.result().path("settings").path(0).path("test").path("accuracy");
        if (folder.result().path("settings").size() == 1 && mean.path("mean").isNumber()) {
            values.put("mean", mean.path("mean").asDouble()).put("half", mean.path("confidence95").asDouble(0));
        }
        String instead = "Test accuracy of each of %s; the table of trials gives the numbers."
                .formatted(Numbers.count(trials.size(), "trial"));
        return new Chart("spread", "Test accuracy of every trial, with the mean and its 95 % interval"
                + (published.isEmpty() ? "" : ", and the published value"), instead, values).html(chapter);
    }
}
