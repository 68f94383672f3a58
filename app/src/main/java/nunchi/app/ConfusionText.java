package nunchi.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.train.Evaluation;

/// The confusion matrix as text: a table where it fits, else a line for each class with its counts, the largest first.
final class ConfusionText {
    private ConfusionText() {}

    static String of(Evaluation evaluation, int width) {
        List<String> names = new ArrayList<>(evaluation.perClass().stream().map(Evaluation.ClassFigures::name).toList());
        // A last layer may have more units than there are classes.
        for (int unit = names.size(); unit < evaluation.confusion().size(); unit++) {
            names.add(Integer.toString(unit));
        }
        String matrix = matrix(names, evaluation.confusion()).toString();
        return matrix.lines().allMatch(line -> Lines.width(line) <= width) ? matrix : counts(names, evaluation.confusion()).fitted(width);
    }

    private static TextTable matrix(List<String> names, List<List<Integer>> confusion) {
        TextTable table = new TextTable("l" + "r".repeat(names.size()));
        List<String> head = new ArrayList<>(names);
        head.addFirst("true \\ predicted");
        table.head(head.toArray(String[]::new));
        for (int truth = 0; truth < names.size(); truth++) {
            List<String> row = new ArrayList<>(confusion.get(truth).stream().map(count -> count == 0 ? "·" : count.toString()).toList());
            row.addFirst(names.get(truth));
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    private static TextTable counts(List<String> names, List<List<Integer>> confusion) {
        TextTable table = new TextTable("ll").head("true class", "predicted as");
        for (int truth = 0; truth < names.size(); truth++) {
            List<Integer> row = confusion.get(truth);
            table.row(names.get(truth), IntStream.range(0, row.size()).filter(unit -> row.get(unit) > 0).boxed()
                    .sorted(Comparator.comparing((Integer unit) -> -row.get(unit))).map(unit -> names.get(unit) + ": " + row.get(unit))
                    .collect(Collectors.joining(", ")));
        }
        return table;
    }
}
