package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.record.Decimal;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.record.PredictionsRecord.VariantRecord;
import nunchi.report.PicturePrediction.Other;
import nunchi.text.Numbers;

/// A person's own images and what the model makes of them, as it is meant to be fed and under the experiment's
/// variants.
final class PicturesSection implements ReportSection {
    private static final double CERTAIN = 0.9995;

    @Override
    public String title() {
        return "Own images";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        PredictionsRecord tree = folder.predictions();
        List<Html> cards = new ArrayList<>();
        for (int i = 0; i < tree.predictions().size(); i++) {
            PredictionRecord prediction = tree.predictions().get(i);
            cards.add(
                    prediction.problem() != null
                            ? Html.paragraph(prediction.problem())
                            : PicturePrediction.card(prediction, others(tree, i)));
        }
        if (cards.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.join(PicturePrediction.introduction(tree, cards.size()), certainty(tree), Html.join(cards));
    }

    private static List<Other> others(PredictionsRecord tree, int number) {
        return variants(tree).stream()
                .filter(variant -> number < variant.predictions().size())
                .map(variant -> new Other(name(variant), variant.predictions().get(number)))
                .filter(other -> other.prediction().problem() == null)
                .toList();
    }

    private static List<VariantRecord> variants(PredictionsRecord tree) {
        return Objects.requireNonNullElse(tree.variants(), List.of());
    }

    private static String name(VariantRecord variant) {
        return Objects.requireNonNullElse(variant.name(), "");
    }

    /// A model that is fed otherwise than it learnt may be sure of everything.
    private static Html certainty(PredictionsRecord tree) {
        List<Html> sentences = new ArrayList<>();
        long own = certain(tree.predictions());
        for (VariantRecord variant : variants(tree)) {
            List<PredictionRecord> others = variant.predictions();
            long changed = IntStream.range(0, others.size())
                    .filter(i -> i >= tree.predictions().size()
                            || !Objects.equals(
                                    PicturePrediction.said(others.get(i)).best(),
                                    PicturePrediction.said(tree.predictions().get(i))
                                            .best()))
                    .count();
            sentences.add(Html.paragraph(
                    "%s: %d of %s get another answer. %d have a probability that rounds to 100.0 %%; where the model is fed as it learnt, %d have."
                            .formatted(
                                    Words.title(name(variant)),
                                    changed,
                                    Numbers.count(others.size(), "image"),
                                    certain(others),
                                    own)));
        }
        return Html.join(sentences);
    }

    private static long certain(List<PredictionRecord> predictions) {
        return predictions.stream()
                .filter(prediction ->
                        Decimal.orNaN(PicturePrediction.said(prediction).probability()) >= CERTAIN)
                .count();
    }
}
