package nunchi.layer;

import java.util.Objects;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.layer.CrossAttention.Score;
import org.jspecify.annotations.Nullable;

/// A recurrent layer of a decoder that looks at the encoder before each of its steps, and reads what it sees. At step t
/// the encoder's steps m_s are weighted by how well they fit the state before, `a_t = softmax(score(h_{t-1}, m_s))`
/// over s; their mean `c_t = Σ a_ts·m_s` is put behind the input, and `h_t = cell([x_t; c_t], h_{t-1})`. Steps of
/// padding have the weight 0.
///
/// Bahdanau, Cho, Bengio, *Neural machine translation by jointly learning to align and translate*, ICLR 2015; the
/// decoder of PyTorch's tutorial *seq2seq translation* with `gru` and the score `additive`, which has biases there. In
/// [CrossAttention] what is seen has no effect on the next step.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, target steps, features]` |
/// | memory m | `[batch, steps, memory features]`, what the encoder gives |
/// | gru/weight, … | as of the layer, for `features + memory features` |
/// | query Q, key K, score v | `v·tanh(h·Q + m_s·K)`: `[layer's units, units]`, `[memory features, units]`, `[units]` |
/// | general G | of `h·G·m_s`: `[layer's units, memory features]` |
/// | y | `[batch, target steps, layer's units]` |
///
/// The layer is written step by step, and its program grows with the target steps: up to about 60 of them are
/// practical.
///
/// @param layer recurrent layer, each step of which is given: simpleRnn, lstm or gru
/// @param score how well a state of the decoder fits a step of the encoder: dot, general or additive (default:
///     additive)
/// @param units size of the sum within the score additive; null for as many as the layer's
public record RecurrentAttention(
        Layer layer, Score score, @Nullable Integer units) implements Layer {
    public RecurrentAttention {
        Check.given("layer", layer);
        Check.given("score", score);
        Check.require(
                layer instanceof RecurrentLayer,
                "recurrentAttention takes one of simpleRnn, lstm and gru, but got " + layer.name());
        RecurrentLayer.Output output = ((RecurrentLayer) layer).output();
        Check.require(
                output == RecurrentLayer.Output.LAST || output == RecurrentLayer.Output.SEQUENCE,
                "recurrentAttention gives each step of its layer; leave 'output' out, or give it 'output: sequence'");
        if (units != null) {
            Check.positive("units", units);
        }
        Check.require(
                units == null || score == Score.ADDITIVE,
                "units is given, but only the score additive has such; leave one of the two out");
    }

    public RecurrentAttention(Layer layer) {
        this(layer, Score.ADDITIVE);
    }

    public RecurrentAttention(Layer layer, Score score) {
        this(layer, score, null);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Node memory = CrossAttention.memory(scope, name(), x);
        RecurrentLayer each = ((RecurrentLayer) layer).givingSequence();
        int size = each.units();
        AttentionScores scores =
                new AttentionScores(scope, score, memory, size, Objects.requireNonNullElse(units, size));
        ContextFeedback feedback = new ContextFeedback(scope.path(), scores, memory);
        return scope.with(scope.decoding().with(feedback)).child(layer.name(), inner -> each.build(inner, x));
    }
}
