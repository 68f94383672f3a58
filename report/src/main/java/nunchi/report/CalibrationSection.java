package nunchi.report;

import java.util.List;
import nunchi.record.Decimal;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.BinRecord;
import nunchi.record.EvaluationRecord.CalibrationRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Bin;
import nunchi.report.page.Chart.Calibration;
import nunchi.text.Numbers;

/// How far the model's probabilities can be believed: how often answers of each confidence are right.
final class CalibrationSection implements ReportSection {
    private static final String CAPTION = "How often answers are right, by their confidence: bars stand over the bins,"
            + " diamonds over the mean confidence in each; the line is perfect calibration";
    private static final String MEANING =
            "Confidence is the probability that the model gives to its own answer, here in %s of equal width. The expected"
                    + " calibration error (ECE) is the mean distance between confidence and accuracy over the bins, each counted by its examples"
                    + " (Guo et al. 2017). The Brier score is the mean over the examples of the summed squares of what each class's probability lacks"
                    + " to 1 for the true class and to 0 for the others (Brier 1950). 0 is best, 2 is worst. With two classes it is twice scikit-learn's brier_score_loss.";

    @Override
    public String title() {
        return "Calibration";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        CalibrationRecord calibration = folder.evaluation().calibration();
        if (calibration == null || calibration.bins().isEmpty() || Double.isNaN(calibration.ece())) {
            return Html.NOTHING;
        }
        List<BinRecord> bins = calibration.bins();
        Html chart = chapter.chart(
                new Calibration(
                        CAPTION, bins.stream().map(CalibrationSection::bin).toList()),
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

    private static Bin bin(BinRecord bin) {
        boolean filled = !Double.isNaN(bin.confidence()) && !Double.isNaN(bin.accuracy());
        return new Bin(
                bin.from(), bin.to(), rows(bin), filled ? bin.confidence() : null, filled ? bin.accuracy() : null);
    }

    private static int rows(BinRecord bin) {
        return bin.rows() == null ? 0 : bin.rows();
    }

    private static String summary(EvaluationRecord evaluation, CalibrationRecord calibration) {
        String errors = "The expected calibration error is %s, the Brier score %s."
                .formatted(Numbers.percent(calibration.ece()), Numbers.loss(calibration.brier()));
        double confidence = calibration.confidence();
        double accuracy = Decimal.orNaN(evaluation.accuracy());
        if (Double.isNaN(confidence) || Double.isNaN(accuracy)) {
            return errors;
        }
        String points = Numbers.fixed(100 * Math.abs(confidence - accuracy), 2);
        String verdict = Math.abs(confidence - accuracy) <= 2 * deviation(calibration.bins())
                ? "the difference of %s points is within what chance alone gives for %s"
                        .formatted(points, examples(calibration.bins()))
                : "by %s points it is %s than it is right"
                        .formatted(points, confidence > accuracy ? "surer" : "less sure");
        return Words.seen(evaluation)
                + "On average the model was %s sure of its answers, and %s of them were right: %s. %s"
                        .formatted(Numbers.percent(confidence), Numbers.percent(accuracy), verdict, errors);
    }

    private static String examples(List<BinRecord> bins) {
        return Numbers.count(bins.stream().mapToLong(CalibrationSection::rows).sum(), "example");
    }

    /// Of the accuracy, were every answer right with the probability of its bin.
    private static double deviation(List<BinRecord> bins) {
        double variance = 0;
        double rows = 0;
        for (BinRecord bin : bins) {
            variance += rows(bin) == 0 ? 0 : rows(bin) * bin.confidence() * (1 - bin.confidence());
            rows += rows(bin);
        }
        return Math.sqrt(variance) / Math.max(1, rows);
    }

    private static Html table(List<BinRecord> bins) {
        Table table = new Table("Answers by their confidence")
                .column("Confidence")
                .number("Examples")
                .number("Mean confidence")
                .number("Accuracy");
        for (BinRecord bin : bins) {
            if (rows(bin) > 0) {
                String range = "%s to %s".formatted(Numbers.roundPercent(bin.from()), Numbers.roundPercent(bin.to()));
                table.row(
                        Cell.text(range),
                        Cell.count(bin.rows()),
                        Cell.percent(bin.confidence()),
                        Cell.percent(bin.accuracy()));
            }
        }
        return Html.tag("details", Html.tag("summary", Html.text("The bins as a table")), table.html());
    }
}
