package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import nunchi.data.Split;
import nunchi.record.EpochRecord;
import nunchi.report.MemberRuns.Run;
import nunchi.report.Table.Cell;
import nunchi.statistics.MeanDifference;
import nunchi.statistics.MeanInterval;
import nunchi.statistics.Statistics;
import nunchi.text.Numbers;

/// What each member of a lab learnt by heart: its figures on the training examples beside those on unseen ones, and
/// whether the members differ by more than their seeds do.
final class GapSection implements ReportSection {
    private static final int MOST_DECIMALS = 6;
    private static final String ONCE =
            "Each member was trained once, so a difference may be chance. The key search: {repeat: 5} in the file of a member trains it with five seeds.";

    @Override
    public String title() {
        return "Generalization gap";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<MemberRuns> members = MemberRuns.of(folder);
        Optional<Split> part = MemberRuns.unseen(members);
        if (members.size() < 2 || part.isEmpty()) {
            return Html.NOTHING;
        }
        List<Figure> figures = figures(members, part.get());
        boolean repeated = members.stream().anyMatch(member -> member.runs().size() > 1);
        return Html.join(
                table(members, figures, repeated),
                repeated ? MemberDifferences.html(members, figures) : Html.paragraph(ONCE));
    }

    /// @param gap   whether it is how much worse unseen examples fare than seen ones
    /// @param share whether it is a fraction of one, given in percent
    record Figure(String name, boolean gap, boolean share, ToDoubleFunction<Run> of) {

        /// `92.89 ± 0.74 %`; of a loss as many decimals as the half of the interval has two digits.
        String value(Statistics statistics) {
            double mean = statistics.mean();
            double half = statistics.confidence95();
            if (Double.isNaN(half)) {
                return share && gap
                        ? Numbers.fixed(100 * mean, 2) + " points"
                        : share ? Numbers.percent(mean) : Numbers.loss(mean);
            }
            if (gap) {
                String unit = share ? " points" : "";
                int decimals = share ? 2 : decimals(half);
                double scale = share ? 100 : 1;
                return "%s ± %s%s"
                        .formatted(Numbers.fixed(scale * mean, decimals), Numbers.fixed(scale * half, decimals), unit);
            }
            return share
                    ? MeanInterval.percent(mean, half)
                    : MeanInterval.of(statistics, false).inWords(value -> Numbers.fixed(value, decimals(half)));
        }

        /// `+0.90 (0.30 to 1.51)`, of a share in points; `+0.90 in every pair` where there is nothing to take an
        /// interval from.
        String difference(MeanDifference test) {
            double difference = test.difference();
            double half = test.confidence95();
            double scale = share ? 100 : 1;
            if (test.isConstant()) {
                return "%s%s %s"
                        .formatted(
                                difference > 0 ? "+" : "",
                                share ? Numbers.fixed(scale * difference, 2) : Numbers.loss(difference),
                                test.paired() ? "in every pair" : "without spread");
            }
            int decimals = share ? 2 : decimals(half) + 1;
            return "%s%s (%s to %s)"
                    .formatted(
                            difference > 0 ? "+" : "",
                            Numbers.fixed(scale * difference, decimals),
                            Numbers.fixed(scale * (difference - half), decimals),
                            Numbers.fixed(scale * (difference + half), decimals));
        }

        private static int decimals(double half) {
            return half > 0 ? (int) Math.clamp(1 - Math.floor(Math.log10(half)), 0, MOST_DECIMALS) : MOST_DECIMALS;
        }

        double[] values(MemberRuns member) {
            return member.runs().stream().mapToDouble(of).toArray();
        }
    }

    private static List<Figure> figures(List<MemberRuns> members, Split part) {
        boolean classes = members.stream()
                .allMatch(member ->
                        member.has(Split.TRAIN, EpochRecord.ACCURACY) && member.has(part, EpochRecord.ACCURACY));
        List<Figure> figures = new ArrayList<>();
        for (String measure : classes ? List.of("accuracy", "loss") : List.of("loss")) {
            boolean share = measure.equals("accuracy");
            int sign = share ? 1 : -1;
            figures.add(new Figure(
                    "training " + measure, false, share, run -> run.figures().value(Split.TRAIN, measure)));
            figures.add(new Figure(
                    part + " " + measure, false, share, run -> run.figures().value(part, measure)));
            if (share == classes) {
                figures.add(new Figure(
                        "gap in " + measure,
                        true,
                        share,
                        run -> sign
                                * (run.figures().value(Split.TRAIN, measure)
                                        - run.figures().value(part, measure))));
            }
        }
        return figures;
    }

    private static Html table(List<MemberRuns> members, List<Figure> figures, boolean repeated) {
        String caption = "The final models, measured without dropout"
                + (repeated ? ": means ± half of their 95 % interval" : "");
        Table table = new Table(caption).sortable().column("Member").number("Runs");
        figures.forEach(figure -> table.number(Words.title(figure.name())));
        for (MemberRuns member : members) {
            List<Cell> row = new ArrayList<>(
                    List.of(Cell.text(member.title()), Cell.count(member.runs().size())));
            for (Figure figure : figures) {
                Statistics statistics = Statistics.of(figure.values(member));
                row.add(new Cell(Html.text(figure.value(statistics)), Double.toString(statistics.mean())));
            }
            table.row(row);
        }
        return table.html();
    }
}
