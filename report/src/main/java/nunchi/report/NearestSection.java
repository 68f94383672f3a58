package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.record.EvaluationRecord.NeighbourRecord;
import nunchi.record.EvaluationRecord.SoughtRecord;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// The most confident mistakes, each beside the training examples that look most like it.
final class NearestSection implements ReportSection {
    private static final String MEASURE =
            "Labels in blue are the true class, those in orange the one that the model gave. The distance is the"
                    + " Euclidean one of brightnesses between 0 and 1: one pixel from black to white is a distance of 1.";

    @Override
    public String title() {
        return "Nearest training examples";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        ShownAnswers answered = ShownAnswers.of(folder, chapter);
        if (answered.picture() == null) {
            return Html.NOTHING;
        }
        List<AnswerRecord> mistakes = folder.evaluation().kept().mistakes().stream()
                .filter(mistake -> !nearest(mistake).isEmpty())
                .toList();
        List<Html> rows = mistakes.stream()
                .map(mistake -> row(answered, mistake))
                .filter(row -> !row.isEmpty())
                .toList();
        return rows.isEmpty()
                ? Html.NOTHING
                : Html.join(
                        Html.paragraph(summary(mistakes)),
                        Html.tag("div", Attributes.of("class", "nearest"), Html.join(rows)),
                        Html.tag(
                                "p",
                                Attributes.of("class", "note"),
                                Html.text(MEASURE
                                        + sampled(folder.evaluation().kept().nearest()))));
    }

    private static List<NeighbourRecord> nearest(AnswerRecord mistake) {
        return Objects.requireNonNullElse(mistake.nearest(), List.of());
    }

    /// What the neighbours speak for.
    private static String summary(List<AnswerRecord> mistakes) {
        long all =
                mistakes.stream().mapToLong(mistake -> nearest(mistake).size()).sum();
        String start = "Beside %s stand the training examples nearest to each, pixel by pixel."
                .formatted(
                        mistakes.size() == 1
                                ? "the mistake"
                                : "the %s most confident misclassifications".formatted(Numbers.count(mistakes.size())));
        return start
                + " Of these %s %s the label that the model gave and %s the true one."
                        .formatted(
                                Numbers.count(all, "neighbour"),
                                bear(mistakes, AnswerRecord::prediction),
                                bear(mistakes, AnswerRecord::truth));
    }

    private static String bear(List<AnswerRecord> mistakes, Function<AnswerRecord, Integer> what) {
        long count = mistakes.stream()
                .mapToLong(mistake -> nearest(mistake).stream()
                        .filter(each -> Objects.equals(each.label(), what.apply(mistake)))
                        .count())
                .sum();
        return Numbers.count(count) + (count == 1 ? " bears" : " bear");
    }

    private static String sampled(@Nullable SoughtRecord nearest) {
        return nearest != null
                        && nearest.searched() != null
                        && nearest.of() != null
                        && nearest.searched() < nearest.of()
                ? " To keep the search short, %s of the %s training examples, evenly taken, were looked at."
                        .formatted(Numbers.count(nearest.searched()), Numbers.count(nearest.of()))
                : "";
    }

    private static Html row(ShownAnswers answered, AnswerRecord mistake) {
        Html image = answered.image(mistake);
        if (image.isEmpty()) {
            return image;
        }
        List<Html> figures = new ArrayList<>();
        figures.add(Html.tag(
                "figure",
                image,
                Html.tag(
                        "figcaption",
                        Html.text(
                                "True:\u00a0%s, Pred:\u00a0%s",
                                answered.truth(mistake), answered.prediction(mistake)))));
        nearest(mistake).forEach(each -> figures.add(neighbour(answered, mistake, each)));
        String label = Words.part(answered.evaluation(), "") + " row " + (mistake.row() == null ? 0 : mistake.row());
        return Html.tag(
                "div", Attributes.of("class", "pictures", "role", "group", "aria-label", label), Html.join(figures));
    }

    private static Html neighbour(ShownAnswers answered, AnswerRecord mistake, NeighbourRecord each) {
        String label = Gallery.className(answered.evaluation().byClass().classes(), each.label());
        Html image = answered.image(
                each.image(), "training example %d, labelled %s".formatted(each.row() == null ? 0 : each.row(), label));
        String kind = Objects.equals(each.label(), mistake.truth())
                ? "right"
                : Objects.equals(each.label(), mistake.prediction()) ? "wrong" : "other";
        Html distance =
                Html.tag("span", Attributes.of("class", "sure"), Html.text("at " + Numbers.fixed(each.distance(), 2)));
        return image.isEmpty()
                ? image
                : Html.tag(
                        "figure",
                        image,
                        Html.tag(
                                "figcaption",
                                Html.tag("span", Attributes.of("class", kind), Html.text(label)),
                                distance));
    }
}
