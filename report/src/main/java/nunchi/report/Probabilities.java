package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.text.Numbers;

/// What a model thinks of one example: the most likely classes with bars, the truth marked.
final class Probabilities {
    private static final int MOST = 4;

    private Probabilities() {}

    static Html of(String title, List<String> classes, AnswerRecord sample) {
        List<ClassProbability> order = ClassProbability.of(sample);
        if (order.isEmpty()) {
            return Html.NOTHING;
        }
        int truth = sample.truth() == null ? -1 : sample.truth();
        List<ClassProbability> shown = new ArrayList<>(order.subList(0, Math.min(MOST, order.size())));
        if (shown.stream().noneMatch(likely -> likely.category() == truth)) {
            order.stream()
                    .filter(likely -> likely.category() == truth)
                    .findFirst()
                    .ifPresent(likely -> shown.set(shown.size() - 1, likely));
        }
        List<Html> lines = shown.stream()
                .map(likely -> line(
                        Gallery.className(classes, likely.category()),
                        likely.probability(),
                        likely.category() == truth))
                .toList();
        return Html.tag(
                "div",
                Attributes.of("class", "probabilities"),
                Html.tag("p", verdict(title, classes, sample)),
                Html.tag("ul", Html.join(lines)));
    }

    private static Html verdict(String title, List<String> classes, AnswerRecord sample) {
        String prediction = Gallery.className(classes, sample.prediction());
        Html name = title.isEmpty() ? Html.text("Prediction: ") : Html.text(title + ": ");
        return Html.join(
                name, Html.tag("strong", Html.text(prediction)), Html.text(sample.isRight() ? " (right)" : " (wrong)"));
    }

    private static Html line(String name, double probability, boolean truth) {
        String length = Css.property("--share", probability);
        Attributes bar = Attributes.of("class", "bar", "style", length, "aria-hidden", "true");
        return Html.tag(
                "li",
                truth ? Attributes.of("class", "truth") : Attributes.NONE,
                Html.tag("span", Attributes.of("class", "name"), Html.text(truth ? name + " (truth)" : name)),
                Html.tag("span", bar),
                Html.tag("span", Attributes.of("class", "number"), Html.text(Numbers.roundPercent(probability))));
    }
}
