package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.AnswerRecord;

/// One random example with the truth and every member's prediction; a button shows others.
final class SideBySideSection implements ReportSection {
    @Override
    public String title() {
        return "One random example";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Member> members = members(folder);
        if (members.size() < 2) {
            return Html.NOTHING;
        }
        Member first = members.getFirst();
        Picture picture = Picture.of(first.evaluation.kept().imageShape());
        List<Html> cards = new ArrayList<>();
        for (AnswerRecord sample : first.evaluation.kept().samples()) {
            List<Html> said =
                    members.stream().map(member -> member.says(sample.row())).toList();
            if (picture != null && said.stream().noneMatch(Html::isEmpty)) {
                cards.add(ExampleSection.card(picture, first.evaluation, sample, Html.join(said)));
            }
        }
        return ExampleSection.deck(cards, first.seed);
    }

    private static List<Member> members(Folder folder) {
        List<Member> members = new ArrayList<>();
        for (LabMember member : LabMember.of(folder)) {
            Folder run = member.folder().firstTrial().orElse(member.folder());
            if (!run.evaluation().kept().samples().isEmpty()) {
                members.add(new Member(member.title(), run.evaluation(), run.seed()));
            }
        }
        return members;
    }

    private record Member(String title, EvaluationRecord evaluation, long seed) {

        /// Nothing where this member did not keep its answer to that row.
        Html says(Integer row) {
            return evaluation.kept().samples().stream()
                    .filter(sample -> Objects.equals(sample.row(), row))
                    .findFirst()
                    .map(sample -> Probabilities.of(title, evaluation.byClass().classes(), sample))
                    .orElse(Html.NOTHING);
        }
    }
}
