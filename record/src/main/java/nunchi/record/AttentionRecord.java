package nunchi.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where each attention of a model looks for single examples.
///
/// @param examples what was read
/// @param layers   attentions in the order of the model
public record AttentionRecord(List<AttendedRecord> examples, List<AttendingRecord> layers) {

    /// An example.
    ///
    /// @param row       position in the split, from 0
    /// @param tokens    tokens of a text, without padding; absent for other examples
    /// @param unknown   positions of the tokens that the vocabulary lacks, from 0; absent for other examples
    /// @param predicted predicted tokens, an empty one for the end; absent where the model has no decoder
    /// @param target    target text; absent where the model has no decoder
    public record AttendedRecord(
            Integer row,
            @Nullable List<String> tokens,
            @Nullable List<Integer> unknown,
            @Nullable List<String> predicted,
            @Nullable String target) {}

    /// An attention.
    ///
    /// @param path  path of the layer
    /// @param kind  `cross` where a decoder's steps look at the encoder's, `decoder` where they look at the predicted
    ///              tokens before them, `self` where an example's steps look at each other
    /// @param heads number of heads
    /// @param maps  weights of each example
    public record AttendingRecord(String path, String kind, Integer heads, List<WeightsRecord> maps) {}

    /// The weights for an example, without padding.
    ///
    /// @param steps   number of steps that look
    /// @param at      number of steps that are looked at
    /// @param weights `[heads, steps, at]`, a byte each in base64: 255 for 1
    public record WeightsRecord(Integer steps, Integer at, String weights) {}
}
