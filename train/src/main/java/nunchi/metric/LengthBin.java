package nunchi.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nunchi.data.Dataset;

/// How well texts of similar lengths are predicted.
///
/// @param from          the least number of tokens of a text that the model reads
/// @param to            the largest
/// @param rows          number of texts
/// @param exactMatch    fraction predicted without a mistake
/// @param tokenAccuracy fraction of the tokens that are right in the model's own predictions
/// @param bleu          BLEU as a fraction
public record LengthBin(int from, int to, int rows, double exactMatch, double tokenAccuracy, double bleu) {
    private static final int FEWEST = 10;
    /// A bin has at least one in so many texts.
    private static final int SHARE = 20;

    /// Of predicted texts, from the shortest to the longest. Neighbouring lengths are put into one bin until it has a
    /// twentieth of the texts and at least 10.
    public static List<LengthBin> of(Predictions predictions) {
        int fewest = Math.max(FEWEST, Math.ceilDiv(predictions.size(), SHARE));
        List<List<Integer>> bins = new ArrayList<>();
        for (List<Integer> rows : byLength(predictions.data()).values()) {
            if (bins.isEmpty() || bins.getLast().size() >= fewest) {
                bins.add(new ArrayList<>());
            }
            bins.getLast().addAll(rows);
        }
        if (bins.size() > 1 && bins.getLast().size() < fewest) {
            List<Integer> rest = bins.removeLast();
            bins.getLast().addAll(rest);
        }
        return bins.stream().map(rows -> of(predictions, rows)).toList();
    }

    private static SortedMap<Integer, List<Integer>> byLength(Dataset data) {
        SortedMap<Integer, List<Integer>> rows = new TreeMap<>();
        float[] example = new float[data.example().size()];
        for (int row = 0; row < data.size(); row++) {
            rows.computeIfAbsent(length(data, row, example), _ -> new ArrayList<>())
                    .add(row);
        }
        return rows;
    }

    /// Without padding, which is 0.
    private static int length(Dataset data, int row, float[] example) {
        data.example(row, example, 0);
        int length = 0;
        for (float token : example) {
            length += token == 0 ? 0 : 1;
        }
        return length;
    }

    /// @param rows the shortest text first
    private static LengthBin of(Predictions all, List<Integer> rows) {
        Dataset data = all.data();
        float[] example = new float[data.example().size()];
        Predictions part = all.rows(rows.stream().mapToInt(Integer::intValue).toArray());
        return new LengthBin(
                length(data, rows.getFirst(), example),
                length(data, rows.getLast(), example),
                rows.size(),
                new ExactMatch().value(part),
                new TokenAccuracy().value(part),
                new Bleu().value(part));
    }
}
