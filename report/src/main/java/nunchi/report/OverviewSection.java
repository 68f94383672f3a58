package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// The run in a few sentences and figures: only what its numbers show.
final class OverviewSection implements ReportSection {
    @Override
    public String title() {
        return "What was run";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<String> sentences = new ArrayList<>();
        add(sentences, folder.edited());
        add(sentences, training(folder));
        add(sentences, beginning(folder.experiment().path("train").path("start")));
        add(sentences, ending(folder));
        add(sentences, test(folder));
        add(sentences, training(folder.result()));
        add(sentences, published(folder));
        Html unfinished = unfinished(folder);
        if (sentences.isEmpty() && unfinished.isEmpty()) {
            return Html.NOTHING;
        }
        Html paragraph =
                Html.tag("p", Attributes.of("class", "lead"), unfinished, Html.text(String.join(" ", sentences)));
        return Html.join(paragraph, figures(folder));
    }

    private static void add(List<String> sentences, String sentence) {
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
    }

    /// The journal of a run that was interrupted is there before its result.
    private static Html unfinished(Folder folder) {
        if (!folder.result().isEmpty() || folder.experiment().isEmpty()) {
            return Html.NOTHING;
        }
        JsonNode planned = folder.experiment().path("train").path("epochs");
        int done = folder.epochs().size();
        String epochs = planned.isNumber()
                ? "%s of %s".formatted(Numbers.count(done), Numbers.count(planned.asLong(), "epoch"))
                : Numbers.count(done, "epoch");
        return Html.join(
                Html.text("This run has not ended: %s %s in its journal. ".formatted(epochs, done == 1 ? "is" : "are")),
                Html.tag(
                        "code",
                        Html.text(
                                "nunchi run --resume %s".formatted(folder.path().getFileName()))),
                Html.text(" goes on with it."));
    }

    private static String training(Folder folder) {
        JsonNode parameters = folder.model().path("trainable");
        JsonNode rows = folder.data().path("parts").path("train").path("rows");
        JsonNode epochs = folder.result().path("epochs");
        if (!epochs.isNumber()) {
            return "";
        }
        StringBuilder sentence = new StringBuilder("A network");
        if (parameters.isNumber()) {
            sentence.append(" with ").append(Numbers.count(parameters.asLong(), "trainable parameter"));
        }
        sentence.append(" was trained");
        if (rows.isNumber()) {
            sentence.append(" on ").append(Numbers.count(rows.asLong(), "example"));
        }
        if (folder.data().path("name").isString()) {
            sentence.append(" of ").append(folder.data().path("name").asString());
        }
        sentence.append(" for ").append(Numbers.count(epochs.asLong(), "epoch"));
        JsonNode seconds = folder.result().path("seconds");
        return sentence + (seconds.isNumber() ? ", in " + Numbers.seconds(seconds.asDouble()) + "." : ".");
    }

    /// Of a training that does not begin with initial values alone.
    private static String beginning(JsonNode start) {
        if (!start.path("from").isString()) {
            return "";
        }
        String fresh = String.join(
                ", ", start.path("fresh").valueStream().map(JsonNode::asString).toList());
        return "It began with the weights of %s%s."
                .formatted(
                        start.path("from").asString(),
                        fresh.isEmpty() ? "" : ", and with initial values in layer " + fresh);
    }

    private static String ending(Folder folder) {
        JsonNode result = folder.result();
        String status = result.path("status").asString("finished");
        JsonNode best = result.path("best");
        String reason = result.path("reason").asString("");
        String ending =
                status.equals("finished") ? "" : "The run " + status + (reason.isEmpty() ? ". " : ": " + reason + ". ");
        if (best.path("epoch").isNumber() && best.path("monitor").isString()) {
            ending += "Its best epoch by %s was epoch %s."
                    .formatted(
                            Quantities.of(folder).inWords(best.path("monitor").asString()),
                            Numbers.count(best.path("epoch").asLong()));
        }
        return ending.strip();
    }

