package nunchi.layer;

import java.util.Objects;
import nunchi.activation.Tanh;
import nunchi.check.Check;
import nunchi.graph.Node;

/// Attention of a decoder to its encoder: at each step t a mean of what the encoder gives at its steps s, weighted by
/// how well they fit, `a_t = softmax(score(x_t, m_s))` over s, `c_t = Σ a_ts·m_s`, put together with the decoder's own
/// as `y_t = tanh([c_t; x_t]·W + b)`. Steps of padding have the weight 0.
///
/// | score | formula |
/// |---|---|
/// | `dot` | `x_t·m_s` |
/// | `general` | `x_t·G·m_s` |
/// | `additive` | `v·tanh(x_t·Q + m_s·K)` |
///
/// Dot and general: Luong, Pham, Manning, *Effective approaches to attention-based neural machine translation*, EMNLP
/// 2015. Additive: Bahdanau, Cho, Bengio, *Neural machine translation by jointly learning to align and translate*, ICLR
/// 2015.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, target steps, features]` |
/// | memory m | `[batch, steps, memory features]`, what the encoder gives |
/// | general G | `[features, memory features]` |
/// | query Q, key K, score v | `[features, units]`, `[memory features, units]`, `[units]` |
/// | weight W, bias b | `[memory features + features, units]`, `[units]` |
/// | y | `[batch, target steps, units]` |
///
/// @param units number of outputs
/// @param score how well a step of the decoder fits one of the encoder: dot, general or additive (default: dot)
public record CrossAttention(int units, Score score) implements Layer {
    /// How well two steps fit.
    public enum Score {
        DOT,
        GENERAL,
        ADDITIVE
    }

    public CrossAttention {
        Check.positive("units", units);
        Check.given("score", score);
    }

    public CrossAttention(int units) {
        this(units, Score.DOT);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Node given = memory(scope, name(), x);
        Node weights = new AttentionScores(scope, score, given, x.shape().last(), units).weights(x);
        Node mixed = Sequences.beside(weights.matmul(given), x);
        return new Dense(units, new Tanh()).build(scope, mixed);
    }

    /// What the encoder gives, `[batch, steps, features]`, for a layer that reads it at each step of x.
    static Node memory(Scope scope, String layer, Node x) {
        Node memory = scope.decoding().memory();
        scope.require(
                memory != null, layer + " reads what an encoder gives; put it into the decoder of an encoderDecoder");
        Node given = Objects.requireNonNull(memory);
        scope.require(
                given.shape().rank() == 3 && x.shape().rank() == 3,
                "%s reads each step of the encoder and of the decoder, but got %s and %s; give their last recurrent layers 'output: sequence'"
                        .formatted(layer, given.shape(), x.shape()));
        return given;
    }
}
