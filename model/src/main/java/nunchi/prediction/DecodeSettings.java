package nunchi.prediction;

import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// How a model with a decoder makes a text from the probabilities that it gives to each next token.
///
/// With `beam: 1` the most likely token is taken at each step. A wider beam searches: of all continuations of the texts
/// that are open, the most likely are kept at each step, as many as the beam is wide less the texts that have ended. Of
/// all texts that have ended, or have `maxLength` tokens, that with the highest score is predicted,
///
/// `Σ ln p / ((5 + n) / 6)^lengthPenalty`
///
/// over its n tokens, the end included. Of equal ones the text that ended earlier is taken; of continuations that are
/// equally likely that of the likelier text, and then the token with the lower number. Graves: *Sequence transduction
/// with recurrent neural networks*, 2012; the score is that of Wu et al.: *Google's neural machine translation system*,
/// 2016.
///
/// @param beam          number of texts that are searched at once, 1 to 100 (default: 1)
/// @param lengthPenalty exponent of the length in the score, 0 for none; the larger, the longer the texts (default:
///     0.6)
/// @param maxLength     number of tokens at which a text is cut off, its end included; null for as many as the model's
///     target texts have
public record DecodeSettings(
        int beam, double lengthPenalty, @Nullable Integer maxLength) {
    /// The most likely token at each step.
    public static final DecodeSettings GREEDY = new DecodeSettings();

    private static final int WIDEST = 100;
    private static final double PENALTY = 0.6;

    public DecodeSettings {
        Check.require(beam >= 1 && beam <= WIDEST, "beam is %d; give it 1 to %d texts".formatted(beam, WIDEST));
        Check.notNegative("lengthPenalty", lengthPenalty);
        Check.require(
                maxLength == null || maxLength >= 1,
                "maxLength is %d; a text has at least 1 token".formatted(maxLength));
    }

    public DecodeSettings() {
        this(1);
    }

    /// @param beam number of texts that are searched at once
    public DecodeSettings(int beam) {
        this(beam, PENALTY, null);
    }

    /// The same with another width.
    public DecodeSettings withBeam(int width) {
        return new DecodeSettings(width, lengthPenalty, maxLength);
    }

    /// Whether each of the settings counts: a beam of 1 has no texts to choose from.
    public boolean isUsed() {
        return beam > 1 || lengthPenalty == PENALTY;
    }

    /// How good a text is, the higher the better.
    ///
    /// @param logProbability the sum of `ln p` over its tokens
    /// @param tokens         their number, the end included
    public double score(double logProbability, int tokens) {
        return logProbability / StrictMath.pow((5.0 + tokens) / 6, lengthPenalty);
    }
}
