package nunchi.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.prediction.Generation;
import nunchi.random.RandomKey;
import nunchi.token.TextEncoding;
import nunchi.token.Vocabulary;

/// Writes texts with a language model. Each token is drawn after the last tokens before it, at most as many as an
/// example has: of those at the beginning nothing is remembered beyond that. Padding and the unknown token are never
/// drawn.
///
/// The tokens before lie at the beginning of the example, and what a step gives does not depend on later ones, so that
/// the padding behind them changes nothing.
public final class TextGenerator {
    private static final String PURPOSE = "generate";

    private final Lane lane;
    private final TextEncoding text;

    /// @param lane of batch 1
    /// @param text that the model reads
    public TextGenerator(Lane lane, TextEncoding text) {
        this.lane = lane;
        this.text = text;
    }

    /// The text that follows the prompt.
    ///
    /// @throws nunchi.check.InvalidRequestException when the prompt has no token
    public String generate(Generation wanted) {
        RandomKey random = RandomKey.of(wanted.seed()).with(PURPOSE);
        List<Integer> ids = new ArrayList<>(text.idsOfAnyLength(wanted.prompt()));
        int prompt = ids.size();
        for (int token = 0; token < wanted.length(); token++) {
            ids.add(draw(logits(ids), wanted, random.uniform(token)));
        }
        return text.text(ids.stream().skip(prompt).mapToInt(Integer::intValue).toArray());
    }

    /// `[tokens]`: what the model says of the token after these.
    private double[] logits(List<Integer> ids) {
        List<Integer> last = ids.subList(Math.max(0, ids.size() - text.length()), ids.size());
        float[] example = new float[text.length()];
        for (int step = 0; step < last.size(); step++) {
            example[step] = last.get(step);
        }
        lane.run(example);
        return lane.logits(last.size() - 1, text.vocabulary().size());
    }

    private static int draw(double[] logits, Generation wanted, double uniform) {
        int[] likeliest = IntStream.range(Vocabulary.FIRST, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -logits[id]))
                .mapToInt(Integer::intValue)
                .toArray();
        if (wanted.temperature() == 0) {
            return likeliest[0];
        }
        int count = wanted.topK() == null ? likeliest.length : Math.min(wanted.topK(), likeliest.length);
        double[] weights = Arrays.stream(likeliest)
                .limit(count)
                .mapToDouble(id -> StrictMath.exp((logits[id] - logits[likeliest[0]]) / wanted.temperature()))
                .toArray();
        double left = uniform * Arrays.stream(weights).sum();
        int chosen = 0;
        while (chosen < count - 1 && left >= weights[chosen]) {
            left -= weights[chosen++];
        }
        return likeliest[chosen];
    }
}
