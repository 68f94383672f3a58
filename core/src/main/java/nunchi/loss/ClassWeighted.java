package nunchi.loss;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Another loss whose examples count as much as their class: `L = w_t · Lᵢ` for an example of class t, as Keras'
/// `class_weight`.
///
/// Where losses are averaged, the sum is divided by the number of examples; PyTorch's `weight` divides by the sum of
/// their weights. Of a target with one value for each class, `w = Σⱼ tⱼ · wⱼ`.
///
/// Targets are class numbers `[batch]` or `[batch, classes]`, others are refused; losses are `[batch]`.
///
/// @param loss    of one example
/// @param weights of the classes by their numbers, each 0 or more
public record ClassWeighted(Loss loss, List<Double> weights) implements Loss {
    public ClassWeighted {
        Check.given("loss", loss);
        weights = Check.elements("weights", weights);
        Check.require(
                weights.size() >= 2,
                "class weights are given for %d class; there must be at least 2".formatted(weights.size()));
        weights.forEach(weight -> Check.notNegative("class weight", weight));
    }

    @Override
    public Node perExample(Node output, Node target) {
        Node losses = loss.perExample(output, target);
        int batch = losses.shape().extent(0);
        boolean distribution = target.shape().size() == batch * weights.size();
        Check.require(
                distribution || target.shape().size() == batch,
                "targets %s are no class numbers and have not %d values each, one for each class weight"
                        .formatted(target.shape(), weights.size()));
        Node classes = distribution
                ? target.reshape(Shape.of(batch, weights.size()))
                : losses.graph().add(new OneHot(weights.size()), target.reshape(Shape.of(batch)));
        Node weight = classes.times(constants(losses.graph()).broadcastTo(classes.shape()))
                .sum(1)
                .reshape(Shape.of(batch));
        return losses.times(weight);
    }

    private Node constants(Graph graph) {
        Node[] each = weights.stream()
                .map(weight -> graph.constant(weight).reshape(Shape.of(1)))
                .toArray(Node[]::new);
        return graph.add(new Concatenate(0), each);
    }

    @Override
    public @Nullable Node decisions(Node output, Node target) {
        return loss.decisions(output, target);
    }

    @Override
    public OutputKind output() {
        return loss.output();
    }

    @Override
    public String name() {
        return loss.name();
    }

    @Override
    public Reduction reduction() {
        return loss.reduction();
    }
}
