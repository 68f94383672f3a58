package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nunchi.codec.Leaves;
import nunchi.codec.Leaves.Change;
import nunchi.codec.Tree;
import nunchi.text.Numbers;

/// In sentences what was changed in the course of a training: where it was forked, and its interventions.
final class CourseWords {
    private static final int MOST = 5;
    /// What a fork may have other words or records of.
    private static final Set<String> BESIDE =
            Set.of("forkedFrom", "interventions", "name", "title", "description", "published");

    private CourseWords() {}

    /// Of an experiment; none where nothing was changed.
    static List<String> of(Tree experiment) {
        List<String> sentences = new ArrayList<>();
        Tree from = experiment.path("forkedFrom");
        if (from instanceof Tree.Fields) {
            sentences.add(forked(from, experiment));
        }
        List<Tree> made = experiment.path("interventions").elements();
        if (!made.isEmpty()) {
            String first = String.join(
                    ", ", made.stream().limit(MOST).map(CourseWords::words).toList());
            sentences.add("While it was trained, it was steered: %s%s."
                    .formatted(first, made.size() > MOST ? " and %d times more".formatted(made.size() - MOST) : ""));
        }
        return sentences;
    }

    private static String forked(Tree from, Tree experiment) {
        List<Change> changes = Leaves.changes(from.path("experiment"), experiment).values().stream()
                .filter(change -> !BESIDE.contains(change.key().replaceFirst("[.].*", "")))
                .toList();
        return "It is a fork of %s: the same up to the end of epoch %s%s."
                .formatted(
                        from.path("run").text(""),
                        from.path("epoch").text(""),
                        changes.isEmpty() ? "" : ", and other from there on: " + Leaves.inWords(changes));
    }

    private static String words(Tree made) {
        String value = made.path("value").isNumber()
                ? " " + Numbers.plain(made.path("value").number())
                : "";
        return "%s%s in epoch %s at step %s"
                .formatted(
                        made.path("key").text(""),
                        value,
                        made.path("epoch").text(""),
                        made.path("step").text(""));
    }
}
