package nunchi.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import nunchi.run.RunResult;
import nunchi.run.Statistics;
import nunchi.train.Figures;
import nunchi.train.Trained;

/// What is printed of a run or a repetition when it is done.
final class Results {
    private Results() {}

    static String of(RunResult result) {
        Trained trained = result.trained();
        TextTable table = figures(trained);
        return "%s%n%s%n%s, seed %d: %d epochs in %s; %s examples/s, %.3f ms a step%nweights  %s%n".formatted(
                result.experiment().name(), table, trained.status(), result.experiment().seed(), trained.epochs(),
                Numbers.seconds(trained.seconds()), Numbers.count(Math.round(trained.imagesPerSecond())), trained.millisecondsPerStep(),
                result.weightsSha256());
    }

    /// Of each part that there is loss, accuracy where there are classes, and the other metrics.
    private static TextTable figures(Trained trained) {
        List<String> metrics = List.copyOf(trained.train().metrics().keySet());
        List<String> head = new ArrayList<>(List.of("", "loss"));
        if (trained.train().hasAccuracy()) {
            head.add("accuracy");
        }
        head.addAll(metrics);
        TextTable table = new TextTable("l" + "r".repeat(head.size() - 1)).row(head.toArray(String[]::new));
        add(table, "train", trained.train(), metrics);
        add(table, "validation", trained.validation(), metrics);
        add(table, "test", trained.test(), metrics);
        return table;
    }

    private static void add(TextTable table, String part, Figures figures, List<String> metrics) {
        if (figures != null) {
            List<String> row = new ArrayList<>(List.of(part, Numbers.loss(figures.loss())));
            if (figures.hasAccuracy()) {
                row.add(Numbers.percent(figures.accuracy()));
            }
            metrics.forEach(name -> row.add(Numbers.loss(figures.metrics().get(name))));
            table.row(row.toArray(String[]::new));
        }
    }

    /// @param runs of one experiment with different seeds
    static String of(String name, List<RunResult> runs) {
        List<Trained> trained = runs.stream().map(RunResult::trained).toList();
        TextTable table = new TextTable("lrrrrr").row("%d runs".formatted(trained.size()), "mean", "deviation", "95 % interval", "least", "most");
        add(table, "train", trained, Trained::train);
        add(table, "validation", trained, Trained::validation);
        add(table, "test", trained, Trained::test);
        return "%s%n%s".formatted(name, table);
    }

    private static void add(TextTable table, String part, List<Trained> trained, Function<Trained, Figures> figures) {
        List<Figures> all = trained.stream().map(figures).filter(Objects::nonNull).toList();
        if (all.isEmpty()) {
            return;
        }
        row(table, part + " loss", Statistics.of(all.stream().mapToDouble(Figures::loss).toArray()), Numbers::loss);
        if (all.getFirst().hasAccuracy()) {
            row(table, part + " accuracy", Statistics.of(all.stream().mapToDouble(Figures::accuracy).toArray()), Numbers::percent);
        }
    }

    private static void row(TextTable table, String name, Statistics statistics, Function<Double, String> format) {
        table.row(name, format.apply(statistics.mean()), format.apply(statistics.deviation()), "± " + format.apply(statistics.confidence95()),
                format.apply(statistics.minimum()), format.apply(statistics.maximum()));
    }
}
