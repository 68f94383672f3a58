package nunchi.report;

import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Bin;
import nunchi.report.page.Chart.Calibration;
import tools.jackson.databind.JsonNode;

/// How far the model's probabilities can be believed: how often answers of each confidence are right.
final class CalibrationSection implements ReportSection {
    private static final String CAPTION = "How often answers are right, by their confidence: bars stand over the bins,"
            + " diamonds over the mean confidence in each; the line is where both agree";
    private static final String MEANING =
            "Confidence is the probability that the model gives to its own answer, here in %s of equal width. The expected"
                    + " calibration error (ECE) is the mean distance between confidence and accuracy over the bins, each counted by its examples"
                    + " (Guo et al. 2017). The Brier score is the mean over the examples of the summed squares of what each class's probability lacks"
                    + " to 1 for the true class and to 0 for the others (Brier 1950): 0 is best, 2 worst; with two classes it is twice scikit-learn's brier_score_loss.";

    @Override
    public String title() {
        return "Calibration";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode calibration = folder.evaluation().path("calibration");
        JsonNode bins = calibration.path("bins");
        if (bins.isEmpty() || !calibration.path("ece").isNumber()) {
            return Html.NOTHING;
        }
        Html chart = chapter.chart(
                new Calibration(
                        CAPTION, bins.valueStream().map(CalibrationSection::bin).toList()),
                "The table below has the numbers.");
        return Html.join(
                Html.paragraph(summary(folder.evaluation(), calibration)),
                chart,
                table(bins),
                Html.tag(
                        "p",
                        Attributes.of("class", "note"),
                        Html.text(MEANING.formatted(Numbers.count(bins.size(), "bin")))));
    }

    private static Bin bin(JsonNode bin) {
        boolean filled =
                bin.path("confidence").isNumber() && bin.path("accuracy").isNumber();
        return new Bin(
                bin.path("from").asDouble(0),
                bin.path("to").asDouble(1),
                bin.path("rows").asLong(0),
                filled ? bin.path("confidence").asDouble() : null,
                filled ? bin.path("accuracy").asDouble() : null);
    }

    private static String summary(JsonNode evaluation, JsonNode calibration) {
        String errors = "The expected calibration error is %s, the Brier score %s."
                .formatted(
                        Numbers.percent(calibration.path("ece").asDouble()),
                        Numbers.loss(calibration.path("brier").asDouble(Double.NaN)));
        if (!calibration.path("confidence").isNumber()
                || !evaluation.path("accuracy").isNumber()) {
            return errors;
        }
        double confidence = calibration.path("confidence").asDouble();
        double accuracy = evaluation.path("accuracy").asDouble();
        String points = Numbers.fixed(100 * Math.abs(confidence - accuracy), 2);
        String verdict = Math.abs(confidence - accuracy) <= 2 * deviation(calibration.path("bins"))
                ? "the difference of %s points is within what chance alone makes of %s"
                        .formatted(points, examples(calibration.path("bins")))
                : "by %s points it is %s than it is right"
                        .formatted(points, confidence > accuracy ? "surer" : "less sure");
        return Words.seen(evaluation)
                + "On average the model was %s sure of its answers, and %s of them were right: %s. %s"
                        .formatted(Numbers.percent(confidence), Numbers.percent(accuracy), verdict, errors);
    }

    private static String examples(JsonNode bins) {
        return Numbers.count(
                bins.valueStream().mapToLong(bin -> bin.path("rows").asLong(0)).sum(), "example");
    }

    /// Of the accuracy, were every answer right with the probability of its bin.
    private static double deviation(JsonNode bins) {
        double variance = 0;
        double rows = 0;
        for (JsonNode bin : bins) {
            double confidence = bin.path("confidence").asDouble(0);
            variance += bin.path("rows").asDouble(0) * confidence * (1 - confidence);
            rows += bin.path("rows").asDouble(0);
        }
        return Math.sqrt(variance) / Math.max(1, rows);
    }

    private static Html table(JsonNode bins) {
        Table table = new Table("Answers by their confidence")
                .column("Confidence")
                .number("Examples")
                .number("Mean confidence")
                .number("Accuracy");
        for (JsonNode bin : bins) {
            if (bin.path("rows").asLong(0) > 0) {
                String range = "%s to %s"
                        .formatted(
                                Numbers.roundPercent(bin.path("from").asDouble(0)),
                                Numbers.roundPercent(bin.path("to").asDouble(0)));
                table.row(
                        Cell.text(range),
                        Cell.count(bin.path("rows")),
                        Cell.percent(bin.path("confidence")),
                        Cell.percent(bin.path("accuracy")));
            }
        }
        return Html.tag("details", Html.tag("summary", Html.text("The bins as a table")), table.html());
    }
}
