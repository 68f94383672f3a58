package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.record.EvaluationRecord.PredictedTextRecord;
import nunchi.report.Table.Cell;

/// What the members of a lab predict for the same texts.
final class MemberTextsSection implements ReportSection {
    private static final int SHOWN = 12;

    @Override
    public String title() {
        return "Predicted texts, side by side";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Member> all = LabMember.of(folder).stream()
                .map(MemberTextsSection::member)
                .filter(member -> !member.texts.isEmpty())
                .toList();
        if (all.isEmpty()) {
            return Html.NOTHING;
        }
        Member first = all.getFirst();
        List<Member> members = all.stream()
                .filter(member -> member.of(first.texts.getFirst()).isPresent())
                .toList();
        List<PredictedTextRecord> common = first.texts.stream()
                .filter(text ->
                        members.stream().allMatch(member -> member.of(text).isPresent()))
                .limit(SHOWN)
                .toList();
        return members.size() < 2 ? Html.NOTHING : table(members, common);
    }

    private static Member member(LabMember member) {
        return new Member(
                member.title(),
                Objects.requireNonNullElse(member.folder().evaluation().texts(), List.of()));
    }

    private record Member(String title, List<PredictedTextRecord> texts) {
        /// What it predicts for the same text with the same target.
        Optional<String> of(PredictedTextRecord wanted) {
            return texts.stream()
                    .filter(text -> text.row() != null && text.row().equals(wanted.row()))
                    .filter(text -> Objects.equals(text.text(), wanted.text())
                            && Objects.equals(text.target(), wanted.target()))
                    .map(PredictedTextRecord::predicted)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }

    private static Html table(List<Member> members, List<PredictedTextRecord> texts) {
        Table table = new Table("The first texts that all of these networks were evaluated on")
                .column("Text")
                .column("Target");
        members.forEach(member -> table.column(member.title));
        for (PredictedTextRecord text : texts) {
            List<Cell> cells = new ArrayList<>();
            Stream.concat(
                            Stream.of(text.text(), text.target()),
                            members.stream().map(member -> member.of(text).orElse("")))
                    .forEach(each -> cells.add(Cell.passage(Objects.requireNonNullElse(each, ""))));
            table.row(cells);
        }
        return table.html();
    }
}
