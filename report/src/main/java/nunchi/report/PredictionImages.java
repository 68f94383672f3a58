package nunchi.report;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.record.Codec;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// The images of an evaluation's answers, each with its truth and prediction, and with what the page orders and
/// filters it by.
///
/// @param picture null where examples are not images
record PredictionImages(
        EvaluationRecord evaluation, @Nullable Picture picture, Chapter chapter) {
    private static final int SAID = 5;
    /// On a page on several members; a member's own page has all that were kept.
    private static final int MOST_OF_MEMBER = 300;

    static PredictionImages of(Folder folder, Chapter chapter) {
        return new PredictionImages(
                folder.evaluation(), Picture.of(folder.evaluation().kept().imageShape()), chapter);
    }

    /// Those of one of the evaluation's lists, in its order. The first of each pair of truth and prediction bears the
    /// pair's anchor.
    ///
    /// @param list the mistakes, or the right answers
    List<Html> figures(List<AnswerRecord> list) {
        Set<String> met = new HashSet<>();
        return picture == null
                ? List.of()
                : shown(list)
                        .map(answer -> figure(answer, met))
                        .filter(figure -> !figure.isEmpty())
                        .toList();
    }

    private Stream<AnswerRecord> shown(List<AnswerRecord> list) {
        return list.stream().limit(chapter.isMember() ? MOST_OF_MEMBER : Long.MAX_VALUE);
    }

    private Html figure(AnswerRecord answer, Set<String> met) {
        String pair = anchor(answer);
        Attributes attributes = Attributes.of(
                "data-pair",
                pair,
                "data-true",
                Objects.toString(answer.truth(), ""),
                "data-pred",
                Objects.toString(answer.prediction(), ""),
                "data-row",
                Objects.toString(answer.row(), ""),
                "data-said",
                said(answer));
        double probability = answer.probability(answer.prediction());
        double score = answer.score(answer.prediction());
        String sure = !Double.isNaN(probability)
                ? Numbers.roundPercent(probability)
                : Double.isNaN(score) ? "" : Numbers.plain(score);
        Html image = image(answer);
        Html caption = Html.tag(
                "figcaption",
                Html.text("True:\u00a0%s, Pred:\u00a0%s", truth(answer), prediction(answer)),
                Html.tag("span", Attributes.of("class", "sure"), Html.text(sure)));
        return image.isEmpty()
                ? image
                : Html.tag("figure", met.add(pair) ? attributes.and("id", pair) : attributes, image, caption);
    }

    Html image(AnswerRecord answer) {
        return image(
                answer.image(),
                "row %d, a %s predicted as %s"
                        .formatted(answer.row() == null ? 0 : answer.row(), truth(answer), prediction(answer)));
    }

    /// Nothing where examples are not images.
    Html image(@Nullable String base64, String instead) {
        return picture == null ? Html.NOTHING : picture.html(base64, instead);
    }

    /// The most likely classes with their probabilities: `[["9", 0.81], ["4", 0.12]]`.
    private String said(AnswerRecord answer) {
        return ClassProbability.of(answer).stream()
                .limit(SAID)
                .map(likely -> "[%s,%s]"
                        .formatted(text(name(likely.category())), Math.round(likely.probability() * 1e4) / 1e4))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /// The pairs of truth and prediction of which there are images, by their anchors.
    Set<String> pairs() {
        Set<String> pairs = new HashSet<>();
        if (picture != null) {
            Stream.of(evaluation.kept().mistakes(), evaluation.kept().right())
                    .forEach(list -> shown(list).forEach(answer -> pairs.add(anchor(answer))));
        }
        return pairs;
    }

    /// Of each class how many examples were taken for which; empty where nobody counted.
    List<List<Integer>> confusion() {
        return Objects.requireNonNullElse(evaluation.byClass().confusion(), List.of());
    }

    private String anchor(AnswerRecord answer) {
        return anchor(
                answer.truth() == null ? 0 : answer.truth(), answer.prediction() == null ? 0 : answer.prediction());
    }

    String anchor(int truth, int prediction) {
        return chapter.id("answer " + truth + " " + prediction);
    }

    String truth(AnswerRecord answer) {
        return Gallery.className(evaluation.byClass().classes(), answer.truth());
    }

    String prediction(AnswerRecord answer) {
        return Gallery.className(evaluation.byClass().classes(), answer.prediction());
    }

    String name(int category) {
        return Gallery.className(evaluation.byClass().classes(), category);
    }

    /// All classes' names as JSON.
    String names() {
        int classes =
                Math.max(evaluation.byClass().classes().size(), confusion().size());
        return Codec.line(IntStream.range(0, classes).mapToObj(this::name).toList());
    }

    private static String text(String name) {
        String list = Codec.line(List.of(name));
        return list.substring(1, list.length() - 1);
    }
}
