package nunchi.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How many words and phrases of the predicted texts stand in a reference: BLEU over all texts together, in percent.
/// Papineni et al., *BLEU: a method for automatic evaluation of machine translation*, ACL 2002; computed as sacrebleu
/// does with the signature `case:mixed|eff:no|tok:13a|smooth:exp` (Post, *A call for clarity in reporting BLEU
/// scores*, WMT 2018).
///
/// `BP · exp(¼ Σ ln pₙ)` for n = 1 … 4. pₙ is the fraction of the predicted n-grams that stand in a reference, each no
/// more often than in the reference that has it most often. `BP = exp(min(0, 1 - r/c))` for c predicted words and r
/// words of the references that are closest in length. The k-th order without any match has
/// `1 / (2ᵏ · number)` in place of 0. All target texts of the same text are its references, put together from words as
/// predicted texts are.
public record Bleu() implements Metric {
    private static final int ORDERS = 4;

    @Override
    public String name() {
        return "bleu";
    }

    @Override
    public String words() {
        return "BLEU";
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
        return of(predicted, references, Words13a::of);
    }

    /// Of other tokens than words.
    static double of(List<String> predicted, List<List<String>> references, Function<String, List<String>> tokens) {
        Counts counts = new Counts();
        for (int i = 0; i < predicted.size(); i++) {
            counts.add(
                    tokens.apply(predicted.get(i)),
                    references.get(i).stream().map(tokens).toList());
        }
        return counts.score();
    }

    /// Sums over the texts.
    private static final class Counts {
        private final long[] matches = new long[ORDERS];
        private final long[] all = new long[ORDERS];
        private long length;
        private long referenceLength;

        void add(List<String> words, List<List<String>> references) {
            length += words.size();
            referenceLength += closest(words.size(), references);
            for (int order = 1; order <= ORDERS; order++) {
                Map<List<String>, Integer> most = new HashMap<>();
                for (List<String> reference : references) {
                    phrases(reference, order).forEach((phrase, count) -> most.merge(phrase, count, Math::max));
                }
                for (Map.Entry<List<String>, Integer> phrase :
                        phrases(words, order).entrySet()) {
                    matches[order - 1] += Math.min(phrase.getValue(), most.getOrDefault(phrase.getKey(), 0));
                }
                all[order - 1] += Math.max(0, words.size() - order + 1);
            }
        }

        /// Of equally close lengths the shorter.
        private static int closest(int length, List<List<String>> references) {
            int best = references.getFirst().size();
            for (List<String> reference : references) {
                int distance = Math.abs(reference.size() - length) - Math.abs(best - length);
                best = distance < 0 || distance == 0 && reference.size() < best ? reference.size() : best;
            }
            return best;
        }

        private static Map<List<String>, Integer> phrases(List<String> words, int order) {
            Map<List<String>, Integer> counts = new HashMap<>();
            IntStream.rangeClosed(0, words.size() - order)
                    .forEach(from -> counts.merge(new ArrayList<>(words.subList(from, from + order)), 1, Integer::sum));
            return counts;
        }

        double score() {
            if (matches[0] == 0) {
                return 0;
            }
            double sum = 0;
            double smoothing = 1;
            for (int i = 0; i < ORDERS; i++) {
                if (all[i] == 0) {
                    return 0;
                }
                smoothing = matches[i] == 0 ? 2 * smoothing : smoothing;
                double precision = matches[i] == 0 ? 1 / (smoothing * all[i]) : (double) matches[i] / all[i];
                sum += StrictMath.log(precision);
            }
            double penalty = Math.min(0, 1 - (double) referenceLength / length);
            return StrictMath.exp(penalty + sum / ORDERS);
        }
    }
}
