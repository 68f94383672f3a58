package nunchi.conformance;

import java.util.Map;
import java.util.Set;
import nunchi.loss.Loss;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// One loss with the shape of outputs and targets that it takes.
///
/// @param units   of the model's last layer; its output is `[batch, units]`
/// @param target  the shape of one target
/// @param targets in the loss's domain
public record LossCase(Loss loss, int units, Shape target, Values targets) {
    private static final int BATCH = 5;

    /// How a failed test names the case.
    public String name() {
        return loss + " with targets " + target.batch(BATCH);
    }

    /// The gradient of the loss of every example is what central differences give.
    public void checkGradients() {
        Shape outputShape = Shape.of(BATCH, units);
        Shape targetShape = target.batch(BATCH);
        Map<String, double[]> feeds = Map.of(
                "output", Values.between(-2, 2).of(outputShape, RandomKey.of(Trial.SEED)),
                "target", targets.of(targetShape, RandomKey.of(Trial.SEED).with("target")));
        new GradientCheck(
                        graph ->
                                loss.perExample(graph.input("output", outputShape), graph.input("target", targetShape)),
                        feeds,
                        Set.of("target"))
                .check();
    }
}
