package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.report.GapSection.Figure;
import nunchi.report.Table.Cell;
import nunchi.statistics.MeanDifference;
import nunchi.text.Numbers;

/// Each member of a lab against the first, as far as both were repeated on the same data: what differs by more than the
/// seeds, and what does not.
final class MemberDifferences {
    private static final double USUAL_LEVEL = 0.05;

    private MemberDifferences() {}

    /// Those after the first that were repeated on the same data.
    private static List<MemberRuns> comparable(List<MemberRuns> members, MemberRuns first) {
        return members.stream()
                .skip(1)
                .filter(member -> member.data().equals(first.data())
                        && Math.min(member.runs().size(), first.runs().size()) > 1)
                .toList();
    }

    static Html html(List<MemberRuns> members, List<Figure> all) {
        MemberRuns first = members.getFirst();
        List<Figure> figures = all.stream()
                .filter(figure -> !figure.name().startsWith("training"))
                .toList();
        List<MemberRuns> others = comparable(members, first);
        if (others.isEmpty()) {
            return Html.NOTHING;
        }
        Table table = new Table(
                        "Differences from %s and their 95 %% intervals; accuracies in points".formatted(first.title()))
                .column("Member");
        figures.forEach(figure -> table.number(Words.title(figure.name())));
        List<Html> sentences = new ArrayList<>();
        for (MemberRuns member : others) {
            List<MeanDifference> tests =
                    figures.stream().map(figure -> test(member, first, figure)).toList();
            List<Cell> row = new ArrayList<>(List.of(Cell.text(member.title())));
            for (int i = 0; i < figures.size(); i++) {
                row.add(cell(figures.get(i), tests.get(i)));
            }
            table.row(row);
            sentences.add(Html.tag("li", Html.text(sentence(member, figures, tests))));
        }
        Html list = Html.tag("ul", Html.join(sentences));
        return Html.join(
                Html.paragraph("Against %s:".formatted(first.title())),
                list,
                table.html(),
                note(others.size() * figures.size()));
    }

    private static Html note(int intervals) {
        return Html.tag("p", Attributes.of("class", "note"), Html.text("""
                Runs with the same seed share their data and are compared with each other (Student's paired interval), others as two groups (Welch's). \
                A difference counts as shown where its interval leaves 0 out; of %s about %s would by chance alone.""".formatted(
                        Numbers.count(intervals, "interval"), Numbers.fixed(USUAL_LEVEL * intervals, 1))));
    }

    private static MeanDifference test(MemberRuns member, MemberRuns first, Figure figure) {
        Map<Long, Double> ours = member.bySeed(figure.of());
        Map<Long, Double> theirs = first.bySeed(figure.of());
        List<Long> common = ours.keySet().stream().filter(theirs::containsKey).toList();
        return common.size() > 1
                ? MeanDifference.paired(
                        common.stream().mapToDouble(ours::get).toArray(),
                        common.stream().mapToDouble(theirs::get).toArray())
                : MeanDifference.welch(figure.values(member), figure.values(first));
    }

    private static boolean isShown(MeanDifference test) {
        return Math.abs(test.difference()) > test.confidence95();
    }

    private static Cell cell(Figure figure, MeanDifference test) {
        Html text = Html.text(figure.difference(test));
        return new Cell(isShown(test) ? Html.tag("strong", text) : text, Double.toString(test.difference()));
    }

    /// `With dropout: validation accuracy higher, gap in accuracy narrower; no difference is shown in validation loss.`
    private static String sentence(MemberRuns member, List<Figure> figures, List<MeanDifference> tests) {
        List<String> shown = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            boolean more = tests.get(i).difference() > 0;
            String direction = figures.get(i).gap() ? more ? "wider" : "narrower" : more ? "higher" : "lower";
            if (tests.get(i).isConstant()) {
                String same = tests.get(i).difference() == 0 ? "the same" : "%s by the same".formatted(direction);
                constant.add("%s %s %s"
                        .formatted(
                                figures.get(i).name(), same, tests.get(i).paired() ? "in every pair" : "in every run"));
            } else {
                (isShown(tests.get(i)) ? shown : open)
                        .add(
                                isShown(tests.get(i))
                                        ? figures.get(i).name() + " " + direction
                                        : figures.get(i).name());
            }
        }
        shown.addAll(constant);
        String undecided =
                open.isEmpty() ? "" : open.stream().collect(Collectors.joining(", ", "no difference is shown in ", ""));
        return "%s: %s."
                .formatted(
                        member.title(),
                        Stream.of(String.join(", ", shown), undecided)
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining("; ")));
    }
}
