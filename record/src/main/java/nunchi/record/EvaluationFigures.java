package nunchi.record;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.Confusion;
import nunchi.metric.TargetType;
import nunchi.record.EvaluationRecord.BinRecord;
import nunchi.record.EvaluationRecord.CalibrationRecord;
import nunchi.record.EvaluationRecord.ClassRecord;
import nunchi.record.EvaluationRecord.ClassesRecord;
import nunchi.record.EvaluationRecord.ConfusedRecord;
import nunchi.record.EvaluationRecord.LengthRecord;
import nunchi.record.EvaluationRecord.PredictedTextRecord;
import nunchi.train.Calibration;
import nunchi.train.Evaluation;
import nunchi.train.Evaluation.ClassMetrics;
import nunchi.train.Evaluation.PredictedText;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// An `evaluation.json` without examples.
public final class EvaluationFigures {
    /// Of more classes than a whole matrix is counted of: the classes with the highest and the lowest F1, and the most
    /// frequent confusions.
    private static final int EXTREMES = 100;
    private static final int CONFUSED = 1000;
    private static final int TEXTS = 100;

    private EvaluationFigures() {}

    /// @param part    null for all of other data
    /// @param classes their names; empty where there are none; those of tags are taken from the evaluation
    public static EvaluationRecord of(@Nullable Split part, Evaluation evaluation, List<String> classes) {
        List<String> names = evaluation.type() == TargetType.TAGS
                ? evaluation.perClass().stream().map(ClassMetrics::name).toList()
                : classes;
        MetricValues figures = evaluation.metrics();
        return new EvaluationRecord(
                part == null ? "all" : part.toString(),
                evaluation.rows(),
                evaluation.type().name().toLowerCase(Locale.ROOT),
                figures.loss(),
                figures.hasAccuracy() ? figures.accuracy() : null,
                figures.metrics(),
                names.isEmpty() ? null : byClass(evaluation, names),
                evaluation.hasCalibration() ? calibration(evaluation.calibration()) : null,
                null,
                evaluation.texts().isEmpty() ? null : texts(evaluation),
                evaluation.byLength().isEmpty() ? null : byLength(evaluation),
                null);
    }

    /// The first of the rows, and the first that are wrong.
    private static List<PredictedTextRecord> texts(Evaluation evaluation) {
        List<PredictedText> first = evaluation.texts().stream().limit(TEXTS).toList();
        Stream<PredictedText> wrong = evaluation.texts().stream()
                .skip(TEXTS)
                .filter(each -> !each.right())
                .limit(TEXTS);
        return Stream.concat(first.stream(), wrong)
                .map(each -> new PredictedTextRecord(each.row(), each.text(), each.target(), each.predicted()))
                .toList();
    }

    private static List<LengthRecord> byLength(Evaluation evaluation) {
        return evaluation.byLength().stream()
                .map(bin -> new LengthRecord(
                        bin.from(), bin.to(), bin.rows(), bin.exactMatch(), bin.tokenAccuracy(), bin.bleu()))
                .toList();
    }

    private static ClassesRecord byClass(Evaluation evaluation, List<String> classes) {
        boolean many = classes.size() > Confusion.MOST;
        List<ConfusedRecord> confused = evaluation.confused().stream()
                .limit(CONFUSED)
                .map(each -> new ConfusedRecord(each.truth(), each.prediction(), each.rows()))
                .toList();
        return new ClassesRecord(
                classes,
                evaluation.confusion().isEmpty() ? null : evaluation.confusion(),
                many ? classes.size() : null,
                many && !evaluation.answers().isEmpty() ? confused : null,
                evaluation.extremes(many ? EXTREMES : Confusion.MOST).stream()
                        .map(each -> ofClass(each, evaluation.type() == TargetType.LABELS))
                        .toList());
    }

    private static ClassRecord ofClass(ClassMetrics figures, boolean label) {
        return new ClassRecord(
                figures.name(),
                figures.precision(),
                figures.recall(),
                figures.f1(),
                figures.support(),
                label ? figures.right() : null,
                label ? figures.falsePositives() : null,
                label ? figures.falseNegatives() : null);
    }

    private static CalibrationRecord calibration(Calibration calibration) {
        return new CalibrationRecord(
                calibration.ece(),
                calibration.brier(),
                calibration.confidence(),
                calibration.bins().stream()
                        .map(bin -> new BinRecord(bin.from(), bin.to(), bin.rows(), bin.confidence(), bin.accuracy()))
                        .toList());
    }
}
