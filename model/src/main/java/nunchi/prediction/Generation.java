package nunchi.prediction;

import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// How a language model writes: one token after the other, each drawn at random by the probabilities that the model
/// gives it after those before it, `p_i = softmax(z / temperature)_i`.
///
/// @param prompt      text that the model goes on with
/// @param length      number of tokens to generate (default: 300)
/// @param temperature divisor of the logits: below 1 the likely tokens become likelier, and at 0 the most likely is
///     always taken (default: 1)
/// @param topK        number of most likely tokens that are drawn from; null for all
/// @param seed        random seed of the draws (default: 1)
public record Generation(
        String prompt,
        int length,
        double temperature,
        @Nullable Integer topK,
        long seed) {
    public Generation {
        Check.require(
                prompt != null && !prompt.isEmpty(),
                "prompt is empty; give it the beginning of a text, at least one token");
        Check.positive("length", length);
        Check.notNegative("temperature", temperature);
        if (topK != null) {
            Check.positive("topK", topK);
        }
    }

    public Generation(String prompt) {
        this(prompt, 300, 1, null, 1);
    }

    /// The same after another prompt.
    public Generation withPrompt(String other) {
        return new Generation(other, length, temperature, topK, seed);
    }

    /// The same with another number of tokens.
    public Generation withLength(int tokens) {
        return new Generation(prompt, tokens, temperature, topK, seed);
    }

    /// The same with another temperature.
    public Generation withTemperature(double divisor) {
        return new Generation(prompt, length, divisor, topK, seed);
    }

    /// The same with tokens drawn from the most likely ones alone; from all for null.
    public Generation withTopK(@Nullable Integer tokens) {
        return new Generation(prompt, length, temperature, tokens, seed);
    }

    /// The same with other draws.
    public Generation withSeed(long other) {
        return new Generation(prompt, length, temperature, topK, other);
    }
}
