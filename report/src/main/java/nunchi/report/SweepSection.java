package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.metric.Quantity;
import nunchi.record.SearchRecord.SettingRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Ends;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// What one searched number does, such as the learning rate: a line over its values, one for each member of a lab that
/// searched it, or for each value of a second key of a search.
final class SweepSection implements ReportSection {
    private static final int FEWEST_VALUES = 3;
    private static final int MOST_LINES = 6;
    /// Above this ratio of the greatest to the least value an axis by powers shows more.
    private static final double WIDE = 20;

    @Override
    public String title() {
        return "One number varied";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        add(folder, "", lines);
        LabMember.of(folder).forEach(member -> add(member.folder(), member.title(), lines));
        return Html.join(lines.values().stream()
                .filter(each -> each.size() <= MOST_LINES)
                .map(each -> html(each, chapter))
                .toList());
    }

    /// @param settings with one value of the key each, ascending
    private record Line(String name, SearchSummary search, String key, List<SettingRecord> settings) {
        double value(SettingRecord setting) {
            return setting.value(key).number();
        }

        /// At which every run ended well: a mean of those alone that were lucky would say nothing of the value.
        List<SettingRecord> borne() {
            return settings.stream()
                    .filter(setting -> whole(setting) && !Double.isNaN(search.mean(setting)))
                    .toList();
        }

        boolean whole(SettingRecord setting) {
            return setting.failures() == 0;
        }

        Series drawn() {
            List<Point> points = borne().stream()
                    .map(setting -> new Point(value(setting), search.mean(setting)))
                    .toList();
            List<Ends> ends = borne().stream()
                    .flatMap(setting -> search.statistics(setting).stream())
                    .map(statistics -> SearchSummary.ends(statistics, search.quantity()))
                    .toList();
            return new Series(name.isEmpty() ? search.figure() : name, points).withEnds(ends);
        }

        String figure(double value) {
            return search.shown(value);
        }
    }

    private static void add(Folder folder, String name, Map<String, List<Line>> lines) {
        SearchSummary search = SearchSummary.of(folder);
        for (String key : search.keys()) {
            List<Tree> values = search.values(key);
            if (values.size() >= FEWEST_VALUES
                    && values.stream().allMatch(Tree::isNumber)
                    && search.keys().size() <= 2) {
                List<Line> found = lines(search, key, name);
                boolean ordered = found.stream()
                        .allMatch(line -> line.settings().size()
                                == line.settings().stream()
                                        .map(line::value)
                                        .distinct()
                                        .count());
                if (ordered) {
                    lines.computeIfAbsent("%s of %s".formatted(key, search.figure()), each -> new ArrayList<>())
                            .addAll(found);
                }
            }
        }
    }

