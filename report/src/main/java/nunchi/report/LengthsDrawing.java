package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.LengthRecord;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// How well texts are predicted by their length, as lines and as a table.
final class LengthsDrawing {
    private static final String MEANING =
            "Exact match is the fraction of the texts that are predicted without a mistake, which is harder for long texts. Token accuracy compares target and prediction token by token, as many as the longer of the two has, so that a token too many puts all later ones out of place.";
    private static final String BLEU = " BLEU counts words and phrases that both have, wherever they stand.";

    private LengthsDrawing() {}

    /// Nothing where lengths are not known.
    static Html html(EvaluationRecord evaluation, Chapter chapter) {
        List<LengthRecord> bins = evaluation.byLength() == null
                ? List.of()
                : evaluation.byLength().stream().filter(LengthsDrawing::isWhole).toList();
        if (bins.isEmpty()) {
            return Html.NOTHING;
        }
        boolean phrases = bins.stream().anyMatch(bin -> bin.bleu() > 0);
        return Html.join(
                bins.size() > 1 ? chart(bins, phrases, chapter) : Html.NOTHING,
                table(bins, phrases),
                Html.paragraph(MEANING + (phrases ? BLEU : "")));
    }

    private static boolean isWhole(LengthRecord bin) {
        return bin.from() != null && bin.to() != null && bin.rows() != null;
    }

    /// `3` or `3–5`.
    private static String name(LengthRecord bin) {
        return bin.from().equals(bin.to()) ? Numbers.count(bin.from()) : "%d–%d".formatted(bin.from(), bin.to());
    }

    private static Html chart(List<LengthRecord> bins, boolean phrases, Chapter chapter) {
        List<Series> series = new ArrayList<>();
        series.add(line("exact match", 0, bins, LengthRecord::exactMatch));
        series.add(line("token accuracy", 1, bins, LengthRecord::tokenAccuracy));
        if (phrases) {
            series.add(line("BLEU", 2, bins, LengthRecord::bleu));
        }
        String caption = "Own predictions by the number of tokens of the text that is read";
        String told = bins.stream()
                .map(bin -> "%s tokens %s".formatted(name(bin), Numbers.percent(bin.exactMatch())))
                .collect(Collectors.joining(", "));
        Measure measure = new Measure("accuracy", true, true, false);
        List<String> names = bins.stream().map(LengthsDrawing::name).toList();
        return chapter.chart(
                new Lines(caption, "tokens", "", measure, false, names, series, null),
                "%s. Exact match: %s.".formatted(caption, told));
    }

    private static Series line(String name, int colour, List<LengthRecord> bins, ToDoubleFunction<LengthRecord> share) {
        List<Point> points = IntStream.range(0, bins.size())
                .mapToObj(i -> new Point(i, share.applyAsDouble(bins.get(i))))
                .toList();
        return new Series(name, points).withColour(colour);
    }

    private static Html table(List<LengthRecord> bins, boolean phrases) {
        Table table = new Table("Own predictions by the length of the text that is read")
                .column("Tokens")
                .number("Examples")
                .number("Exact match")
                .number("Token accuracy");
        if (phrases) {
            table.number("BLEU");
        }
        for (LengthRecord bin : bins) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(name(bin)),
                    Cell.count(bin.rows()),
                    Cell.percent(bin.exactMatch()),
                    Cell.percent(bin.tokenAccuracy())));
            if (phrases) {
                row.add(Cell.percent(bin.bleu()));
            }
            table.row(row);
        }
        return table.html();
    }
}
