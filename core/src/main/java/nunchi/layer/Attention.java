package nunchi.layer;

import java.util.function.UnaryOperator;
import nunchi.activation.Linear;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Source.Indices;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Multi-head self-attention: each step takes a mean of all steps, weighted by how well its query fits their keys. With
/// `Q = x·W_Q + b_Q`, `K = x·W_K + b_K`, `V = x·W_V + b_V`, cut into heads of d features, each head computes
/// `A = softmax(Q·Kᵀ / √d)` over the steps and `A·V`; the heads one behind the other give
/// `y = [A₁·V₁, A₂·V₂, …]·W_O + b_O`. Vaswani et al., *Attention is all you need*, NeurIPS 2017.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, steps, features]` |
/// | query/weight W_Q, key/weight W_K, value/weight W_V | `[features, heads · d]`, head by head |
/// | query/bias b_Q, key/bias b_K, value/bias b_V | `[heads · d]` |
/// | output/weight W_O | `[heads · d, features]` |
/// | output/bias b_O | `[features]` |
///
/// Parameters: `4 · features · heads · d + 3 · heads · d + features`; with d = features / heads that is
/// `4 · features² + 4 · features`. The layer does not know the order of the steps; see [Positions].
///
/// Steps of padding, and with `causal` those to come, have the weight 0 exactly, so that padding changes no bit of y. A
/// step for which none is left takes the mean of all. In the decoder of an [EncoderDecoder] the layer is always causal.
///
/// @param heads   number of heads
/// @param size    features d of a head's queries, keys and values; null for features / heads
/// @param causal  whether a step attends to itself and those before it alone (default: false)
/// @param dropout probability that a weight of A is set to 0 in training, as in [Dropout] (default: 0)
/// @param init    initial values of the four weights; PyTorch draws them likewise, but W_Q, W_K and W_V from the range
///     of one weight of 3 · features outputs (default: glorotUniform)
/// @param bias    whether the layer has biases (default: true)
public record Attention(int heads, @Nullable Integer size, boolean causal, double dropout, Init init, boolean bias)
        implements Layer {
    public Attention {
        Check.positive("heads", heads);
        if (size != null) {
            Check.positive("size", size);
        }
        Check.fraction("dropout", dropout);
        Check.given("init", init);
    }

    public Attention(int heads) {
        this(heads, false);
    }

    public Attention(int heads, boolean causal) {
        this(heads, null, causal, 0, new GlorotUniform(), true);
    }

    @Override
    public Node build(Scope scope, Node x) {
        Steps.of(scope, this, x);
        boolean back = causal || scope.decoding().isDecoder();
        Node mask = scope.mask();
        return attended(scope, x, x, scores -> back ? before(present(scores, mask)) : present(scores, mask));
    }

    /// The same with keys and values of what an encoder gives: each step of x looks at all that are there.
    Node toEncoder(Scope scope, Node x) {
        Node memory = CrossAttention.memory(scope, "transformerBlock", x);
        return attended(
                scope, x, memory, scores -> present(scores, scope.decoding().mask()));
    }

    /// @param allowed takes scores `[batch, heads, steps, steps of the memory]`, and lowers those that must not count
    private Node attended(Scope scope, Node x, Node memory, UnaryOperator<Node> allowed) {
        int features = x.shape().last();
        scope.require(
                size != null || features % heads == 0,
                "%d heads cannot share %d features evenly; choose another number of heads, or give a head's size"
                        .formatted(heads, features));
        int width = size == null ? features / heads : size;
        Node queries = cut(projected(scope, "query", x, width).times(1 / StrictMath.sqrt(width)));
        Node keys = cut(projected(scope, "key", memory, width));
        Node values = cut(projected(scope, "value", memory, width));
        Node scores = x.graph().add(new MatMul(false, true), queries, keys);
        Node weights = x.graph().add(new Softmax(), allowed.apply(scores));
        Node mixed = new Dropout(dropout).build(scope, weights).matmul(values);
        Shape joined = x.shape().withLast(heads * width);
        return dense(scope, "output", mixed.transpose(0, 2, 1, 3).reshape(joined), features);
    }

    private Node projected(Scope scope, String name, Node x, int width) {
        return dense(scope, name, x, Shape.extent("features of all heads", (long) heads * width));
    }

    private Node dense(Scope scope, String name, Node x, int units) {
        Dense dense = new Dense(units, new Linear(), init, new Zeros(), bias);
        return scope.child(name, inner -> dense.build(inner, x));
    }

    /// `[batch, steps, heads · d]` to `[batch, heads, steps, d]`.
    private Node cut(Node x) {
        Shape shape = x.shape();
        return x.reshape(Shape.of(shape.extent(0), shape.extent(1), heads, shape.last() / heads))
                .transpose(0, 2, 1, 3);
    }

    /// The scores without those of padding.
    ///
    /// @param mask `[batch, steps]`; null where all are there
    private static Node present(Node scores, @Nullable Node mask) {
        return mask == null
                ? scores
                : Sequences.limited(
                        scores,
                        mask.reshape(Shape.of(
                                mask.shape().extent(0), 1, 1, mask.shape().last())));
    }

    /// The scores `[batch, heads, steps, steps]` without those of steps to come.
    private static Node before(Node scores) {
        int steps = scores.shape().last();
        Node places = scores.graph().add(new Indices(steps));
        return Sequences.limited(
                scores, places.reshape(Shape.of(steps, 1)).plus(1).greater(places));
    }
}
