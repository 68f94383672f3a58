package nunchi.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nunchi.predict.Answer;

/// Why files or rows could not be predicted: each reason once, with the names that it holds for.
final class Problems {
    private static final int NAMED = 3;

    private Problems() {}

    /// A sentence for each reason, in the order in which the reasons first occur: `a.png is damaged: …; the same holds
    /// for 7 others: b.png, c.png, d.png, …`.
    static List<String> of(List<Answer> answers) {
        Map<String, List<Answer>> reasons = answers.stream()
                .filter(Answer::refused)
                .collect(Collectors.groupingBy(Problems::reason, LinkedHashMap::new, Collectors.toList()));
        return reasons.values().stream().map(Problems::sentence).toList();
    }

    /// Without the name, so that it is the same for all files that it holds for.
    private static String reason(Answer answer) {
        return problem(answer).replace(answer.name(), "");
    }

    private static String sentence(List<Answer> alike) {
        String first = problem(alike.getFirst());
        int others = alike.size() - 1;
        String names = alike.stream().skip(1).limit(NAMED).map(Answer::name).collect(Collectors.joining(", "));
        return others == 0
                ? first
                : "%s; the same holds for %s: %s%s"
                        .formatted(
                                first,
                                others == 1 ? "another" : Numbers.count(others) + " others",
                                names,
                                others > NAMED ? ", …" : "");
    }

    private static String problem(Answer answer) {
        return Objects.requireNonNull(answer.problem());
    }
}
