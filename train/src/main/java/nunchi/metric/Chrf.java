package nunchi.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many sequences of 1 to 6 characters of the predicted texts stand in a reference and the other way round, blanks
/// left out: chrF2 over all texts together, in percent. Popović, *chrF: character n-gram F-score for automatic MT
/// evaluation*, WMT 2015; computed as sacrebleu does (`nc:6|nw:0|space:no`).
///
/// `5·P·R / (4·P + R)`, where P is the mean over the lengths n of the fraction of the predicted sequences that match, R
/// that of the reference's; a length that no text and reference have is left out. Of several references the best counts
/// for each text.
public record Chrf() implements Metric {
    private static final int ORDERS = 6;
    private static final int BETA_SQUARED = 4;

    @Override
    public String name() {
        return "chrf";
    }

    @Override
    public String words() {
        return "chrF";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String unit() {
        return Quantity.PERCENT;
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public boolean ofTexts() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        References references = References.of(predictions);
        return of(references.predicted(), references.references());
    }

    /// As a fraction, in [0, 1].
    ///
    /// @param predicted  texts
    /// @param references of each text, at least one
    public static double of(List<String> predicted, List<List<String>> references) {
        long[][] sums = new long[ORDERS][3];
        for (int i = 0; i < predicted.size(); i++) {
            long[][] best = new long[ORDERS][3];
            double highest = -1;
            for (String reference : references.get(i)) {
                long[][] counts = counts(predicted.get(i), reference);
                double score = score(counts);
                if (score > highest) {
                    highest = score;
                    best = counts;
                }
            }
            for (int order = 0; order < ORDERS; order++) {
                for (int k = 0; k < 3; k++) {
                    sums[order][k] += best[order][k];
                }
            }
        }
        return score(sums);
    }

    /// By order: sequences predicted, where the reference has any; those of the reference; those of both.
    private static long[][] counts(String predicted, String reference) {
        long[][] counts = new long[ORDERS][];
        for (int order = 1; order <= ORDERS; order++) {
            Map<String, Integer> own = sequences(predicted, order);
            Map<String, Integer> others = sequences(reference, order);
            long both = own.entrySet().stream()
                    .mapToLong(each -> Math.min(each.getValue(), others.getOrDefault(each.getKey(), 0)))
                    .sum();
            counts[order - 1] = new long[] {others.isEmpty() ? 0 : sum(own), sum(others), both};
        }
        return counts;
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static Map<String, Integer> sequences(String text, int order) {
        int[] points = Words13a.BLANKS.matcher(text).replaceAll("").codePoints().toArray();
        Map<String, Integer> counts = new HashMap<>();
        for (int from = 0; from + order <= points.length; from++) {
            counts.merge(new String(points, from, order), 1, Integer::sum);
        }
        return counts;
    }

    /// The mean over the orders that both have, of precision and of recall, and their F.
    private static double score(long[][] counts) {
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (long[] each : counts) {
            if (each[0] > 0 && each[1] > 0) {
                precision += (double) each[2] / each[0];
                recall += (double) each[2] / each[1];
                orders++;
            }
        }
        if (orders == 0 || precision + recall == 0) {
            return 0;
        }
        double p = precision / orders;
        double r = recall / orders;
        return (1 + BETA_SQUARED) * p * r / (BETA_SQUARED * p + r);
    }
}
