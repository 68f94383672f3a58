package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.report.Predicted.Other;
import tools.jackson.databind.JsonNode;

/// A person's own pictures and what the model makes of them, as it is meant to be fed and under the experiment's
/// variants.
final class PicturesSection implements ReportSection {
    private static final double CERTAIN = 0.9995;

    @Override
    public String title() {
        return "Own pictures";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode tree = folder.predictions();
        List<Html> cards = new ArrayList<>();
        for (int i = 0; i < tree.path("predictions").size(); i++) {
            JsonNode prediction = tree.path("predictions").path(i);
            cards.add(
                    prediction.has("problem")
                            ? Html.paragraph(prediction.path("problem").asString(""))
                            : Predicted.card(prediction, others(tree, i)));
        }
        if (cards.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.join(Predicted.introduction(tree, cards.size()), certainty(tree), Html.join(cards));
    }

    private static List<Other> others(JsonNode tree, int number) {
        return tree.path("variants")
                .valueStream()
                .map(variant -> new Other(
                        variant.path("name").asString(""),
                        variant.path("predictions").path(number)))
                .filter(other -> !other.prediction().has("problem"))
                .toList();
    }

    /// A model that is fed otherwise than it learnt may be sure of everything.
    private static Html certainty(JsonNode tree) {
        List<Html> sentences = new ArrayList<>();
        long own = certain(tree.path("predictions"));
        for (JsonNode variant : tree.path("variants")) {
            JsonNode others = variant.path("predictions");
            long changed = 0;
            for (int i = 0; i < others.size(); i++) {
                String now = others.path(i).path("class").asString("");
                changed += now.equals(
                                tree.path("predictions").path(i).path("class").asString(""))
                        ? 0
                        : 1;
            }
            sentences.add(Html.paragraph(
                    "%s: %d of %s get another answer. %d have a probability that rounds to 100.0 %%; where the model is fed as it learnt, %d have."
                            .formatted(
                                    Words.title(variant.path("name").asString("")),
                                    changed,
                                    Numbers.count(others.size(), "picture"),
                                    certain(others),
                                    own)));
        }
        return Html.join(sentences);
    }

    private static long certain(JsonNode predictions) {
        return predictions
                .valueStream()
                .filter(prediction -> prediction.path("probability").asDouble(0) >= CERTAIN)
                .count();
    }
}
