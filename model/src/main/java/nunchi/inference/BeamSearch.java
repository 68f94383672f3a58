package nunchi.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nunchi.prediction.DecodeSettings;
import nunchi.token.TargetEncoding;

/// The search for one text, step by step. It reads nothing of other texts, so that the result is the same alone.
final class BeamSearch {
    private final DecodeSettings settings;
    private final int most;
    /// The most likely first.
    private List<Hypothesis> open = List.of(new Hypothesis(new int[0], 0));
    private final List<Hypothesis> ended = new ArrayList<>();

    /// @param most tokens of a text, its end included
    BeamSearch(DecodeSettings settings, int most) {
        this.settings = settings;
        this.most = most;
    }

    /// A text or its beginning.
    ///
    /// @param tokens         so far, with the end where it has ended
    /// @param logProbability the sum of `ln p` over them
    record Hypothesis(int[] tokens, double logProbability) {
        private Hypothesis with(int token, double of) {
            int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
            longer[tokens.length] = token;
            return new Hypothesis(longer, logProbability + of);
        }
    }

    /// What a text may go on with.
    private record Continuation(int hypothesis, int token, double logProbability, double sum) {}

    /// The beginnings that are to go on, all of the same length; none when the search is over.
    List<Hypothesis> open() {
        return open;
    }

    /// Goes on by a token.
    ///
    /// @param next `ln p` of each token, for each of the open beginnings
    void step(double[][] next) {
        int width = settings.beam() - ended.size();
        List<Continuation> all = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            Hypothesis begun = open.get(i);
            for (int token : likeliest(next[i], width)) {
                all.add(new Continuation(i, token, next[i][token], begun.logProbability + next[i][token]));
            }
        }
        all.sort(Comparator.comparingDouble((Continuation each) -> -each.sum)
                .thenComparingInt(Continuation::hypothesis)
                .thenComparingInt(Continuation::token));
        List<Hypothesis> longer = new ArrayList<>();
        for (Continuation each : all.subList(0, Math.min(width, all.size()))) {
            Hypothesis text = open.get(each.hypothesis).with(each.token, each.logProbability);
            boolean over = each.token == TargetEncoding.END || text.tokens.length == most;
            (over ? ended : longer).add(text);
        }
        open = longer;
    }

    /// The tokens that may be among the best of all, the most likely first; of equal ones the lower number.
    private static int[] likeliest(double[] of, int count) {
        int[] tokens = new int[Math.min(count, of.length)];
        int found = 0;
        for (int token = 0; token < of.length; token++) {
            if (found == tokens.length && !(of[token] > of[tokens[found - 1]])) {
                continue;
            }
            int place = found == tokens.length ? found - 1 : found++;
            for (; place > 0 && of[token] > of[tokens[place - 1]]; place--) {
                tokens[place] = tokens[place - 1];
            }
            tokens[place] = token;
        }
        return tokens;
    }

    /// The text with the highest score, of equal ones the first that ended.
    Hypothesis best() {
        Hypothesis best = ended.getFirst();
        for (Hypothesis text : ended) {
            best = score(text) > score(best) ? text : best;
        }
        return best;
    }

    private double score(Hypothesis text) {
        return settings.score(text.logProbability, text.tokens.length);
    }
}
