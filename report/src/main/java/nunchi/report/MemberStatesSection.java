package nunchi.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.record.StatesRecord;
import nunchi.record.StatesRecord.CellRecord;
import nunchi.record.StatesRecord.ReadRecord;
import nunchi.report.page.Chart;
import nunchi.report.page.Chart.Panel;
import nunchi.text.Numbers;

/// What the recurrent networks of a lab hold while they read the same example: the state that remembers, and the gates.
final class MemberStatesSection implements ReportSection {
    private static final String READING =
            "All networks read the same example. Each heat map has a row for each unit and a column for each step; the stronger the colour, the larger the value, blue is positive and orange negative. Below them is what goes in. A row that changes at a step and stays as it is from there on remembers that step.";
    private static final String MARKS = " Dashed lines are at the steps where an input of zeros and ones is 1.";

    @Override
    public String title() {
        return "States over time, side by side";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Member> members = members(folder);
        List<Chart.Sequence> charts = members.isEmpty()
                ? List.of()
                : members.getFirst().states.examples().stream()
                        .map(example -> charts(members, example))
                        .filter(all -> all.size() == members.size())
                        .findFirst()
                        .orElse(List.of());
        if (charts.size() < 2) {
            return Html.NOTHING;
        }
        boolean marked = charts.stream().anyMatch(chart -> !chart.marks().isEmpty());
        List<Html> drawn = charts.stream()
                .map(chart -> chapter.chart(chart, instead(chart)))
                .toList();
        return Html.join(
                Html.paragraph(marked ? READING + MARKS : READING),
                Html.tag("div", Attributes.of("class", "charts"), Html.join(drawn)));
    }

    private record Member(String title, StatesRecord states) {
        /// The states of its first recurrent layer; nothing where it has not read this example.
        Optional<Chart.Sequence> chart(ReadRecord wanted) {
            int examples = states.examples().size();
            Optional<CellRecord> layer = states.layers().stream()
                    .filter(each -> StateDrawing.drawable(each, examples))
                    .findFirst();
            return Stream.iterate(0, number -> number < examples, number -> number + 1)
                    .filter(number -> isSame(states.examples().get(number), wanted))
                    .findFirst()
                    .flatMap(number -> layer.map(each -> chart(each, number)));
        }

        private Chart.Sequence chart(CellRecord layer, int number) {
            ReadRecord example = states.examples().get(number);
            Chart.Sequence all =
                    StateDrawing.of(layer, states.examples().size()).chart(example, number, title + answer(example));
            List<Panel> shown = all.panels().stream()
                    .filter(panel -> isShown(panel.name(), layer))
                    .toList();
            return new Chart.Sequence(all.caption(), all.steps(), all.tokens(), shown, all.inputs(), all.marks());
        }
    }

    /// The state that remembers, gates, and what goes in.
    private static boolean isShown(String panel, CellRecord layer) {
        return panel.equals(StateDrawing.title(layer, StateDrawing.memory(layer)))
                || panel.contains("gate")
                || panel.equals("input");
    }

    private static boolean isSame(ReadRecord one, ReadRecord other) {
        return one.row() != null
                && one.row().equals(other.row())
                && Objects.equals(one.input(), other.input())
                && Objects.equals(one.tokens(), other.tokens());
    }

    private static String answer(ReadRecord example) {
        return example.target().size() == 1 && example.prediction().size() == 1
                ? ": target %s, prediction %s"
                        .formatted(
                                Numbers.loss(example.target().getFirst()),
                                Numbers.loss(example.prediction().getFirst()))
                : "";
    }

    private static List<Chart.Sequence> charts(List<Member> members, ReadRecord example) {
        return members.stream()
                .map(member -> member.chart(example))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String instead(Chart.Sequence chart) {
        return "%s: heat maps of %s, by %s."
                .formatted(
                        chart.caption(),
                        String.join(
                                ", ", chart.panels().stream().map(Panel::name).toList()),
                        Numbers.count(chart.steps(), "step"));
    }

    private static List<Member> members(Folder folder) {
        return LabMember.of(folder).stream()
                .flatMap(member ->
                        Optional.ofNullable(member.folder().inspection().statesOverTime())
                                .map(states -> new Member(member.title(), states))
                                .stream())
                .toList();
    }
}