    private static List<Line> lines(SearchSummary search, String key, String name) {
        Comparator<SettingRecord> ascending =
                Comparator.comparingDouble(setting -> setting.value(key).number());
        Map<String, List<SettingRecord>> byOther = search.settings().stream()
                .collect(Collectors.groupingBy(
                        setting -> other(search, key, setting), LinkedHashMap::new, Collectors.toList()));
        return byOther.entrySet().stream()
                .map(entry -> new Line(
                        Stream.of(name, entry.getKey())
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(", ")),
                        search,
                        key,
                        entry.getValue().stream().sorted(ascending).toList()))
                .toList();
    }

    private static String other(SearchSummary search, String key, SettingRecord setting) {
        return search.keys().stream()
                .filter(each -> !each.equals(key))
                .map(each -> search.brief(each) + " " + SearchSummary.value(setting.value(each)))
                .collect(Collectors.joining(", "));
    }

    private static Html html(List<Line> lines, Chapter chapter) {
        Line first = lines.getFirst();
        String brief = Words.title(first.search().brief(first.key()));
        List<Html> sentences = lines.stream()
                .map(line -> Html.tag("li", Html.text(sentence(line))))
                .toList();
        return Html.join(chart(brief, lines, chapter), Html.tag("ul", Html.join(sentences)), table(brief, lines));
    }

    private static Html chart(String brief, List<Line> lines, Chapter chapter) {
        Line first = lines.getFirst();
        double[] values = lines.stream()
                .flatMap(line -> line.settings().stream().map(line::value))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        boolean wide = values[0] > 0 && values[values.length - 1] / values[0] > WIDE;
        List<Series> series = IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).drawn().withColour(i))
                .toList();
        String caption = "%s against the %s, where no run failed: means with 95 %% intervals"
                .formatted(Words.title(first.search().figure()), brief.toLowerCase(Locale.ROOT));
        Measure measure = Quantities.axis(first.search().quantity(), false);
        return chapter.chart(
                new Lines(caption, brief.toLowerCase(Locale.ROOT), "", measure, wide, null, series, null),
                caption + "; the table gives the numbers.");
    }

    /// Where it is best, up to where every run ends, and where runs fail.
    private static String sentence(Line line) {
        String name = line.name().isEmpty() ? "" : line.name() + ": ";
        List<SettingRecord> failing =
                line.settings().stream().filter(setting -> !line.whole(setting)).toList();
        String failures = failing.isEmpty()
                ? "; no run failed."
                : failing.stream()
                        .map(setting -> failures(line, setting))
                        .collect(Collectors.joining(", ", "; runs failed at ", "."));
        if (line.borne().isEmpty()) {
            return name + "there is no value at which no run failed" + failures;
        }
        Comparator<SettingRecord> byMean = Comparator.comparingDouble(line.search()::mean);
        SettingRecord best = line.borne().stream()
                .max(line.search().rises() ? byMean : byMean.reversed())
                .orElseThrow();
        SettingRecord last = line.borne().getLast();
        String greatest = failing.isEmpty()
                ? ""
                : "; the greatest value at which no run failed is %s, with %s"
                        .formatted(
                                Numbers.plain(line.value(last)),
                                line.figure(line.search().mean(last)));
        return "%sthe best mean is %s, at %s%s%s"
                .formatted(
                        name,
                        line.figure(line.search().mean(best)),
                        Numbers.plain(line.value(best)),
                        greatest,
                        failures);
    }

    /// `1.4 (3 of 4)`.
    private static String failures(Line line, SettingRecord setting) {
        int failed = setting.failures();
        return "%s (%d of %d)"
                .formatted(
                        Numbers.plain(line.value(setting)),
                        failed,
                        failed + (setting.runs() == null ? 0 : setting.runs()));
    }

    private static Html table(String brief, List<Line> lines) {
        Table table = new Table("%s by %s"
                        .formatted(Words.title(lines.getFirst().search().figure()), brief.toLowerCase(Locale.ROOT)))
                .column(brief);
        lines.forEach(line ->
                table.number(line.name().isEmpty() ? Words.title(line.search().figure()) : line.name()));
        TreeSet<Double> values = lines.stream()
                .flatMap(line -> line.settings().stream().map(line::value))
                .collect(Collectors.toCollection(TreeSet::new));
        for (double value : values) {
            List<Cell> row =
                    new ArrayList<>(List.of(new Cell(Html.text(Numbers.plain(value)), Double.toString(value))));
            lines.forEach(line -> row.add(line.settings().stream()
                    .filter(setting -> line.value(setting) == value)
                    .findFirst()
                    .map(setting -> cell(line, setting))
                    .orElse(Cell.text("–"))));
            table.row(row);
        }
        return table.html();
    }

    private static Cell cell(Line line, SettingRecord setting) {
        String failed = line.whole(setting) ? "" : " (%d failed)".formatted(setting.failures());
        Quantity quantity = line.search().quantity();
        return line.search()
                .statistics(setting)
                .filter(statistics -> !Double.isNaN(statistics.mean()))
                .map(statistics -> new Cell(
                        Html.text(Quantities.interval(quantity, statistics) + failed),
                        Double.toString(statistics.mean())))
                .orElse(Cell.text("–" + failed));
    }
}
