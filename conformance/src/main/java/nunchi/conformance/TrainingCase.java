package nunchi.conformance;

import java.util.Map;
import nunchi.backend.Backend;
import nunchi.graph.Graph;
import nunchi.network.Network;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Whole training steps of a small network: forward, loss, gradients, clipping, update.
///
/// @param targets of one batch, in the loss's domain
public record TrainingCase(String name, Network network, int batch, Values targets) {
    private static final int STEPS = 5;
    private static final int STEPS_PER_EPOCH = 2;
    private static final Tolerance TOLERANCE = new Tolerance(3e-4, 5e-5);
    private static final Tolerance EVALUATION = new Tolerance(2e-5, 1e-5);

    /// The graph of a step, to check or to time.
    public Graph training() {
        return network.training(batch, STEPS_PER_EPOCH);
    }

    /// New examples and targets for each step, by the names of the inputs.
    public Map<String, double[]> feeds(int step) {
        RandomKey key = RandomKey.of(Trial.SEED).with(step);
        Shape targetShape = network.target().batch(batch);
        return Map.of(
                Network.EXAMPLES,
                        Values.between(-1.5, 1.5).of(network.example().batch(batch), key.with(Network.EXAMPLES)),
                Network.TARGETS, targets.of(targetShape, key.with(Network.TARGETS)));
    }

    /// Outputs and losses of several steps, and weights and optimizer's state after them, are the reference's; so are
    /// the outputs of the graph for inference.
    public void checkAgreement(Backend backend) {
        new Trial(training(), this::feeds, STEPS, TOLERANCE).check(backend);
        new Trial(network.inference(batch), this::feeds, 1, EVALUATION).check(backend);
    }
}
