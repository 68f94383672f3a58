package nunchi.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.inspect.AttentionWeights;
import nunchi.inspect.AttentionWeights.Kind;
import nunchi.inspect.AttentionWeights.Layer;
import nunchi.record.AttentionRecord;
import nunchi.record.AttentionRecord.AttendedRecord;
import nunchi.record.AttentionRecord.AttendingRecord;
import nunchi.record.AttentionRecord.WeightsRecord;
import nunchi.tensor.Shape;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import nunchi.token.TextEncoding.Token;
import org.jspecify.annotations.Nullable;

/// Weights of attentions as `inspection.json` has them.
final class AttentionFile {
    private static final int WHOLE = 255;

    private AttentionFile() {}

    /// @param rows    that were read
    /// @param numbers of these in their part
    static AttentionRecord of(AttentionWeights weights, Dataset rows, int[] numbers) {
        List<AttendedRecord> examples = IntStream.range(0, rows.size())
                .mapToObj(row -> attended(weights, rows, row, numbers[row]))
                .toList();
        return new AttentionRecord(
                examples,
                weights.layers().stream()
                        .map(layer -> attending(layer, examples))
                        .toList());
    }

    private static AttendedRecord attended(AttentionWeights weights, Dataset rows, int row, int number) {
        TextEncoding text = rows.card().text();
        List<Token> tokens =
                text == null ? List.of() : text.tokens(rows.text(row).orElseThrow());
        boolean decoded = weights.tokens().length > 0;
        return new AttendedRecord(
                number,
                text == null ? null : tokens.stream().map(Token::text).toList(),
                text == null ? null : StatesFile.unknown(tokens),
                decoded ? predicted(rows, weights.tokens()[row]) : null,
                decoded ? rows.targetText(row).orElse("") : null);
    }

    /// With the end, where it is predicted.
    private static List<String> predicted(Dataset rows, int[] tokens) {
        TargetEncoding target = Objects.requireNonNull(rows.card().target());
        int end = TargetEncoding.end(tokens);
        List<String> predicted = new ArrayList<>(Arrays.stream(tokens)
                .limit(end)
                .mapToObj(token -> target.text().vocabulary().token(token))
                .toList());
        if (end < tokens.length) {
            predicted.add("");
        }
        return predicted;
    }

    private static AttendingRecord attending(Layer layer, List<AttendedRecord> examples) {
        Shape shape = layer.weights().shape();
        List<WeightsRecord> maps = new ArrayList<>();
        for (int row = 0; row < examples.size(); row++) {
            AttendedRecord example = examples.get(row);
            int read = length(example.tokens(), shape.last());
            int written = length(example.predicted(), shape.extent(2));
            int steps = layer.kind() == Kind.SELF ? length(example.tokens(), shape.extent(2)) : written;
            int at = layer.kind() == Kind.DECODER ? written : read;
            maps.add(new WeightsRecord(steps, at, bytes(layer, row, steps, at)));
        }
        return new AttendingRecord(layer.path(), layer.kind().name().toLowerCase(Locale.ROOT), shape.extent(1), maps);
    }

    private static int length(@Nullable List<String> tokens, int most) {
        return tokens == null ? most : Math.min(tokens.size(), most);
    }

    private static String bytes(Layer layer, int row, int steps, int at) {
        Shape shape = layer.weights().shape();
        int heads = shape.extent(1);
        byte[] bytes = new byte[heads * steps * at];
        for (int i = 0; i < bytes.length; i++) {
            int line = (row * heads + i / at / steps) * shape.extent(2) + i / at % steps;
            float weight = layer.weights().values()[line * shape.last() + i % at];
            bytes[i] = (byte) Math.round(WHOLE * weight);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
