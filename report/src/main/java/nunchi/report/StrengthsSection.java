package nunchi.report;

import java.util.List;

/// Strengths and weaknesses of the two methods, as far as the figures show them.
final class StrengthsSection implements ReportSection {
    @Override
    public String title() {
        return "Strengths and weaknesses";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<ClusteredPoints> sets = ClusteredPoints.of(folder);
        if (sets.isEmpty()) {
            return Html.NOTHING;
        }
        MethodComparison verdict = new MethodComparison(sets);
        return Html.join(
                chapter.heading("K-means"),
                list(verdict.ofMeans()),
                chapter.heading("DBSCAN"),
                list(verdict.ofDensity()));
    }

    private static Html list(List<String> sentences) {
        return Html.tag(
                "ul",
                Html.join(sentences.stream()
                        .map(sentence -> Html.tag("li", Html.text(sentence)))
                        .toList()));
    }
}
