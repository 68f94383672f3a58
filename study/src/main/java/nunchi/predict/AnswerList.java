package nunchi.predict;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.picture.Picture;
import nunchi.prediction.Prediction;
import nunchi.prediction.Prediction.Likelihood;
import nunchi.record.Decimal;
import nunchi.record.InspectionRecord.DrawnRecord;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.LikelyRecord;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.record.PredictionsRecord.SaidRecord;
import nunchi.record.PredictionsRecord.SeenRecord;
import nunchi.record.PredictionsRecord.TagRecord;
import nunchi.token.TextEncoding;
import org.jspecify.annotations.Nullable;

/// Collects answers for a file: what `nunchi predict --json` prints and what the page of predictions is made of.
public final class AnswerList {
    private final String run;
    private final ExampleForm form;
    private final @Nullable Integer top;
    private final boolean pictures;
    private final List<PredictionRecord> predictions = new ArrayList<>();

    /// @param run      the folder, as it was given
    /// @param form     with the way in which images were fitted
    /// @param top      how many of the most likely classes are told; null for three, or all labels where an example may
    ///                 have several
    /// @param pictures whether images are put in, in base64
    public AnswerList(String run, ExampleForm form, @Nullable Integer top, boolean pictures) {
        this.run = run;
        this.form = form;
        this.top = top;
        this.pictures = pictures;
    }

    /// What an image or row was taken for, or what is wrong with it: `class` with its `probability`, or `score` where
    /// the outputs are no probabilities;
    /// where an example may have several, the `labels` that are decided for, and `yes` or not for each, and a `class`
    /// only if there is such a label.
    public void add(Answer answer) {
        String problem = answer.problem();
        predictions.add(problem == null ? record(answer) : PredictionRecord.refused(answer.name(), problem));
    }

    private PredictionRecord record(Answer answer) {
        Question.Given given = Objects.requireNonNull(answer.given());
        Prediction prediction = Objects.requireNonNull(answer.prediction());
        return new PredictionRecord(
                answer.name(),
                null,
                said(prediction),
                present(given.filled()),
                present(given.tokens().stream().map(TextEncoding.Token::text).toList()),
                present(unknown(given.tokens())),
                present(tags(given.tokens(), prediction.tags())),
                seen(given, answer.warnings()));
    }

    private static List<TagRecord> tags(List<TextEncoding.Token> tokens, List<Prediction.Tag> tags) {
        return IntStream.range(0, tags.size())
                .mapToObj(i -> new TagRecord(
                        tokens.get(i).text(),
                        tags.get(i).name(),
                        Decimal.of(tags.get(i).probability())))
                .toList();
    }

    private static List<Integer> unknown(List<TextEncoding.Token> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(i -> !tokens.get(i).known())
                .boxed()
                .toList();
    }

    /// All answers so far.
    public PredictionsRecord record() {
        return new PredictionsRecord(
                run,
                form.fit() == null ? null : form.fit().toString(),
                form.classes(),
                present(form.valueNames()),
                null,
                List.copyOf(predictions),
                null,
                null);
    }

    /// Null where it is empty.
    private static <T> @Nullable List<T> present(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private SaidRecord said(Prediction prediction) {
        if (prediction.text() != null) {
            return new SaidRecord(
                    null,
                    null,
                    prediction.text(),
                    Decimal.of((float) prediction.probability()),
                    null,
                    null,
                    null,
                    null);
        }
        List<Likelihood> likely = prediction.shown(top);
        if (likely.isEmpty()) {
            return new SaidRecord(
                    prediction.values().stream().map(Decimal::of).toList(), null, null, null, null, null, null, null);
        }
        boolean ofLabels = prediction.ofLabels();
        Likelihood first = !ofLabels || likely.getFirst().yes() ? likely.getFirst() : null;
        return new SaidRecord(
                null,
                first == null ? null : first.name(),
                null,
                first == null ? null : probability(first),
                first == null ? null : score(first),
                ofLabels ? Decimal.of(prediction.threshold()) : null,
                ofLabels ? prediction.affirmed().stream().map(Likelihood::name).toList() : null,
                likely.stream().map(each -> likely(each, ofLabels)).toList());
    }

    private static LikelyRecord likely(Likelihood each, boolean label) {
        return new LikelyRecord(each.name(), each.number(), probability(each), score(each), label ? each.yes() : null);
    }

    private static @Nullable Double probability(Likelihood each) {
        return each.kind().isProbability() ? Decimal.of(each.value()) : null;
    }

    private static @Nullable Double score(Likelihood each) {
        return each.kind().isProbability() ? null : Decimal.of(each.value());
    }

    /// Null of a row of numbers.
    private @Nullable SeenRecord seen(Question.Given given, List<String> warnings) {
        Picture seen = given.seen();
        if (seen == null) {
            return null;
        }
        return new SeenRecord(
                seen.steps(),
                present(warnings),
                pictures ? drawn(seen) : null,
                pictures ? drawn(given.original()) : null);
    }

    private static @Nullable DrawnRecord drawn(@Nullable Picture picture) {
        return picture == null
                ? null
                : new DrawnRecord(
                        Base64.getEncoder().encodeToString(picture.samples()),
                        List.of(picture.rows(), picture.columns(), picture.channels()));
    }
}
