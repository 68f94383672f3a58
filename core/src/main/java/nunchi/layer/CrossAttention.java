package nunchi.layer;

import java.util.Objects;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Role;
import nunchi.graph.op.Unary.Tanh;
import nunchi.init.GlorotUniform;
import nunchi.tensor.Shape;

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
        Node weights = x.graph().add(new Softmax(), present(scope, scores(scope, x, given)));
        Node mixed = Sequences.beside(weights.matmul(given), x);
        return new Dense(units, new nunchi.activation.Tanh()).build(scope, mixed);
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

    /// `[batch, target steps, steps]`.
    private Node scores(Scope scope, Node x, Node memory) {
        int features = x.shape().last();
        int keys = memory.shape().last();
        return switch (score) {
            case DOT -> {
                scope.require(
                        features == keys,
                        "the score dot multiplies %d features of the decoder by %d of the encoder; make them equal, or take general or additive"
                                .formatted(features, keys));
                yield x.graph().add(new MatMul(false, true), x, memory);
            }
            case GENERAL -> x.graph().add(new MatMul(false, true), times(scope, "general", x, keys), memory);
            case ADDITIVE -> additive(scope, x, memory);
        };
    }

    private Node additive(Scope scope, Node x, Node memory) {
        int batch = x.shape().extent(0);
        int steps = x.shape().extent(1);
        int keys = memory.shape().extent(1);
        Shape all = Shape.of(batch, steps, keys, units);
        Node queries = times(scope, "query", x, units)
                .reshape(Shape.of(batch, steps, 1, units))
                .broadcastTo(all);
        Node places = times(scope, "key", memory, units)
                .reshape(Shape.of(batch, 1, keys, units))
                .broadcastTo(all);
        Node score = scope.weight("score", Shape.of(units, 1), new GlorotUniform(), Role.KERNEL);
        return x.graph()
                .add(new Tanh(), queries.plus(places))
                .reshape(Shape.of(batch * steps * keys, units))
                .matmul(score)
                .reshape(Shape.of(batch, steps, keys));
    }

    private static Node times(Scope scope, String name, Node x, int units) {
        Node weight = scope.weight(name, Shape.of(x.shape().last(), units), new GlorotUniform(), Role.KERNEL);
        return x.reshape(Shape.of(x.shape().rows(), x.shape().last()))
                .matmul(weight)
                .reshape(x.shape().withLast(units));
    }

    /// Without steps of padding.
    private static Node present(Scope scope, Node scores) {
        Node mask = scope.decoding().mask();
        int steps = scores.shape().last();
        return mask == null
                ? scores
                : Sequences.limited(scores, mask.reshape(Shape.of(mask.shape().extent(0), 1, steps)));
    }
}
