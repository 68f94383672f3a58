package nunchi.record;

import nunchi.prediction.Generation;
import org.jspecify.annotations.Nullable;

/// `generated.json`, and what `nunchi generate --json` prints: a text that a language model wrote.
///
/// @param prompt      text that the model went on with
/// @param generated   text that follows the prompt
/// @param length      number of tokens generated
/// @param temperature divisor of the logits
/// @param topK        number of most likely tokens that were drawn from; absent for all
/// @param seed        random seed of the draws
public record GeneratedRecord(
        String prompt,
        String generated,
        Integer length,
        double temperature,
        @Nullable Integer topK,
        Long seed) {
    /// As it is written.
    public static GeneratedRecord of(Generation wanted, String generated) {
        return new GeneratedRecord(
                wanted.prompt(), generated, wanted.length(), wanted.temperature(), wanted.topK(), wanted.seed());
    }
}
