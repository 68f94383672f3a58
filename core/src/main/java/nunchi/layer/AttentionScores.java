package nunchi.layer;

import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Role;
import nunchi.graph.op.Unary.Tanh;
import nunchi.init.GlorotUniform;
import nunchi.layer.CrossAttention.Score;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// How much steps of a decoder look at those of an encoder. Weights, and keys of the encoder's steps, are made once.
final class AttentionScores {
    private final Node memory;
    private final @Nullable Node mask;
    private final @Nullable Node query;
    private final @Nullable Node vector;
    private final @Nullable Node keys;

    /// @param features of a step of the decoder
    /// @param units    of the score `additive`
    AttentionScores(Scope scope, Score score, Node memory, int features, int units) {
        int width = memory.shape().last();
        scope.require(
                score != Score.DOT || features == width,
                "the score dot multiplies %d features of the decoder by %d of the encoder; make them equal, or take general or additive"
                        .formatted(features, width));
        this.memory = memory;
        this.mask = scope.decoding().mask();
        this.query = switch (score) {
            case DOT -> null;
            case GENERAL -> kernel(scope, "general", features, width);
            case ADDITIVE -> kernel(scope, "query", features, units);
        };
        boolean additive = score == Score.ADDITIVE;
        this.keys = additive ? times(memory, kernel(scope, "key", width, units)) : null;
        this.vector = additive ? kernel(scope, "score", units, 1) : null;
    }

    private static Node kernel(Scope scope, String name, int rows, int columns) {
        return scope.weight(name, Shape.of(rows, columns), new GlorotUniform(), Role.KERNEL);
    }

    private static Node times(Node x, Node weight) {
        return x.reshape(Shape.of(x.shape().rows(), x.shape().last()))
                .matmul(weight)
                .reshape(x.shape().withLast(weight.shape().last()));
    }

    /// The weights of the mean: at least 0, their sum is 1, and those of padding are 0.
    ///
    /// @param x `[batch, target steps, features]`
    /// @return `[batch, target steps, steps]`
    Node weights(Node x) {
        Node scores = query == null || keys == null || vector == null ? products(x) : sums(x, query, keys, vector);
        Node allowed = mask == null
                ? scores
                : Sequences.limited(
                        scores,
                        mask.reshape(
                                Shape.of(mask.shape().extent(0), 1, mask.shape().last())));
        return x.graph().add(new Softmax(), allowed);
    }

    private Node products(Node x) {
        return x.graph().add(new MatMul(false, true), query == null ? x : times(x, query), memory);
    }

    private static Node sums(Node x, Node query, Node keys, Node vector) {
        int batch = x.shape().extent(0);
        int steps = x.shape().extent(1);
        int places = keys.shape().extent(1);
        int units = keys.shape().last();
        Shape all = Shape.of(batch, steps, places, units);
        Node queries = times(x, query).reshape(Shape.of(batch, steps, 1, units)).broadcastTo(all);
        Node each = keys.reshape(Shape.of(batch, 1, places, units)).broadcastTo(all);
        return x.graph()
                .add(new Tanh(), queries.plus(each))
                .reshape(Shape.of(batch * steps * places, units))
                .matmul(vector)
                .reshape(Shape.of(batch, steps, places));
    }
}
