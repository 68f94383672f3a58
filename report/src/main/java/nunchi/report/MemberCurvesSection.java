package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.data.Split;
import nunchi.record.EpochRecord;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Chart.Mark;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Series;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// The curves of a lab's members on the same axes, each the mean of its runs.
final class MemberCurvesSection implements ReportSection {
    private static final int MOST_COLOURS = 8;
    /// Of more members only the unseen examples are drawn.
    private static final int FEW = 4;
    /// With trainings of such different lengths the axis of epochs is logarithmic.
    private static final double MUCH_LONGER = 25;

    @Override
    public String title() {
        return "Training side by side";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<MemberRuns> members = MemberRuns.of(folder);
        if (members.size() < 2 || members.size() > MOST_COLOURS) {
            return Html.NOTHING;
        }
        List<Html> charts = Stream.of("accuracy", "loss")
                .map(measure -> chart(members, measure, chapter))
                .filter(html -> !html.isEmpty())
                .toList();
        return charts.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph(meaning(members)), Html.join(charts));
    }

    private static String meaning(List<MemberRuns> members) {
        boolean repeated = members.stream().anyMatch(member -> member.runs().size() > 1);
        if (members.size() > FEW) {
            return "Each line is of unseen examples, measured after the epoch.%s"
                    .formatted(repeated ? " It is the mean of a member's runs." : "");
        }
        return """
                Full lines are of the training examples as they were learnt from, with dropout at work and weights that change within the epoch; dashed \
                lines are of unseen examples, measured after the epoch.%s""".formatted(repeated ? " Each line is the mean of a member's runs." : "");
    }

    /// Lines of the members, with a result that was published for all of them.
    static Html chart(List<MemberRuns> members, String measure, Chapter chapter) {
        List<Curve> curves = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            for (Split part : parts(members, measure)) {
                String title = members.get(member).title();
                Optional<Curve> mean = members.get(member)
                        .mean("%s, %s".formatted(title, Words.part(part)), EpochRecord.prefix(part) + measure);
                if (mean.isPresent()) {
                    Curve curve = mean.get();
                    curves.add(curve);
                    series.add(curve.line()
                            .withName(title, curve.name())
                            .withColour(member)
                            .withDashes(part != Split.TRAIN && members.size() <= FEW));
                }
            }
        }
        if (curves.isEmpty()) {
            return Html.NOTHING;
        }
        return chapter.chart(
                lines(measure, curves, series, baseline(members, measure).orElse(null)),
                "%s: %s.".formatted(caption(measure), ends(curves, measure)));
    }

    private static Lines lines(String measure, List<Curve> curves, List<Series> series, @Nullable Mark baseline) {
        Measure axis = new Measure(
                measure,
                measure.equals("accuracy"),
                measure.equals("accuracy"),
                measure.equals("loss") && Curve.areWide(curves, false));
        return new Lines(caption(measure), "epoch", "", axis, lengths(curves) > MUCH_LONGER, null, series, baseline);
    }

    private static String caption(String measure) {
        return Words.title(measure) + " by epoch";
    }

    /// What is published for the end of all members alike: a result that each of them is to be compared with.
    private static Optional<Mark> baseline(List<MemberRuns> members, String measure) {
        List<List<Published>> published = members.stream()
                .map(member -> Published.of(member.runs().getFirst().folder()))
                .toList();
        return published.getFirst().stream()
                .filter(entry -> entry.epoch() == 0 && entry.what().endsWith(measure))
                .filter(entry -> published.stream().allMatch(all -> all.contains(entry)))
                .findFirst()
                .map(entry -> new Mark(
                        entry.value(),
                        "%s %s"
                                .formatted(
                                        entry.source().isEmpty() ? "published" : entry.source() + ":",
                                        entry.isAccuracy()
                                                ? Numbers.percent(entry.value())
                                                : Numbers.loss(entry.value())),
                        true));
    }

    private static String ends(List<Curve> curves, String measure) {
        return String.join(
                "; ",
                curves.stream()
                        .map(curve -> "%s ends at %s"
                                .formatted(
                                        curve.name(),
                                        measure.equals("accuracy")
                                                ? Numbers.percent(curve.last())
                                                : Numbers.loss(curve.last())))
                        .toList());
    }

    /// All there are; of many members only those of one unseen part, which all of them have.
    private static List<Split> parts(List<MemberRuns> members, String measure) {
        Stream<Split> unseen = Stream.of(Split.VALIDATION, Split.TEST)
                .filter(part -> members.stream()
                        .allMatch(member -> member.mean("", EpochRecord.prefix(part) + measure)
                                .isPresent()));
        return members.size() <= FEW ? List.of(Split.values()) : unseen.limit(1).toList();
    }

    /// How many times as long the longest training is as the shortest.
    private static double lengths(List<Curve> curves) {
        double[] ends = curves.stream()
                .mapToDouble(curve -> curve.points().getLast().x())
                .sorted()
                .toArray();
        return ends[ends.length - 1] / ends[0];
    }
}
