package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.model.TargetTextRecord;
import nunchi.model.TextRecord;
import nunchi.record.DataRecord;
import nunchi.record.DataRecord.BucketRecord;
import nunchi.record.DataRecord.ExampleRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// How texts became ids, and some of them with their labels.
final class TextsTable {
    private static final int MOST = 20;
    private static final int FREQUENT = 30;

    private TextsTable() {}

    /// Nothing for data of another kind.
    static Html of(DataRecord data) {
        TextRecord text = data.text();
        if (text == null) {
            return Html.NOTHING;
        }
        return Html.join(
                Html.paragraph(
                        "An example is a text of at most %s (%s). The vocabulary has %s; the most frequent are: %s."
                                .formatted(
                                        Numbers.count(text.length(), "token"),
                                        text.tokens(),
                                        Numbers.count(text.vocabulary().size(), "token"),
                                        frequent(text))),
                Html.paragraph(unknown(data.unknown())),
                target(data),
                buckets(data),
                samples(data));
    }

    private static Html target(DataRecord data) {
        TargetTextRecord target = data.targetText();
        if (target == null) {
            return Html.NOTHING;
        }
        if (Boolean.TRUE.equals(target.tags())) {
            return Html.paragraph("The model predicts the tag of each token. There are %s: %s."
                    .formatted(
                            Numbers.count(target.text().vocabulary().size(), "tag"),
                            String.join(" ", target.text().vocabulary())));
        }
        if (Boolean.TRUE.equals(target.next())) {
            return Html.paragraph(
                    "The target of each token is the one that follows it: the model predicts the next token from those before.");
        }
        TextRecord text = target.text();
        return Html.paragraph(
                "The model predicts a text of at most %s (%s), its end included. Its vocabulary has %s; the most frequent are: %s.%s"
                        .formatted(
                                Numbers.count(text.length(), "token"),
                                text.tokens(),
                                Numbers.count(text.vocabulary().size(), "token"),
                                frequent(text),
                                target.countPadding()
                                        ? " Loss and accuracy count the steps after the end as well."
                                        : " Steps after the end do not count."));
    }

    private static Html buckets(DataRecord data) {
        List<BucketRecord> buckets = Objects.requireNonNullElse(data.buckets(), List.of());
        if (buckets.isEmpty()) {
            return Html.NOTHING;
        }
        boolean targets = buckets.stream().anyMatch(bucket -> bucket.target() != null);
        List<Split> parts = Stream.of(Split.values())
                .filter(part -> buckets.getFirst().rows().of(part) != null)
                .toList();
        Table table = new Table("Examples in each bucket").number("Tokens of a text");
        if (targets) {
            table.number("Tokens of a target text");
        }
        parts.forEach(part -> table.number(Words.capital(Words.part(part))));
        for (BucketRecord bucket : buckets) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.count(bucket.text()));
            if (targets) {
                row.add(Cell.count(bucket.target()));
            }
            parts.forEach(part -> row.add(Cell.count(bucket.rows().of(part))));
            table.row(row);
        }
        return Html.join(
                Html.paragraph("A batch has texts of one bucket, each padded to the length of the bucket."),
                table.html());
    }

    private static String frequent(TextRecord text) {
        return text.vocabulary().stream()
                .limit(FREQUENT)
                .map(TextsTable::visible)
                .collect(Collectors.joining(" "));
    }

    /// A token whose spaces can be seen.
    static String visible(String token) {
        return token.replaceAll("[\\s\\p{Z}]", "␣");
    }

    private static String unknown(@Nullable PerSplit<Double> shares) {
        PerSplit<Double> known = shares == null ? new PerSplit<>(null, null, null) : shares;
        String each = Stream.of(Split.values())
                .filter(part -> known.of(part) != null)
                .map(part -> "%s set %s"
                        .formatted(Words.part(part), Numbers.percent(Objects.requireNonNull(known.of(part)))))
                .collect(Collectors.joining(", "));
        return "Fraction of unknown tokens: %s.".formatted(each.isEmpty() ? "–" : each);
    }

    private static Html samples(DataRecord data) {
        List<ExampleRecord> texts = data.samples().stream()
                .filter(sample -> sample.text() != null)
                .limit(MOST)
                .toList();
        if (texts.isEmpty()) {
            return Html.NOTHING;
        }
        boolean targets = texts.stream().anyMatch(sample -> sample.target() != null);
        Table table = targets
                ? new Table("Training examples with their target texts")
                        .column("Text")
                        .column("Target")
                : new Table("Training examples with their labels")
                        .column("Label")
                        .column("Text");
        texts.forEach(sample -> {
            Cell text = Cell.passage(Objects.requireNonNull(sample.text()));
            if (targets) {
                table.row(text, Cell.passage(Objects.requireNonNullElse(sample.target(), "")));
            } else {
                table.row(Cell.text(Gallery.className(data.classes(), sample.label())), text);
            }
        });
        return table.html();
    }
}
