package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// An op on classes, which lie along the last axis.
public sealed interface Categorical extends Op {
    /// Probabilities along the last axis: `yᵢ = e^(xᵢ - max x) / Σⱼ e^(xⱼ - max x)`, stable for any finite `x`;
    /// `[…, classes]` in and out. Probabilities below 2⁻⁶³ are 0, see [FlushToZero].
    ///
    /// Gradient: `x̄ = y · (ȳ - Σⱼ ȳⱼ yⱼ)`.
    record Softmax() implements Categorical {
        private static final long OPERATIONS_PER_VALUE = 5;

        @Override
        public Shape shape(List<Shape> operands) {
            return operands.getFirst();
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            Node inner = upstream.times(node).sum(node.shape().rank() - 1);
            return List.of(node.times(upstream.minus(inner)));
        }

        @Override
        public long operations(Node node) {
            return OPERATIONS_PER_VALUE * node.shape().size();
        }
    }

    /// Softmax and cross-entropy of every row in one: `Lᵢ = -Σⱼ tᵢⱼ · (zᵢⱼ - max zᵢ - ln Σₖ e^(zᵢₖ - max zᵢ))`, in
    /// nats; exact for probabilities near 1, where the logarithm of [Softmax] is not, and stable for any finite logits.
    ///
    /// | array | shape |
    /// |---|---|
    /// | logits z | `[rows, classes]` |
    /// | targets t | `[rows, classes]`, each row a distribution: it sums to 1 |
    /// | losses L | `[rows, 1]` |
    ///
    /// Gradient: `z̄ = L̄ · (softmax(z) - t)`; none flows to the targets.
    record CrossEntropy() implements Categorical {
        private static final long OPERATIONS_PER_LOGIT = 6;

        @Override
        public Shape shape(List<Shape> operands) {
            Shape logits = operands.get(0);
            Check.require(
                    logits.rank() == 2 && logits.equals(operands.get(1)),
                    "logits %s and targets %s must be equal matrices [rows, classes]"
                            .formatted(logits, operands.get(1)));
            return logits.withLast(1);
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            Node probabilities = node.graph().add(new Softmax(), node.input(0));
            return Arrays.asList(probabilities.minus(node.input(1)).times(upstream), null);
        }

        @Override
        public long operations(Node node) {
            return OPERATIONS_PER_LOGIT * node.input(0).shape().size();
        }
    }

    /// From class numbers to indicator vectors: `yᵢⱼ = 1` where `xᵢ = j`, else 0; `[rows]` becomes `[rows, classes]`,
    /// any shape one axis more. What is none of 0 … classes - 1 makes a row of zeros.
    ///
    /// Gradient: none flows.
    record OneHot(int classes) implements Categorical {
        public OneHot {
            Check.positive("classes", classes);
        }

        @Override
        public Shape shape(List<Shape> operands) {
            int[] extents = Arrays.copyOf(
                    operands.getFirst().toArray(), operands.getFirst().rank() + 1);
            extents[extents.length - 1] = classes;
            return Shape.of(extents);
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return Arrays.asList((Node) null);
        }
    }
}
