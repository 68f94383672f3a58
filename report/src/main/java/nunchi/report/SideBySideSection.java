package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
        Picture picture = Picture.of(first.evaluation.path("imageShape"));
        List<Html> cards = new ArrayList<>();
        for (JsonNode sample : first.evaluation.path("samples")) {
            List<Html> said = members.stream()
                    .map(member -> member.says(sample.path("row")))
                    .toList();
            if (picture != null && said.stream().noneMatch(Html::isEmpty)) {
                cards.add(ExampleSection.card(picture, first.evaluation, sample, Html.join(said)));
            }
        }
        return ExampleSection.deck(cards, first.seed);
    }

    private static List<Member> members(Folder folder) {
        List<Member> members = new ArrayList<>();
        for (JsonNode member : folder.result().path("members")) {
            Folder inner = folder.inner(member.path("folder").asString("."));
            String trial = inner.result().path("trials").path(0).path("folder").asString("");
            Folder run = trial.isEmpty() ? inner : inner.inner(trial);
            if (!run.evaluation().path("samples").isEmpty()) {
                members.add(new Member(
                        member.path("title").asString(inner.title()),
                        run.evaluation(),
                        run.result().path("seed").asLong(0)));
            }
        }
        return members;
    }

    private record Member(String title, JsonNode evaluation, long seed) {

        /// Nothing where this member did not keep its answer to that row.
        Html says(JsonNode row) {
            return Probabilities.of(title, evaluation.path("classes"), sample(row));
        }

        private JsonNode sample(JsonNode row) {
            for (JsonNode sample : evaluation.path("samples")) {
                if (sample.path("row").equals(row)) {
                    return sample;
                }
            }
            return MissingNode.getInstance();
        }
    }
}
