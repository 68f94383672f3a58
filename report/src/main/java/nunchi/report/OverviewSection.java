package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.record.EvaluationRecord;
import nunchi.record.RunRecord;
import nunchi.record.RunRecord.BestRecord;
import nunchi.record.SpeedRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// The run in a few sentences and figures: only what its numbers show.
final class OverviewSection implements ReportSection {
    private static final String PREDICTED =
            "It predicts %2$s of the tokens of the %1$s correctly, and %3$s of the texts without a mistake.";
    private static final String TAGGED =
            "It predicts %2$s of the tags of the %1$s correctly, and all tags of %3$s of the sentences.";

    @Override
    public String title() {
        return "What was run";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<String> sentences = new ArrayList<>();
        add(sentences, folder.edited());
        add(sentences, training(folder));
        add(sentences, beginning(folder.experiment().at("train", "start")));
        sentences.addAll(CourseWords.of(folder.experiment()));
        add(sentences, ending(folder));
        add(sentences, test(folder));
        add(sentences, training(folder.run()));
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
        if (folder.run().status() != null || folder.experiment().isNone()) {
            return Html.NOTHING;
        }
        Tree planned = folder.experiment().at("train", "epochs");
        int done = folder.epochs().size();
        String epochs = planned.isNumber()
                ? "%s of %s".formatted(Numbers.count(done), Numbers.count((long) planned.number(), "epoch"))
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
        Integer epochs = folder.run().epochs();
        if (epochs == null) {
            return "";
        }
        StringBuilder sentence = new StringBuilder("A network");
        if (folder.model().trainable() != null) {
            sentence.append(" with ").append(Numbers.count(folder.model().trainable(), "trainable parameter"));
        }
        sentence.append(" was trained");
        Integer rows = folder.data().rows(Split.TRAIN);
        if (rows != null) {
            sentence.append(" on ").append(Numbers.count(rows, "example"));
        }
        if (folder.data().name() != null) {
            sentence.append(" of ").append(folder.data().name());
        }
        sentence.append(" for ").append(Numbers.count(epochs, "epoch"));
        double seconds = folder.run().seconds();
        return sentence + (Double.isNaN(seconds) ? "." : ", in " + Numbers.seconds(seconds) + ".");
    }

    /// Of a training that does not begin with initial values alone.
    private static String beginning(Tree start) {
        if (!(start.at("from") instanceof Tree.Text)) {
            return "";
        }
        String fresh = start.at("fresh").elements().stream()
                .map(layer -> layer.text(""))
                .collect(Collectors.joining(", "));
        return "It began with the weights of %s%s."
                .formatted(
                        start.at("from").text(""),
                        fresh.isEmpty() ? "" : ", and with initial values in layer " + fresh);
    }

    private static String ending(Folder folder) {
        String status = Objects.requireNonNullElse(folder.run().status(), "finished");
        BestRecord best = folder.run().best();
        String reason = Objects.requireNonNullElse(folder.run().reason(), "");
        String ending =
                status.equals("finished") ? "" : "The run " + status + (reason.isEmpty() ? ". " : ": " + reason + ". ");
        if (best != null && best.epoch() != null && best.monitor() != null) {
            ending += "Its best epoch by %s was epoch %s."
                    .formatted(Quantities.of(folder).inWords(best.monitor()), Numbers.count(best.epoch()));
        }
        return ending.strip();
    }

    private static String test(Folder folder) {
        double accuracy = folder.run().accuracy(Split.TEST);
        int rows = Objects.requireNonNullElse(folder.data().rows(Split.TEST), 0);
        if (Double.isNaN(accuracy)) {
            return values(folder.evaluation());
        }
        if (rows == 0) {
            return "Its test accuracy is " + Numbers.percent(accuracy) + ".";
        }
        if (folder.evaluation().ofLabels()) {
            return "It predicts %2$s of all labels of the %1$s correctly."
                    .formatted(Numbers.count(rows, "test example"), Numbers.percent(accuracy));
        }
        double match = folder.evaluation().metric("exactMatch");
        if (!Double.isNaN(match)) {
            return (folder.evaluation().ofTags() ? TAGGED : PREDICTED)
                    .formatted(Numbers.count(rows, "test example"), Numbers.percent(accuracy), Numbers.percent(match));
        }
        long right = Math.round(accuracy * rows);
        Interval interval = Interval.of(right, rows);
        if (rows == 1) {
            return "The only test example is classified %s, which says little about others."
                    .formatted(right == 1 ? "correctly" : "wrongly");
        }
        return "Of the %s it classifies %s correctly: a test accuracy of %s (95 %% interval for a test set of this size: %s to %s)."
                .formatted(
                        Numbers.count(rows, "test example"),
                        Numbers.count(right),
                        Numbers.percent(accuracy),
                        Numbers.roundPercent(interval.low()),
                        Numbers.roundPercent(interval.high()));
    }

