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

/// The images or texts of an evaluation's answers, each with its truth and prediction, and with what the page orders
/// and filters it by.
///
/// @param picture null where examples are not images
record ShownAnswers(EvaluationRecord evaluation, @Nullable Picture picture, Chapter chapter) {
    private static final int SAID = 5;
    /// On a page on several members; a member's own page has all that were kept.
    private static final int MOST_OF_MEMBER = 300;

    static ShownAnswers of(Folder folder, Chapter chapter) {
        return new ShownAnswers(
                folder.evaluation(), Picture.of(folder.evaluation().kept().imageShape()), chapter);
    }

    /// What a page shows of a list of answers.
    ///
    /// @param count number of answers that are shown
    record Shown(int count, Html html) {}

    /// One of the evaluation's lists, in its order: a gallery of images, or a table of texts. The first of each pair of
    /// truth and prediction bears the pair's anchor.
    ///
    /// @param list the mistakes, or the right answers
    Shown list(String caption, List<AnswerRecord> list) {
        Set<String> met = new HashSet<>();
        if (ofTexts()) {
            List<AnswerRecord> texts = shown(list).toList();
            return new Shown(texts.size(), AnswersTable.of(caption, texts, this, met));
        }
        List<Html> figures = shown(list)
                .map(answer -> figure(answer, met))
                .filter(figure -> !figure.isEmpty())
                .toList();
        return new Shown(figures.size(), Gallery.of(caption, figures));
    }

    /// Whether there are images or texts.
    boolean areThere() {
        return picture != null || ofTexts();
    }

    boolean ofTexts() {
        return picture == null
                && Stream.of(evaluation.kept().mistakes(), evaluation.kept().right())
                        .flatMap(List::stream)
                        .anyMatch(answer -> answer.text() != null);
    }

    /// Those that can be shown.
    private Stream<AnswerRecord> shown(List<AnswerRecord> list) {
        return list.stream()
                .filter(answer -> picture != null || answer.text() != null)
                .limit(chapter.isMember() ? MOST_OF_MEMBER : Long.MAX_VALUE);
    }

    private Html figure(AnswerRecord answer, Set<String> met) {
        Html image = image(answer);
        Html caption = Html.tag(
                "figcaption",
                Html.text("True:\u00a0%s, Pred:\u00a0%s", truth(answer), prediction(answer)),
                Html.tag("span", Attributes.of("class", "sure"), Html.text(sure(answer))));
        return image.isEmpty() ? image : Html.tag("figure", attributes(answer, met), image, caption);
    }

    /// What the page orders and filters an answer by, and tells of it.
    ///
    /// @param met the pairs of truth and prediction that have an anchor; this one's is added
    Attributes attributes(AnswerRecord answer, Set<String> met) {
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
        return met.add(pair) ? attributes.and("id", pair) : attributes;
    }

    /// The probability of the prediction, or its score; empty where neither is known.
    static String sure(AnswerRecord answer) {
        double probability = answer.probability(answer.prediction());
        double score = answer.score(answer.prediction());
        return !Double.isNaN(probability)
                ? Numbers.roundPercent(probability)
                : Double.isNaN(score) ? "" : Numbers.plain(score);
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

    /// The pairs of truth and prediction of which there are images or texts, by their anchors.
    Set<String> pairs() {
        return Stream.of(evaluation.kept().mistakes(), evaluation.kept().right())
                .flatMap(this::shown)
                .map(this::anchor)
                .collect(Collectors.toSet());
    }

    /// Whether the model's outputs are values and no probabilities.
    boolean ofScores() {
        return Stream.of(evaluation.kept().mistakes(), evaluation.kept().right())
                .anyMatch(list -> !list.isEmpty() && list.getFirst().scores() != null);
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
