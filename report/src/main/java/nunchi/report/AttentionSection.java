package nunchi.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.record.AttentionRecord;
import nunchi.record.AttentionRecord.AttendedRecord;
import nunchi.record.AttentionRecord.AttendingRecord;
import nunchi.record.AttentionRecord.WeightsRecord;
import nunchi.record.InspectionRecord;
import nunchi.report.page.Chart;
import nunchi.report.page.Chart.Panel;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// Where each attention looks for single examples, as heat maps.
final class AttentionSection implements ReportSection {
    private static final String READING =
            "Each heat map has a column for each step of the layer and a row for each token that it looks at: the stronger the colour, the larger the weight. The weights of a column add up to 1.";
    private static final String CROSS =
            " A column of a crossAttention, also of one in a transformerBlock, is a token that the model predicts; its rows are the tokens that the encoder reads.";
    private static final String MEANING =
            " A layer gives the mean of what it looks at, weighted so. What the prediction depends on is another question: layers before have mixed the tokens already.";
    private static final String END = "(end)";
    private static final String START = "(start)";
    private static final int WHOLE = 255;
    private static final int LARGEST = 254;

    @Override
    public String title() {
        return "Attention";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        InspectionRecord inspection = folder.inspection();
        AttentionRecord attention = inspection.attention();
        if (attention == null) {
            return Html.NOTHING;
        }
        List<Html> charts = new ArrayList<>();
        for (AttendingRecord layer : attention.layers()) {
            int maps = Math.min(layer.maps().size(), attention.examples().size());
            for (int i = 0; i < maps; i++) {
                if (isWhole(layer, layer.maps().get(i))) {
                    charts.add(chart(
                            inspection,
                            layer,
                            attention.examples().get(i),
                            layer.maps().get(i),
                            chapter));
                }
            }
        }
        if (charts.isEmpty()) {
            return Html.NOTHING;
        }
        boolean crossing = attention.layers().stream().anyMatch(layer -> is(layer, "cross"));
        return Html.join(Html.paragraph(READING + (crossing ? CROSS : "") + MEANING), Html.join(charts));
    }

    private static boolean is(AttendingRecord layer, String kind) {
        return kind.equals(layer.kind());
    }

    private static boolean isWhole(AttendingRecord layer, WeightsRecord map) {
        return layer.path() != null
                && layer.heads() != null
                && map.steps() != null
                && map.at() != null
                && map.weights() != null
                && (long) layer.heads() * map.steps() * map.at() > 0
                && bytes(map).length == (long) layer.heads() * map.steps() * map.at();
    }

    /// None where it is no base64.
    private static byte[] bytes(WeightsRecord map) {
        try {
            return Base64.getDecoder().decode(map.weights());
        } catch (IllegalArgumentException damaged) {
            return new byte[0];
        }
    }

    private static Html chart(
            InspectionRecord inspection,
            AttendingRecord layer,
            AttendedRecord example,
            WeightsRecord map,
            Chapter chapter) {
        List<String> read = read(example);
        List<String> written = written(example);
        List<String> columns = is(layer, "self") ? read : written;
        List<String> rows = is(layer, "decoder") ? before(written) : read;
        String caption = caption(inspection, layer, example, read);
        Chart.Sequence chart = new Chart.Sequence(
                caption,
                map.steps(),
                columns.size() == map.steps() ? columns : null,
                panels(layer, map, rows.size() == map.at() ? rows : null),
                List.of(),
                List.of());
        return chapter.chart(
                chart,
                "%s: %s of %s by %s."
                        .formatted(
                                caption,
                                Numbers.count(layer.heads(), "heat map"),
                                Numbers.count(map.at(), "token"),
                                Numbers.count(map.steps(), "step")));
    }

    /// One for each head, with the same colours.
    private static List<Panel> panels(AttendingRecord layer, WeightsRecord map, @Nullable List<String> names) {
        byte[] weights = bytes(map);
        int most = IntStream.range(0, weights.length)
                .map(i -> weights[i] & WHOLE)
                .max()
                .orElse(0);
        int size = map.steps() * map.at();
        return IntStream.range(0, layer.heads())
                .mapToObj(head -> {
                    byte[] turned = new byte[size];
                    for (int i = 0; i < size; i++) {
                        int weight = weights[head * size + i % map.steps() * map.at() + i / map.steps()] & WHOLE;
                        turned[i] = (byte) Math.round((float) LARGEST * weight / Math.max(1, most));
                    }
                    String name = layer.heads() == 1 ? "weight" : "head " + (head + 1);
                    String values = Base64.getEncoder().encodeToString(turned);
                    return new Panel(name, "token", 0, (double) Math.max(1, most) / WHOLE, values, names);
                })
                .toList();
    }

    private static String caption(
            InspectionRecord inspection, AttendingRecord layer, AttendedRecord example, List<String> read) {
        String named = Stream.of(
                        inspection.part(), "example", example.row() == null ? null : Numbers.count(example.row()))
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        String target = example.target() == null ? "" : ". Target: " + example.target();
        return "%s for %s%s".formatted(layer.path(), named, target);
    }

    /// Unknown ones in brackets; none where the example is no text.
    private static List<String> read(AttendedRecord example) {
        List<String> tokens = Objects.requireNonNullElse(example.tokens(), List.of());
        List<Integer> unknown = Objects.requireNonNullElse(example.unknown(), List.of());
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> unknown.contains(i) ? "[" + tokens.get(i) + "]" : tokens.get(i))
                .toList();
    }

    private static List<String> written(AttendedRecord example) {
        return Objects.requireNonNullElse(example.predicted(), List.<String>of()).stream()
                .map(token -> token.isEmpty() ? END : token)
                .toList();
    }

    /// What is read at each step of what is written.
    private static List<String> before(List<String> written) {
        return Stream.concat(Stream.of(START), written.stream())
                .limit(written.size())
                .toList();
    }
}
