package nunchi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.ClassCounts;
import nunchi.metric.Quantity;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.ClassRecord;
import nunchi.record.RunRecord;
import nunchi.record.RunRecord.VariantRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import nunchi.train.MetricValues;

/// Loss and accuracy on every part, published figures beside them, further metrics, and precision and recall of every
/// class.
final class ResultsSection implements ReportSection {
    private static final List<String> FIGURES = List.of("precision", "recall", "f1");
    /// Of labels, of which no confusion matrix can be made.
    private static final List<String> COUNTED = List.of("True positives", "False positives", "False negatives");
    private static final String WEIGHTED = "_weighted";

    @Override
    public String title() {
        return "Results";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        return Html.join(
                parts(folder),
                variants(folder.run()),
                PublishedTable.ofResults(folder),
                metrics(folder),
                classes(folder.evaluation()));
    }

    private static Html parts(Folder folder) {
        List<Quantity> further = further(folder);
        Table table = new Table("The final model on each split")
                .column("Split")
                .number("Examples")
                .number("Loss");
        boolean classified = measured(folder.run())
                .anyMatch(part -> !Double.isNaN(folder.run().accuracy(part)));
        if (classified) {
            table.number("Accuracy");
        }
        further.forEach(quantity -> table.number(quantity.words()));
        measured(folder.run()).forEach(part -> {
            RunRecord run = folder.run();
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(Words.part(part)), Cell.count(folder.data().rows(part)), Cell.loss(run.loss(part))));
            if (classified) {
                row.add(Cell.percent(run.accuracy(part)));
            }
            further.forEach(quantity -> row.add(Quantities.cell(quantity, run.value(part, quantity.name()))));
            table.row(row);
        });
        return table.html();
    }

    private static Stream<Split> measured(RunRecord run) {
        return Stream.of(Split.values())
                .filter(part -> !Double.isNaN(run.loss(part)) || !Double.isNaN(run.accuracy(part)));
    }

    /// The metrics that the experiment asks for.
    private static List<Quantity> further(Folder folder) {
        Quantities quantities = Quantities.of(folder);
        return measured(folder.run())
                .flatMap(part -> folder.run().figures(part).stream())
                .flatMap(figures -> figures.metrics().entrySet().stream())
                .filter(figure -> !Double.isNaN(figure.getValue()))
                .map(Map.Entry::getKey)
                .distinct()
                .map(quantities::of)
                .toList();
    }

    private static Html variants(RunRecord result) {
        Table table = new Table("The same model under other settings than those it learnt with")
                .column("Settings")
                .column("Split")
                .number("Loss")
                .number("Accuracy")
                .number("Compared");
        for (VariantRecord variant : Objects.requireNonNullElse(result.variants(), List.<VariantRecord>of())) {
            for (Split part : Split.values()) {
                MetricValues figures = variant.figures().of(part);
                if (figures != null && !Double.isNaN(figures.loss())) {
                    double gain = figures.accuracy() - result.accuracy(part);
                    table.row(
                            Cell.text(Objects.requireNonNullElse(variant.name(), "")),
                            Cell.text(Words.part(part)),
                            Cell.loss(figures.loss()),
                            Cell.percent(figures.accuracy()),
                            Double.isNaN(gain) ? Cell.NONE : Cell.text(Numbers.points(gain)));
                }
            }
        }
        return table.html();
    }

    private static Html metrics(Folder folder) {
        EvaluationRecord evaluation = folder.evaluation();
        Table table = new Table("More metrics of the %s set".formatted(Words.part(evaluation, "evaluated")))
                .column("Metric")
                .number("Value");
        evaluation.metrics().forEach((name, value) -> {
            if (!isMean(evaluation, name)) {
                Quantity quantity = Quantities.of(folder).of(name);
                table.row(Cell.text(quantity.words()), Quantities.cell(quantity, value));
            }
        });
        return table.html();
    }

    /// Means over the classes stand in the table of the classes, where there is one.
    private static boolean isMean(EvaluationRecord evaluation, String metric) {
        return !evaluation.byClass().perClass().isEmpty()
                && FIGURES.stream().anyMatch(figure -> metric.equals(figure) || metric.equals(figure + WEIGHTED));
    }

    private static Html classes(EvaluationRecord evaluation) {
        String one = evaluation.ofTags() ? "tag" : "class";
        String whose = evaluation.byClass().perClassOf() != null ? "Classes" : "Every " + one;
        Table table = new Table("%s of the %s set".formatted(whose, Words.part(evaluation, "evaluated")))
                .column(Words.capital(one))
                .number("Precision")
                .number("Recall")
                .number("F1")
                .number(evaluation.ofTags() ? "Tokens" : "Examples")
                .sortable();
        List<String> counts = evaluation.ofLabels() ? COUNTED : List.of();
        counts.forEach(table::number);
        for (ClassRecord each : evaluation.byClass().perClass()) {
            table.row(cells(each, evaluation.ofLabels()));
        }
        if (table.isEmpty()) {
            return Html.NOTHING;
        }
        mean(table, "Macro mean", evaluation, "", counts.size());
        mean(table, "Weighted mean", evaluation, WEIGHTED, counts.size());
        return Html.join(
                table.html(),
                Html.tag("p", Attributes.of("class", "note"), Html.text(meaning(evaluation, !counts.isEmpty()))));
    }

    private static List<Cell> cells(ClassRecord each, boolean ofLabels) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(Objects.requireNonNullElse(each.name(), "unknown")),
                Cell.percent(each.precision()),
                Cell.percent(each.recall()),
                Cell.percent(each.f1()),
                Cell.count(each.support())));
        if (ofLabels) {
            cells.addAll(List.of(
                    Cell.count(each.truePositives()),
                    Cell.count(each.falsePositives()),
                    Cell.count(each.falseNegatives())));
        }
        return cells;
    }

    private static String meaning(EvaluationRecord evaluation, boolean ofLabels) {
        Integer all = evaluation.byClass().perClassOf();
        String shown = all == null
                ? ""
                : "Of %,d classes the table has those with the highest and the lowest F1. ".formatted(all);
        String meaning =
                "Precision is the fraction of the examples predicted as the class that belong to it; recall is the fraction of the class that"
                        + " was found; F1 is the harmonic mean of both. In the macro mean every class counts the same, in the weighted mean by its examples.";
        String several = !ofLabels
                ? ""
                : " An example may have several labels or none, so that the examples of the labels do not add up to those of the means.";
        String tokens = evaluation.ofTags() ? " Each token with a tag counts as an example." : "";
        boolean defined = evaluation.byClass().perClass().stream()
                .noneMatch(each -> Double.isNaN(each.precision() + each.recall() + each.f1()));
        String undefined = defined ? "" : " " + ClassCounts.undefined(ofLabels);
        return shown + meaning + tokens + undefined + several;
    }

    private static void mean(Table table, String name, EvaluationRecord evaluation, String suffix, int empty) {
        if (evaluation.metrics().containsKey("f1" + suffix)) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(name)));
            FIGURES.forEach(figure -> cells.add(Cell.percent(evaluation.metric(figure + suffix))));
            cells.add(evaluation.ofTags() ? Cell.count(tokens(evaluation)) : Cell.count(evaluation.rows()));
            cells.addAll(Collections.nCopies(empty, Cell.text("")));
            table.total(cells.toArray(Cell[]::new));
        }
    }

    private static int tokens(EvaluationRecord evaluation) {
        return evaluation.byClass().perClass().stream()
                .mapToInt(each -> Objects.requireNonNullElse(each.support(), 0))
                .sum();
    }
}
