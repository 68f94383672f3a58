package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.CpuWeights;
import nunchi.graph.Graph;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.layer.Sequential;
import nunchi.loss.MeanSquaredError;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is computed once per feeding is computed anew whenever anything it depends on has changed. In an inference
/// program that is everything.
class SteadyValuesTest {
    private static final Shape WEIGHT = Shape.of(2, 1);

    private final Network network = new Network(
            new Sequential(new Scale(2), new Dense(1)),
            Shape.of(2),
            Shape.of(1),
            new TrainingStep(new MeanSquaredError(), new Sgd(0.1)));
    private final CpuBackend backend = new CpuBackend(1, Kernels.scalar());
    private CpuWeights weights;
    private Program training;
    private Program inference;

    @BeforeEach
    void compile() {
        Graph graph = network.training(1, 1);
        weights = backend.initialize(graph, 1);
        weights.set("1.dense/weight", new Tensor(WEIGHT, new float[] {1, 10}));
        training = backend.compile(graph, weights, 1);
        inference = backend.compile(network.inference(1), weights, 1);
        inference.feed(Network.EXAMPLES, new float[] {2, 4});
        assertThat(output()).isEqualTo(21);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private float output() {
        float[] output = new float[1];
        inference.run(0);
        inference.fetch(Network.OUTPUT, output);
        return output[0];
    }

    @Test
    void staysWithoutAChange() {
        assertThat(output()).isEqualTo(21);
    }

    @Test
    void followsTheInput() {
        inference.feed(Network.EXAMPLES, new float[] {4, 0});
        assertThat(output()).isEqualTo(2);
    }

    @Test
    void followsAWeightThatIsSet() {
        weights.set("1.dense/weight", new Tensor(WEIGHT, new float[] {3, 0}));
        assertThat(output()).isEqualTo(3);
    }

    @Test
    void followsAWeightThatAnotherProgramUpdates() {
        training.feed(Network.EXAMPLES, new float[] {2, 4});
        training.feed(Network.TARGETS, new float[] {20});
        training.run(0);
        // the gradient of (21 - 20)² is 2 for the bias, 2 and 4 for the weights: 0.8 + 2 · 9.6 - 0.2
        assertThat(output()).isCloseTo(19.8f, Offset.offset(1e-4f));
    }

    @Test
    void letsATrainingProgramFollowAWeightThatIsSetBetweenItsSteps() {
        float[] output = new float[1];
        training.feed(Network.EXAMPLES, new float[] {2, 4});
        training.feed(Network.TARGETS, new float[] {20});
        training.run(0);
        weights.set("1.dense/weight", new Tensor(WEIGHT, new float[] {0, 0}));
        weights.set("1.dense/bias", new Tensor(Shape.of(1), new float[] {7}));
        training.run(1);
        training.fetch(Network.OUTPUT, output);
        assertThat(output[0]).isEqualTo(7);
    }
}
