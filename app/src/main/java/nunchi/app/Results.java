package nunchi.app;

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
        TextTable table = new TextTable("lrr").row("", "loss", "accuracy");
        add(table, "train", trained.train());
        add(table, "validation", trained.validation());
        add(table, "test", trained.test());
        return "%s%n%s%n%s, seed %d: %d epochs in %s; %s examples/s, %.3f ms a step%nweights  %s%n".formatted(
                result.experiment().name(), table, trained.status(), result.experiment().seed(), trained.epochs(),
                Numbers.seconds(trained.seconds()), Numbers.count(Math.round(trained.imagesPerSecond())), trained.millisecondsPerStep(),
                result.weightsSha256());
    }

    private static void add(TextTable table, String part, Figures figures) {
        if (figures != null) {
            table.row(part, Numbers.loss(figures.loss()), Numbers.percent(figures.accuracy()));
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
