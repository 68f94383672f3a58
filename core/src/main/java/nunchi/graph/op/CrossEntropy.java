package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// Softmax and cross-entropy of every row in one: `Lᵢ = -Σⱼ tᵢⱼ · (zᵢⱼ - max zᵢ - ln Σₖ e^(zᵢₖ - max zᵢ))`, in nats; exact for
/// probabilities near 1, where the logarithm of [Softmax] is not, and stable for any finite logits.
///
/// | array | shape |
/// |---|---|
/// | logits z | `[rows, classes]` |
/// | targets t | `[rows, classes]`, each row a distribution: it sums to 1 |
/// | losses L | `[rows, 1]` |
///
/// Gradient: `z̄ = L̄ · (softmax(z) - t)`; none flows to the targets.
public record CrossEntropy() implements Op {
    private static final long OPERATIONS_PER_LOGIT = 6;

    @Override
    public Shape shape(List<Shape> operands) {
        Shape logits = operands.get(0);
        Check.require(logits.rank() == 2 && logits.equals(operands.get(1)),
                "logits %s and targets %s must be equal matrices [rows, classes]".formatted(logits, operands.get(1)));
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
