package nunchi.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.search.Measure;
import nunchi.search.Plan;
import nunchi.search.SearchResult;
import nunchi.search.Setting;
import nunchi.search.SettingComparison;
import nunchi.statistics.MeanInterval;
import nunchi.statistics.Statistics;

/// What is printed of a search over several settings when it is done.
final class SearchTables {
    private static final int MOST_ROWS = 40;
    private static final int MOST_COLUMNS = 110;

    private SearchTables() {}

    /// @param columns of the terminal; a wider table than of 110 columns cannot be read
    static String of(SearchResult search, int columns) {
        int width = Math.min(columns, MOST_COLUMNS);
        SharedSettings shared = SharedSettings.of(search.settings());
        List<Setting> settings = search.settings();
        Optional<Setting> best = search.best();
        Quantity quantity = best.isPresent()
                ? search.choice().quantity()
                : hasAccuracy(settings) ? Quantity.ACCURACY : Quantity.LOSS;
        List<Measure> measures = Stream.of(new Measure(Split.VALIDATION, quantity), new Measure(Split.TEST, quantity))
                .filter(measure -> settings.stream()
                        .anyMatch(setting -> setting.statistics(measure).isPresent()))
                .toList();
        String more = settings.size() > MOST_ROWS
                ? "and %d more, in the report%n".formatted(settings.size() - MOST_ROWS)
                : "";
        return "%s%n%s%s%s%n%s%n%s"
                .formatted(
                        search.experiment().name(),
                        shared.sentence(width),
                        table(search, shared, measures).fitted(width),
                        more,
                        Lines.folded(chosen(search, best), width),
                        tested(search, shared, best, width));
    }

    private static TextTable table(SearchResult search, SharedSettings shared, List<Measure> measures) {
        Optional<Setting> best = search.best();
        List<String> head = new ArrayList<>(List.of("", "setting"));
        if (shared.runs().isEmpty()) {
            head.add("runs");
        }
        measures.forEach(measure -> head.add(measure.toString()));
        TextTable table = new TextTable("ll" + "r".repeat(head.size() - 2)).head(head.toArray(String[]::new));
        sorted(search, best).stream()
                .limit(MOST_ROWS)
                .forEach(setting -> table.row(row(
                        setting, shared, measures, best.filter(setting::equals).isPresent())));
        return table;
    }

    private static boolean hasAccuracy(List<Setting> settings) {
        return settings.stream()
                .map(setting -> setting.statistics(new Measure(Split.TRAIN, Quantity.ACCURACY)))
                .anyMatch(Optional::isPresent);
    }

    private static String[] row(Setting setting, SharedSettings shared, List<Measure> measures, boolean best) {
        List<String> row = new ArrayList<>(List.of(best ? "*" : "", shared.others(setting)));
        if (shared.runs().isEmpty()) {
            row.add(SharedSettings.runs(setting));
        }
        String status = setting.trials().getFirst().result().status();
        measures.forEach(measure -> row.add(setting.statistics(measure)
                .map(statistics -> cell(statistics, measure))
                .orElse(status)));
        return row.toArray(String[]::new);
    }

    /// `95.00 ± 1.20 %`: the mean with half of its 95 % interval.
    private static String cell(Statistics statistics, Measure measure) {
        if (Double.isNaN(statistics.confidence95())) {
            return Numbers.shown(measure.quantity(), statistics.mean());
        }
        return measure.quantity().isShare()
                ? Numbers.percent(statistics.mean(), statistics.confidence95())
                : MeanInterval.of(statistics, false).inWords(value -> Numbers.shown(measure.quantity(), value));
    }

    private static String chosen(SearchResult search, Optional<Setting> best) {
        return best.map(setting -> "best by mean %s%s (*): %s%nits %s %s"
                        .formatted(
                                search.choice(),
                                over(search.choiceSeeds()),
                                Plan.inWords(setting.values()),
                                setting.trials().size() == 1 ? "folder" : "first folder",
                                search.folder()
                                        .file(setting.trials()
                                                .getFirst()
                                                .trial()
                                                .folder())))
                .orElse(
                        "there is no validation set to choose a setting by; give data.validation, such as {random: 0.1}");
    }

    private static String over(Set<Long> seeds) {
        return seeds.isEmpty()
                ? ""
                : " over the seeds that all settings have (%s)"
                        .formatted(seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /// Best first, by what settings are chosen by; without a validation set as planned. Settings of which a run failed
    /// come last.
    private static List<Setting> sorted(SearchResult search, Optional<Setting> best) {
        if (best.isEmpty()) {
            return search.settings();
        }
        int sign = search.choice().quantity().direction() == Direction.MAX ? -1 : 1;
        return search.settings().stream()
                .sorted(Comparator.<Setting, Boolean>comparing(setting -> !setting.equals(best.get()))
                        .thenComparing(Setting::failed)
                        .thenComparing(setting -> setting.statistics(search.choice())
                                .map(statistics -> sign * statistics.mean())
                                .orElse(Double.NaN)))
                .toList();
    }

    /// The best setting beside the next ones.
    private static String tested(SearchResult search, SharedSettings shared, Optional<Setting> best, int width) {
        List<Setting> settings = search.settings();
        TextTable table = new TextTable("lrr").head("", "95 % interval", "p");
        int chosen = best.map(settings::indexOf).orElse(-1);
        int rows = 0;
        for (SettingComparison comparison : search.comparisons()) {
            if (rows < MOST_ROWS && (chosen < 0 || comparison.first() == chosen)) {
                table.row(
                        compared(comparison, settings, shared, chosen < 0),
                        difference(comparison),
                        Numbers.probability(comparison.test().p()));
                rows++;
            }
        }
        return rows == 0
                ? ""
                : "%n%s%n%s"
                        .formatted(
                                Lines.folded(
                                        "differences of the mean %s (paired t-test where the seeds are the same)"
                                                .formatted(search.comparisons()
                                                        .getFirst()
                                                        .measure()),
                                        width),
                                table.fitted(width));
    }

    /// @param named whether the first setting has no sign of its own
    private static String compared(
            SettingComparison comparison, List<Setting> settings, SharedSettings shared, boolean named) {
        String first = named ? shared.others(settings.get(comparison.first())) : "*";
        return "%s less %s".formatted(first, shared.others(settings.get(comparison.second())));
    }

    private static String difference(SettingComparison comparison) {
        double difference = comparison.test().difference();
        double half = comparison.test().confidence95();
        boolean share = comparison.measure().quantity().isShare();
        String signed = (difference > 0 ? "+" : "") + Numbers.loss(difference);
        if (comparison.test().isConstant()) {
            return (share ? Numbers.points(difference) : signed)
                    + (comparison.test().paired() ? " in every pair" : ", without spread");
        }
        return share ? Numbers.points(difference, half) : "%s ± %s".formatted(signed, Numbers.loss(half));
    }
}
