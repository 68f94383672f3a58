package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nunchi.report.MemberRuns.Run;
import nunchi.report.Table.Cell;
import nunchi.search.MeanDifference;
import nunchi.search.Statistics;

/// What each member of a lab learnt by heart: its figures on the training examples beside those on unseen ones, and whether the members differ
/// by more than their seeds do.
final class GapSection implements ReportSection {
    private static final double USUAL_LEVEL = 0.05;

    @Override
    public String title() {
        return "Seen and unseen examples";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<MemberRuns> members = MemberRuns.of(folder);
        String part = MemberRuns.unseen(members);
        if (members.size() < 2 || part.isEmpty()) {
            return Html.NOTHING;
        }
        List<Figure> figures = figures(members, part);
        return Html.join(table(members, figures), members.stream().anyMatch(member -> member.runs().size() > 1) ? differences(members, figures) : Html.paragraph("""
                Each member was trained once, so nothing here tells how much of a difference is chance; more seeds do (--repeat 5)."""));
    }

    /// @param share whether it is a share of one, given in percent and compared in points
    private record Figure(String name, boolean share, ToDoubleFunction<Run> of) {
        String value(double value) {
            return share ? Numbers.percent(value) : Numbers.loss(value);
        }

        /// A difference, without its sign.
        String size(double difference) {
            return share ? Numbers.fixed(100 * Math.abs(difference), 2) + " points" : Numbers.loss(Math.abs(difference));
        }

        String bound(double difference) {
            return share ? Numbers.fixed(100 * difference, 2) : Numbers.loss(difference);
        }
    }

    private static List<Figure> figures(List<MemberRuns> members, String part) {
        boolean classes = members.stream().allMatch(member -> member.has("train", "accuracy") && member.has(part, "accuracy"));
        List<Figure> figures = new ArrayList<>();
        for (String measure : classes ? List.of("accuracy", "loss") : List.of("loss")) {
            boolean share = measure.equals("accuracy");
            figures.add(new Figure("training " + measure, share, run -> run.figure("train", measure)));
            figures.add(new Figure(part + " " + measure, share, run -> run.figure(part, measure)));
            int sign = share ? 1 : -1;
            figures.add(new Figure("gap in " + measure, share, run -> sign * (run.figure("train", measure) - run.figure(part, measure))));
        }
        return figures;
    }

    private static Html table(List<MemberRuns> members, List<Figure> figures) {
        boolean repeated = members.stream().anyMatch(member -> member.runs().size() > 1);
        Table table = new Table("The final models on the examples they were trained on, without dropout, and on unseen ones" + (repeated ? ": means with 95 % intervals" : ""))
                .sortable().column("Member").number("Runs");
        figures.forEach(figure -> table.number(Words.title(figure.name())));
        for (MemberRuns member : members) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(member.title()), Cell.count(member.runs().size())));
            figures.forEach(figure -> row.add(cell(member, figure)));
            table.row(row);
        }
        return table.html();
    }

    private static Cell cell(MemberRuns member, Figure figure) {
        Statistics statistics = Statistics.of(values(member, figure));
        String half = Double.isNaN(statistics.confidence95()) ? "" : " ± " + figure.bound(statistics.confidence95());
        return new Cell(Html.text(figure.value(statistics.mean()) + half), Double.toString(statistics.mean()));
    }

    private static double[] values(MemberRuns member, Figure figure) {
        return member.runs().stream().mapToDouble(figure.of()).toArray();
    }

    /// Each member against the first, where both were trained on the same data.
    private static Html differences(List<MemberRuns> members, List<Figure> figures) {
        MemberRuns first = members.getFirst();
        List<Html> items = new ArrayList<>();
        List<Figure> judged = figures.stream().filter(figure -> !figure.name().startsWith("training")).toList();
        for (MemberRuns member : members.subList(1, members.size())) {
            if (member.data().equals(first.data()) && member.runs().size() > 1 && first.runs().size() > 1) {
                items.add(Html.tag("li", Html.text(member.title() + ": " + String.join("; ", judged.stream().map(figure -> sentence(figure, difference(member, first, figure))).toList()) + ".")));
            }
        }
        if (items.isEmpty()) {
            return Html.NOTHING;
        }
        long intervals = (long) items.size() * judged.size();
        String note = "Runs with the same seed share their split and are compared with each other (Student's paired interval), others as two groups (Welch's). "
                + "Of %s of 95 %%, about %s would leave 0 out by chance alone.".formatted(Numbers.count(intervals, "interval"), Numbers.fixed(USUAL_LEVEL * intervals, 1));
        return Html.join(Html.paragraph("Against the first member, %s:".formatted(first.title())), Html.tag("ul", Html.join(items)), Html.tag("p", Attributes.of("class", "note"), Html.text(note)));
    }

    private static MeanDifference difference(MemberRuns member, MemberRuns first, Figure figure) {
        Map<Long, Double> ours = member.bySeed(figure.of());
        Map<Long, Double> theirs = first.bySeed(figure.of());
        List<Long> common = ours.keySet().stream().filter(theirs::containsKey).toList();
        return common.size() > 1 ? MeanDifference.paired(common.stream().mapToDouble(ours::get).toArray(), common.stream().mapToDouble(theirs::get).toArray())
                : MeanDifference.welch(values(member, figure), values(first, figure));
    }

    private static String sentence(Figure figure, MeanDifference test) {
        double low = test.difference() - test.confidence95();
        double high = test.difference() + test.confidence95();
        String interval = "95 %% interval of the difference %s to %s".formatted(figure.bound(low), figure.bound(high));
        if (low <= 0 && high >= 0) {
            return "%s no different that these runs could show (%s)".formatted(figure.name(), interval);
        }
        boolean gap = figure.name().startsWith("gap");
        String direction = test.difference() > 0 ? gap ? "wider" : "higher" : gap ? "narrower" : "lower";
        return "%s %s %s (%s)".formatted(figure.name(), figure.size(test.difference()), direction, interval);
    }
}
