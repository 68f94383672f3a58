package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.Quantity;
import nunchi.record.Decimal;
import nunchi.record.SearchRecord;
import nunchi.record.SearchRecord.ChoiceRecord;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.record.SearchRecord.StatisticsRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Mean;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Chart.Setting;
import nunchi.report.page.Chart.Settings;
import nunchi.report.page.Ends;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// The settings of a search side by side, and which is the best.
final class SettingsSection implements ReportSection {
    /// More rows would not fit a page.
    private static final int MOST_DRAWN = 30;

    @Override
    public String title() {
        return "Settings";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        SearchSummary search = SearchSummary.of(folder);
        if (!search.hasSeveral()) {
            return Html.NOTHING;
        }
        Html lead = Html.tag(
                "p",
                Attributes.of("class", "lead"),
                Html.text(SpreadSection.unfinished(folder) + sentence(search, folder.search())));
        return Html.join(lead, SeedDependentSplits.note(folder), chart(search, chapter), table(search));
    }

    private static String sentence(SearchSummary search, SearchRecord result) {
        ChoiceRecord choice = result.best();
        if (choice == null || search.chosen().isEmpty()) {
            return "There is no validation set, so no setting is chosen: chosen by the test set, it would no longer be tested. "
                    + "With data.validation in the experiment the best one is named here.";
        }
        SettingRecord best = search.chosen().get();
        List<Long> seeds = Objects.requireNonNullElse(choice.seeds(), List.of());
        String over = seeds.isEmpty()
                ? ""
                : " over %s %s, which all of them were trained with,"
                        .formatted(
                                seeds.size() == 1 ? "seed" : "the seeds",
                                seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        double mean = seeds.isEmpty() ? search.mean(best) : Decimal.orNaN(choice.mean());
        String sentence = "Of %s the best is %s: its mean %s%s is %s, and by that alone it was chosen."
                .formatted(
                        Numbers.count(search.settings().size(), "setting"),
                        search.name(best),
                        search.figure(),
                        over,
                        figure(search, mean));
        double tested = tested(best, search, result, seeds);
        return Double.isNaN(tested)
                ? sentence
                : sentence
                        + " On the test set it reaches %s%s."
                                .formatted(figure(search, tested), seeds.isEmpty() ? "" : " over the same seeds");
    }

    /// The chosen setting's mean over the runs by which it was chosen; NaN where there is no test set.
    private static double tested(SettingRecord chosen, SearchSummary search, SearchRecord result, List<Long> seeds) {
        return result.trials().stream()
                .filter(trial -> trial.values().equals(chosen.values()))
                .filter(trial -> seeds.isEmpty() || seeds.contains(trial.seed()))
                .mapToDouble(trial -> trial.value(Split.TEST, search.measure()))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static String figure(SearchSummary search, double value) {
        return search.shown(value);
    }

    private static Html table(SearchSummary search) {
        Table table = new Table(
                        "Every setting: means over its runs, ± half of their 95 % interval where several runs differ")
                .sortable()
                .number("No.");
        search.keys().forEach(key -> table.column(search.brief(key)));
        table.number("Runs").number("Failed");
        List<Figure> figures = figures(search);
        figures.forEach(figure -> table.number(Words.title(figure.part().toString()) + " "
                + Quantities.lowered(figure.quantity().words())));
        sorted(search)
                .forEach(setting -> table.row(row(search, search.settings().indexOf(setting), figures)));
        return Html.join(
                table.html(),
                search.best() < 0
                        ? Html.NOTHING
                        : Html.tag("p", Attributes.of("class", "note"), Html.text("★ the chosen setting")));
    }

    private record Figure(Split part, Quantity quantity) {}

    private static List<Figure> figures(SearchSummary search) {
        List<Figure> figures = new ArrayList<>();
        for (Split part : List.of(Split.VALIDATION, Split.TEST)) {
            for (Quantity quantity : quantities(search)) {
                if (search.settings().stream()
                        .anyMatch(setting ->
                                setting.statistics(part, quantity.name()).isPresent())) {
                    figures.add(new Figure(part, quantity));
                }
            }
        }
        return figures;
    }

    /// Loss, accuracy, and what the settings are chosen by.
    private static List<Quantity> quantities(SearchSummary search) {
        return Stream.of(Quantity.LOSS, Quantity.ACCURACY, search.quantity())
                .distinct()
                .toList();
    }

    private static List<Cell> row(SearchSummary search, int number, List<Figure> figures) {
        SettingRecord setting = search.settings().get(number);
        boolean best = number == search.best();
        List<Cell> row = new ArrayList<>();
        row.add(
                best
                        ? new Cell(Html.tag("strong", Html.text("%d\u00a0★", number + 1)), Integer.toString(number + 1))
                        : Cell.count(number + 1));
        search.keys().forEach(key -> row.add(Cell.text(SearchSummary.value(setting.value(key)))));
        row.add(Cell.count(setting.runs()));
        row.add(Cell.count(setting.failed()));
        figures.forEach(figure ->
                row.add(setting.statistics(figure.part(), figure.quantity().name())
                        .map(statistics -> spread(statistics, figure.quantity()))
                        .orElse(Cell.NONE)));
        return row;
    }

    private static Cell spread(StatisticsRecord statistics, Quantity quantity) {
        if (Double.isNaN(statistics.mean()) || Double.isNaN(statistics.confidence95())) {
            return Quantities.cell(quantity, statistics.mean());
        }
        return new Cell(Html.text(Quantities.interval(quantity, statistics)), Double.toString(statistics.mean()));
    }

    /// The chosen one first, then by what it was chosen by; settings without a figure come last.
    private static List<SettingRecord> sorted(SearchSummary search) {
        int sign = search.rises() ? -1 : 1;
        return search.settings().stream()
                .sorted(Comparator.<SettingRecord, Boolean>comparing(
                                setting -> !Optional.of(setting).equals(search.chosen()))
                        .thenComparingDouble(setting -> sign * search.mean(setting)))
                .toList();
    }

    /// The best first.
    private static Html chart(SearchSummary search, Chapter chapter) {
        Comparator<SettingRecord> order = Comparator.comparingDouble(search::mean);
        List<SettingRecord> measured = search.settings().stream()
                .filter(setting -> !Double.isNaN(search.mean(setting)))
                .sorted(search.rises() ? order.reversed() : order)
                .limit(MOST_DRAWN)
                .toList();
        if (measured.isEmpty()) {
            return Html.NOTHING;
        }
        List<Setting> rows = measured.stream()
                .map(setting -> new Setting(
                        "%d: %s".formatted(search.settings().indexOf(setting) + 1, search.name(setting)),
                        mean(search, setting, Split.VALIDATION),
                        mean(search, setting, Split.TEST)))
                .toList();
        boolean repeated = measured.stream()
                .anyMatch(setting -> search.statistics(setting)
                        .filter(each -> !Double.isNaN(each.confidence95()))
                        .isPresent());
        String which = measured.size() < search.settings().size()
                ? "the best %d settings".formatted(measured.size())
                : "every setting";
        String what = "%s of %s%s, the best %s first"
                .formatted(search.quantity().words(), which, repeated ? " with 95 % intervals" : "", search.figure());
        Measure measure = Quantities.axis(search.quantity(), false);
        return chapter.chart(new Settings(what, measure, rows), what + "; the table of settings gives the numbers.");
    }

    /// Null where the part was not measured.
    private static @Nullable Mean mean(SearchSummary search, SettingRecord setting, Split part) {
        return setting.statistics(part, search.measure())
                .filter(statistics -> !Double.isNaN(statistics.mean()))
                .map(statistics -> {
                    Ends ends = SearchSummary.ends(statistics, search.quantity());
                    return new Mean(statistics.mean(), ends.low(), ends.high());
                })
                .orElse(null);
    }
}