    private static String test(Folder folder) {
        JsonNode accuracy = folder.result().path("test").path("accuracy");
        JsonNode rows = folder.data().path("parts").path("test").path("rows");
        if (!accuracy.isNumber()) {
            return values(folder.evaluation());
        }
        if (!rows.isNumber() || rows.asLong() == 0) {
            return "Its test accuracy is " + Numbers.percent(accuracy.asDouble()) + ".";
        }
        if (folder.evaluation().path("targets").asString("").equals("labels")) {
            return "Of all labels of the %s it tells %s rightly."
                    .formatted(Numbers.count(rows.asLong(), "test example"), Numbers.percent(accuracy.asDouble()));
        }
        long right = Math.round(accuracy.asDouble() * rows.asLong());
        Interval interval = Interval.of(right, rows.asLong());
        if (rows.asLong() == 1) {
            return "The only test example is classified %s, which tells little of others."
                    .formatted(right == 1 ? "correctly" : "wrongly");
        }
        return "Of the %s it classifies %s correctly: a test accuracy of %s (95 %% interval for a test part of this size: %s to %s)."
                .formatted(
                        Numbers.count(rows.asLong(), "test example"),
                        Numbers.count(right),
                        Numbers.percent(accuracy.asDouble()),
                        Numbers.roundPercent(interval.low()),
                        Numbers.roundPercent(interval.high()));
    }

    /// Of predicted numbers: how far they miss, in the unit of what is predicted.
    private static String values(JsonNode evaluation) {
        JsonNode error = evaluation.path("metrics").path("mae");
        JsonNode explained = evaluation.path("metrics").path("r2");
        if (!error.isNumber() || !evaluation.path("rows").isNumber()) {
            return "";
        }
        return "On the %s its predictions miss by %s in the mean%s."
                .formatted(
                        Numbers.count(
                                evaluation.path("rows").asLong(),
                                Words.part(evaluation.path("part").asString("")) + " example"),
                        Numbers.loss(error.asDouble()),
                        explained.isNumber()
                                ? ", with an R² of %s (1 is perfect, 0 no better than always the mean)"
                                        .formatted(Numbers.loss(explained.asDouble()))
                                : "");
    }

    private static String training(JsonNode result) {
        JsonNode train = result.path("train").path("accuracy");
        JsonNode test = result.path("test").path("accuracy");
        if (!train.isNumber() || !test.isNumber()) {
            return "";
        }
        double gap = 100 * (train.asDouble() - test.asDouble());
        String compared = Math.abs(gap) < 0.005
                ? "the same"
                : "%s points %s".formatted(Numbers.fixed(Math.abs(gap), 2), gap > 0 ? "more" : "less");
        return "On its training examples the accuracy is %s, %s."
                .formatted(Numbers.percent(train.asDouble()), compared);
    }

    private static String published(Folder folder) {
        for (Published entry : Published.of(folder)) {
            JsonNode ours = entry.ours(folder);
            if (entry.isTest() && entry.isAccuracy() && entry.epoch() == 0 && ours.isNumber()) {
                return "The published test accuracy is %s; this run's %s."
                        .formatted(Numbers.percent(entry.value()), entry.inWords(ours.asDouble()));
            }
        }
        return "";
    }

    private static Html figures(Folder folder) {
        JsonNode result = folder.result();
        List<Html> figures = new ArrayList<>();
        figure(figures, "test accuracy", Cell.percent(result.path("test").path("accuracy")));
        figure(figures, "test loss", Cell.loss(result.path("test").path("loss")));
        JsonNode evaluation = folder.evaluation();
        for (String metric : List.of("mae", "rmse", "r2")) {
            String name = metric.equals("r2") ? Quantities.KNOWN.of(metric).words() : metric.toUpperCase(Locale.ROOT);
            figure(
                    figures,
                    Words.part(evaluation.path("part").asString("")) + " " + name,
                    Cell.loss(evaluation.path("metrics").path(metric)));
        }
        figure(
                figures,
                "validation accuracy",
                Cell.percent(result.path("validation").path("accuracy")));
        figure(
                figures,
                counted(folder.model().path("parameters"), "parameter"),
                Cell.count(folder.model().path("parameters")));
        figure(figures, counted(result.path("epochs"), "epoch"), Cell.count(result.path("epochs")));
        figure(figures, "training time", Cell.seconds(result.path("seconds")));
        figure(figures, "examples per second", Cell.count(result.path("imagesPerSecond")));
        return Html.tag("dl", Attributes.of("class", "figures"), Html.join(figures));
    }

    private static String counted(JsonNode count, String one) {
        return count.asLong(0) == 1 ? one : one + "s";
    }

    private static void figure(List<Html> figures, String name, Cell value) {
        if (value.exact() != null) {
            figures.add(Html.tag("div", Html.tag("dt", Html.text(name)), Html.tag("dd", value.shown())));
        }
    }
}
