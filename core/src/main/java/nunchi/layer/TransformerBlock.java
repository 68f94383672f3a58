package nunchi.layer;

import java.util.function.UnaryOperator;
import nunchi.activation.Activation;
import nunchi.activation.Gelu;
import nunchi.activation.Linear;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Zeros;

/// A block of a transformer: [Attention] A, then two dense layers on each step, `F(x) = f(x·W₁ + b₁)·W₂ + b₂`, both
/// with a residual connection and layer normalization N. With `norm: before`, `m = x + A(N₁(x))` and
/// `y = m + F(N₂(m))`; with `norm: after`, `m = N₁(x + A(x))` and `y = N₂(m + F(m))`.
///
/// Normalizing after the sum is the original form (Vaswani et al., *Attention is all you need*, NeurIPS 2017; Keras'
/// TransformerEncoder); normalizing before, as GPT-2 does, trains without a warm-up (Xiong et al., *On layer
/// normalization in the transformer architecture*, ICML 2020), and wants a `layerNorm` behind the last block.
///
/// In the decoder of an [EncoderDecoder] the attention A is always causal, and a second one, C, looks at each step of
/// what the encoder gives, its memory M: `c = m + C(N₃(m), M)` between the two parts, or `c = N₃(m + C(m, M))`. Its
/// queries are those of the decoder, its keys and values those of M, and steps of padding have the weight 0. These are
/// PyTorch's TransformerEncoderLayer and TransformerDecoderLayer.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, steps, features]` |
/// | memory M | `[batch, steps of the encoder, memory features]` |
/// | attention/… | as in [Attention], with d = features / heads |
/// | crossAttention/… | of C, likewise; its W_K and W_V are `[memory features, features]` |
/// | crossNorm/gamma, crossNorm/beta | `[features]`, of N₃ |
/// | attentionNorm/gamma, attentionNorm/beta | `[features]`, of N₁ |
/// | hidden/weight W₁, hidden/bias b₁ | `[features, units]`, `[units]` |
/// | output/weight W₂, output/bias b₂ | `[units, features]`, `[features]` |
/// | outputNorm/gamma, outputNorm/beta | `[features]`, of N₂ |
///
/// Parameters: `4 · features² + 9 · features + 2 · features · units + units`; in a decoder
/// `2 · features² + 2 · features · memory features + 6 · features` more. In training, dropout acts on the weights of
/// the attentions and on the results of A, C and F.
///
/// @param heads      number of heads of the attention
/// @param units      outputs of the first dense layer; 4 · features is usual
/// @param dropout    probability that a value is dropped in training (default: 0)
/// @param norm       whether the layer normalization comes before A and F or after the sum: before or after (default:
///     before)
/// @param causal     whether a step attends to itself and those before it alone; always so in a decoder (default:
///     false)
/// @param activation activation function f; PyTorch and Keras take relu (default: {gelu:
///     {approximate: false}})
/// @param init       initial values of all weights W (default: glorotUniform)
/// @param epsilon    value that layer normalization adds to the variance; PyTorch takes 1e-5 (default: 0.001)
public record TransformerBlock(
        int heads,
        int units,
        double dropout,
        Norm norm,
        boolean causal,
        Activation activation,
        Init init,
        double epsilon)
        implements Layer {
    /// Where a layer is normalized.
    public enum Norm {
        /// What the attention and the dense layers read.
        BEFORE,
        /// What they give, added to what they read.
        AFTER
    }

    public TransformerBlock {
        Check.positive("heads", heads);
        Check.positive("units", units);
        Check.fraction("dropout", dropout);
        Check.given("norm", norm);
        Check.given("activation", activation);
        Check.given("init", init);
        Check.positive("epsilon", epsilon);
    }

    public TransformerBlock(int heads, int units) {
        this(heads, units, 0, Norm.BEFORE);
    }

    public TransformerBlock(int heads, int units, double dropout, Norm norm) {
        this(heads, units, dropout, norm, false);
    }

    public TransformerBlock(int heads, int units, double dropout, Norm norm, boolean causal) {
        this(heads, units, dropout, norm, causal, new Gelu(), new GlorotUniform(), new LayerNorm().epsilon());
    }

    @Override
    public Node build(Scope scope, Node x) {
        Steps.of(scope, this, x);
        Attention attention = new Attention(heads, null, causal, dropout, init, true);
        Layer hidden = new Dense(units, activation, init);
        Layer output = new Dense(x.shape().last(), new Linear(), init);
        Node attended = around(scope, "attention", x, y -> child(scope, "attention", attention, y));
        Node crossed = scope.decoding().isDecoder() ? crossed(scope, attention, attended) : attended;
        return around(scope, "output", crossed, y -> child(scope, "output", output, child(scope, "hidden", hidden, y)));
    }

    private Node crossed(Scope scope, Attention attention, Node x) {
        return around(scope, "cross", x, y -> scope.child("crossAttention", inner -> attention.toEncoder(inner, y)));
    }

    private static Node child(Scope scope, String name, Layer layer, Node x) {
        return scope.child(name, inner -> layer.build(inner, x));
    }

    /// A part with dropout, the sum with its input, and the normalization before or after.
    private Node around(Scope scope, String name, Node x, UnaryOperator<Node> part) {
        UnaryOperator<Node> normalized = y -> child(scope, name + "Norm", new LayerNorm(epsilon), y);
        Node result = part.apply(norm == Norm.BEFORE ? normalized.apply(x) : x);
        Node sum = x.plus(new Dropout(dropout).build(scope, result));
        return norm == Norm.BEFORE ? sum : normalized.apply(sum);
    }
}
