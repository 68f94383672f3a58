package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.record.EpochRecord;

/// Members of a lab that differ in the clipping of gradients alone, each pair in one chart.
final class ClippingSection implements ReportSection {
    private static final String CLIP = "clip";
    /// These change no training.
    private static final Set<String> OTHER = Set.of(CLIP, "name", "title", "description", "published", "inspect");

    private static final String MEANING =
            "Clipping multiplies all gradients of a step by the same factor where their norm is above a bound. Their direction stays. Without it, one batch with a very large gradient moves the weights far away from what was learned:";
    private static final String NORM = "\\bar{w} \\leftarrow \\bar{w} \\cdot \\min(1, \\frac{c}{\\Vert\\bar{w}\\Vert})";

    @Override
    public String title() {
        return "With and without clipping";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<Html> charts = pairs(MemberRuns.of(folder)).stream()
                .map(pair -> MemberCurvesSection.chart(pair, EpochRecord.LOSS, chapter))
                .filter(html -> !html.isEmpty())
                .toList();
        return charts.isEmpty()
                ? Html.NOTHING
                : Html.join(Html.paragraph(MEANING), Formula.display(NORM), Html.join(charts));
    }

    /// The one that is clipped first.
    private static List<List<MemberRuns>> pairs(List<MemberRuns> members) {
        List<List<MemberRuns>> pairs = new ArrayList<>();
        for (MemberRuns clipped : members) {
            if (isClipped(clipped)) {
                other(clipped, members).ifPresent(other -> pairs.add(List.of(clipped, other)));
            }
        }
        return pairs;
    }

    private static Optional<MemberRuns> other(MemberRuns clipped, List<MemberRuns> members) {
        return members.stream()
                .filter(member -> !isClipped(member) && rest(member).equals(rest(clipped)))
                .findFirst();
    }

    private static boolean isClipped(MemberRuns member) {
        return !experiment(member).at(CLIP).entries().isEmpty();
    }

    private static List<?> rest(MemberRuns member) {
        Stream<?> settings =
                experiment(member).entries().entrySet().stream().filter(setting -> !OTHER.contains(setting.getKey()));
        return settings.toList();
    }

    private static Tree experiment(MemberRuns member) {
        return member.runs().getFirst().folder().experiment();
    }
}
