package nunchi.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.train.Evaluation;

/// The confusion matrix as text: a table where it fits, else a line for each class with its counts, the largest first;
/// of many classes the most frequent confusions alone.
final class ConfusionText {
    /// Lines that a terminal shows of classes or confusions.
    static final int MOST = 50;

    private ConfusionText() {}

    /// @param evaluation of examples that have one class each
    static String of(Evaluation evaluation, int width) {
        if (evaluation.perClass().size() > MOST || evaluation.confusion().size() > MOST) {
            return confusions(evaluation, width);
        }
        List<String> names = new ArrayList<>(evaluation.perClass().stream()
                .map(Evaluation.ClassMetrics::name)
                .toList());
        // A last layer may have more units than there are classes.
        for (int unit = names.size(); unit < evaluation.confusion().size(); unit++) {
            names.add(Integer.toString(unit));
        }
        String matrix = matrix(names, evaluation.confusion()).toString();
        return matrix.lines().allMatch(line -> Lines.width(line) <= width)
                ? matrix
                : counts(names, evaluation.confusion()).fitted(width);
    }

    private static String confusions(Evaluation evaluation, int width) {
        List<Evaluation.Confused> all = evaluation.confused();
        String left = "the confusion matrix of %s is left out, since a terminal shows at most %d"
                .formatted(Numbers.count(evaluation.perClass().size(), "class"), MOST);
        if (all.isEmpty()) {
            return Lines.folded(left + "; no example is misclassified", width) + System.lineSeparator();
        }
        String which = all.size() > MOST
                ? "the %d most frequent of %s confusions".formatted(MOST, Numbers.count(all.size()))
                : "all confusions";
        TextTable table = new TextTable("llr").head("true class", "predicted as", "rows");
        all.stream()
                .limit(MOST)
                .forEach(each -> table.row(
                        name(evaluation, each.truth()),
                        name(evaluation, each.prediction()),
                        Numbers.count(each.rows())));
        return "%s%n%n%s".formatted(Lines.folded("%s; %s:".formatted(left, which), width), table.fitted(width));
    }

    /// A last layer may have more units than there are classes.
    private static String name(Evaluation evaluation, int unit) {
        return unit < evaluation.perClass().size()
                ? evaluation.perClass().get(unit).name()
                : Integer.toString(unit);
    }

    private static TextTable matrix(List<String> names, List<List<Integer>> confusion) {
        TextTable table = new TextTable("l" + "r".repeat(names.size()));
        List<String> head = new ArrayList<>(names);
        head.addFirst("true \\ predicted");
        table.head(head.toArray(String[]::new));
        for (int truth = 0; truth < names.size(); truth++) {
            List<String> row = new ArrayList<>(confusion.get(truth).stream()
                    .map(count -> count == 0 ? "·" : count.toString())
                    .toList());
            row.addFirst(names.get(truth));
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    private static TextTable counts(List<String> names, List<List<Integer>> confusion) {
        TextTable table = new TextTable("ll").head("true class", "predicted as");
        for (int truth = 0; truth < names.size(); truth++) {
            List<Integer> row = confusion.get(truth);
            table.row(
                    names.get(truth),
                    IntStream.range(0, row.size())
                            .filter(unit -> row.get(unit) > 0)
                            .boxed()
                            .sorted(Comparator.comparing((Integer unit) -> -row.get(unit)))
                            .map(unit -> names.get(unit) + ": " + row.get(unit))
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }
}
