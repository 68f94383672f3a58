package nunchi.layer;

import java.util.List;

/// How many different tokens the texts of a data set have, padding and the unknown token included, and how long target
/// texts are.
///
/// @param text        of the examples
/// @param target      of the target texts; 0 where targets are no texts
/// @param targetSteps tokens of a target text, its end included; 0 where targets are no texts
public record TokenCounts(int text, int target, int targetSteps) {
    /// Of data whose targets are no texts.
    public TokenCounts(int text) {
        this(text, 0, 0);
    }

    /// For a decoder, which reads target texts.
    TokenCounts ofDecoder() {
        return new TokenCounts(target, target, targetSteps);
    }

    /// The layers told of these numbers.
    List<Layer> tell(List<Layer> layers) {
        return layers.stream().map(layer -> layer.withTokens(this)).toList();
    }
}
