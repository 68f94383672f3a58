package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import nunchi.codec.Tree;
import nunchi.record.SearchRecord.TrialRecord;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Chart.NamedPoint;
import nunchi.report.page.Chart.Scatter;

/// For each searched number, what came out of every trial at its values.
final class ScatterSection implements ReportSection {
    private static final int LEAST_VALUES = 4;
    private static final double WIDE = 20;

    @Override
    public String title() {
        return "One value at a time";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        SearchSummary search = SearchSummary.of(folder);
        List<Html> charts = new ArrayList<>();
        for (String key : search.keys()) {
            List<Tree> values = search.values(key);
            if (values.size() >= LEAST_VALUES && values.stream().allMatch(Tree::isNumber)) {
                charts.add(chart(folder, search, key, chapter));
            }
        }
        return charts.isEmpty()
                ? Html.NOTHING
                : Html.join(
                        Html.paragraph("Each point is one trial; its other values differ too."),
                        Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)));
    }

    private static Html chart(Folder folder, SearchSummary search, String key, Chapter chapter) {
        List<Tree> values = search.values(key);
        double least = values.getFirst().number();
        boolean wide = least > 0 && values.getLast().number() / least > WIDE;
        List<NamedPoint> points = new ArrayList<>();
        for (TrialRecord trial : folder.search().trials()) {
            double figure = trial.value(search.part(), search.measure());
            if (!Double.isNaN(figure)) {
                points.add(new NamedPoint(
                        trial.value(key).number(), figure, "%s, seed %d".formatted(search.name(trial), trial.seed())));
            }
        }
        String caption = "%s of every trial by %s".formatted(Words.title(search.figure()), search.brief(key));
        Measure measure = Quantities.axis(search.quantity(), false);
        return chapter.chart(
                new Scatter(caption, search.brief(key), search.figure(), measure, wide, points),
                caption + "; the table of trials gives the numbers.");
    }
}