    /// Of predicted numbers: how far they miss, in the unit of what is predicted.
    private static String values(EvaluationRecord evaluation) {
        double error = evaluation.metric("mae");
        double explained = evaluation.metric("r2");
        if (Double.isNaN(error) || evaluation.rows() == null) {
            return "";
        }
        return "On the %s its predictions miss by %s in the mean%s."
                .formatted(
                        Numbers.count(evaluation.rows(), Words.part(evaluation, "") + " example"),
                        Numbers.loss(error),
                        Double.isNaN(explained)
                                ? ""
                                : ", with an R² of %s (1 is perfect, 0 no better than always the mean)"
                                        .formatted(Numbers.loss(explained)));
    }

    private static String training(RunRecord result) {
        double train = result.accuracy(Split.TRAIN);
        double test = result.accuracy(Split.TEST);
        if (Double.isNaN(train) || Double.isNaN(test)) {
            return "";
        }
        double gap = 100 * (train - test);
        String compared = Math.abs(gap) < 0.005
                ? "the same"
                : "%s points %s".formatted(Numbers.fixed(Math.abs(gap), 2), gap > 0 ? "more" : "less");
        return "On its training examples the accuracy is %s, %s.".formatted(Numbers.percent(train), compared);
    }

    private static String published(Folder folder) {
        for (Published entry : Published.of(folder)) {
            double ours = entry.ours(folder);
            if (entry.isTest() && entry.isAccuracy() && entry.epoch() == 0 && !Double.isNaN(ours)) {
                return "The published test accuracy is %s; this run's %s."
                        .formatted(Numbers.percent(entry.value()), entry.inWords(ours));
            }
        }
        return "";
    }

    private static Html figures(Folder folder) {
        RunRecord result = folder.run();
        SpeedRecord speed = result.speed();
        List<Html> figures = new ArrayList<>();
        figure(figures, "test accuracy", Cell.percent(result.accuracy(Split.TEST)));
        figure(figures, "test loss", Cell.loss(result.loss(Split.TEST)));
        EvaluationRecord evaluation = folder.evaluation();
        for (String metric : List.of("mae", "rmse", "r2")) {
            String name = metric.equals("r2") ? Quantities.KNOWN.of(metric).words() : metric.toUpperCase(Locale.ROOT);
            figure(figures, Words.part(evaluation, "") + " " + name, Cell.loss(evaluation.metric(metric)));
        }
        figure(figures, "validation accuracy", Cell.percent(result.accuracy(Split.VALIDATION)));
        figure(
                figures,
                counted(folder.model().parameters(), "parameter"),
                Cell.count(folder.model().parameters()));
        figure(figures, counted(result.epochs(), "epoch"), Cell.count(result.epochs()));
        figure(figures, "training time", Cell.seconds(result.seconds()));
        figure(
                figures,
                "examples per second",
                speed == null || Double.isNaN(speed.imagesPerSecond())
                        ? Cell.NONE
                        : Cell.count((long) speed.imagesPerSecond()));
        return Html.tag("dl", Attributes.of("class", "figures"), Html.join(figures));
    }

    private static String counted(@Nullable Number count, String one) {
        return count != null && count.longValue() == 1 ? one : one + "s";
    }

    private static void figure(List<Html> figures, String name, Cell value) {
        if (value.exact() != null) {
            figures.add(Html.tag("div", Html.tag("dt", Html.text(name)), Html.tag("dd", value.shown())));
        }
    }
}
