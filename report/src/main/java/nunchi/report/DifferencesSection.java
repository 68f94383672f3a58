package nunchi.report;

import java.util.List;
import java.util.Objects;
import nunchi.record.SearchRecord.ComparisonRecord;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// Whether settings differ by more than their seeds do.
final class DifferencesSection implements ReportSection {
    private static final double USUAL_LEVEL = 0.05;

    @Override
    public String title() {
        return "Differences between settings";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        SearchSummary search = SearchSummary.of(folder);
        List<ComparisonRecord> comparisons = folder.search().comparisons();
        if (comparisons.isEmpty()) {
            return Html.NOTHING;
        }
        String measure = Objects.requireNonNullElse(comparisons.getFirst().measure(), "");
        boolean accuracy = measure.endsWith("accuracy");
        Table table = new Table("Difference of the mean %s, the first setting less the second".formatted(measure))
                .sortable()
                .column("First")
                .column("Second")
                .column("Test")
                .number("Runs")
                .number("Difference")
                .number("95 % interval")
                .number("p");
        comparisons.forEach(each -> table.row(row(search, each, accuracy)));
        return Html.join(Html.paragraph(meaning(comparisons)), table.html());
    }

    private static List<Cell> row(SearchSummary search, ComparisonRecord comparison, boolean accuracy) {
        double difference = comparison.difference();
        double p = comparison.p();
        return List.of(
                setting(search, comparison.first()),
                setting(search, comparison.second()),
                Cell.text(test(comparison)),
                Cell.count(comparison.runs()),
                figure(difference, accuracy, difference > 0 ? "+" : ""),
                interval(comparison, accuracy),
                Double.isNaN(p) ? Cell.NONE : new Cell(Html.text(Numbers.probability(p)), Double.toString(p)));
    }

    private static String test(ComparisonRecord comparison) {
        return Objects.requireNonNullElse(comparison.test(), "");
    }

    /// Where nothing varies there is no interval.
    private static Cell interval(ComparisonRecord comparison, boolean accuracy) {
        double half = comparison.confidence95();
        boolean constant = Double.isNaN(half) && !Double.isNaN(comparison.degrees());
        String pairs = test(comparison).startsWith("paired") ? "the same in every pair" : "no spread";
        return constant ? Cell.text(pairs) : figure(half, accuracy, "± ");
    }

    private static String meaning(List<ComparisonRecord> comparisons) {
        long small = comparisons.stream().filter(each -> each.p() < USUAL_LEVEL).count();
        return ("p is how often a difference as large would be seen if the settings were equally good. Runs with the same seed are compared with each other"
                        + " (Student's paired test), others as two groups (Welch's test). Of %s, %d %s a p below 0.05; of as many between equal settings about %s would.")
                .formatted(
                        Numbers.count(comparisons.size(), "comparison"),
                        small,
                        small == 1 ? "has" : "have",
                        Numbers.fixed(USUAL_LEVEL * comparisons.size(), 1));
    }

    private static Cell setting(SearchSummary search, Integer number) {
        List<SettingRecord> settings = search.settings();
        boolean known = number != null && number >= 0 && number < settings.size();
        return known ? Cell.text("%d: %s".formatted(number + 1, search.name(settings.get(number)))) : Cell.NONE;
    }

    private static Cell figure(double value, boolean accuracy, String before) {
        if (Double.isNaN(value)) {
            return Cell.NONE;
        }
        String text = accuracy ? Numbers.fixed(100 * value, 2) + " points" : Numbers.loss(value);
        return new Cell(Html.text(before + text), Double.toString(value));
    }
}
