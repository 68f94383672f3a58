package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.memory.CpuWeights;
import nunchi.graph.Graph;
import nunchi.layer.Conv2d;
import nunchi.layer.Padding;
import nunchi.layer.Sequential;
import nunchi.loss.MeanSquaredError;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// In an evaluation kernels are prepared once, for Winograd's transforms or as they are defined, and anew when a weight
/// has changed.
@ParameterizedClass
@ValueSource(booleans = {false, true})
class SteadyKernelsTest {
    private static final Shape IMAGE = Shape.of(16, 12, 16);
    private static final String WEIGHT = "0.conv2d/weight";

    private final Network network;
    private final CpuBackend backend = new CpuBackend(1, Kernels.scalar());
    private CpuWeights weights;
    private Program training;
    private Program inference;

    SteadyKernelsTest(boolean strict) {
        Sequential model = new Sequential(
                new Conv2d(72, 3).withPadding(new Padding.Same()), new Conv2d(16, 5).withPadding(new Padding.Same()));
        network = new Network(
                model,
                IMAGE,
                IMAGE,
                new TrainingStep(new MeanSquaredError(), new Sgd(0.1), null, null, null).withStrict(strict));
    }

    @BeforeEach
    void compile() {
        Graph graph = network.training(1, 1);
        weights = backend.initialize(graph, 1);
        training = backend.compile(graph, weights, 1);
        inference = backend.compile(network.inference(1), weights, 1);
        feed(inference, 1);
        feed(training, 1);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private static void feed(Program program, float value) {
        float[] values = new float[IMAGE.size()];
        Arrays.fill(values, value);
        program.feed(Network.EXAMPLES, values);
        program.feed(Network.TARGETS, new float[IMAGE.size()]);
    }

    private float[] output() {
        return output(inference);
    }

    private static float[] output(Program program) {
        float[] output = new float[IMAGE.size()];
        program.run(0);
        program.fetch(Network.OUTPUT, output);
        return output;
    }

    /// What a program that has seen nothing before gives.
    private float[] fresh() {
        Program program = backend.compile(network.inference(1), weights, 1);
        feed(program, 1);
        return output(program);
    }

    /// Values that are written without a word are not seen: nobody looks at the weight.
    @Test
    void areNotPreparedWithoutAChange() {
        float[] before = output();
        Buffer buffer = weights.buffer(WEIGHT);
        Arrays.fill(buffer.array(), buffer.offset(), buffer.offset() + buffer.size(), 0.5f);
        assertThat(output()).isEqualTo(before);
        assertThat(fresh()).isNotEqualTo(before);
    }

    @Test
    void followAWeightThatIsSet() {
        float[] before = output();
        Shape shape = weights.description(WEIGHT).shape();
        float[] values = new float[shape.size()];
        Arrays.fill(values, 0.25f);
        weights.set(WEIGHT, new Tensor(shape, values));
        assertThat(output()).isNotEqualTo(before).isEqualTo(fresh());
    }

    @Test
    void followAWeightThatAnotherProgramUpdates() {
        float[] before = output();
        training.run(0);
        assertThat(output()).isNotEqualTo(before).isEqualTo(fresh());
    }

    /// The training program prepares what it has updated itself.
    @Test
    void areTheNewOnesInTheNextStepOfATraining() {
        training.run(0);
        float[] expected = fresh();
        assertThat(output(training)).isEqualTo(expected);
    }

    @Test
    void giveNewValuesForNewImages() {
        float[] before = output();
        feed(inference, 2);
        float[] twice = output();
        for (int i = 0; i < before.length; i++) {
            assertThat(twice[i]).isEqualTo(2 * before[i]);
        }
    }
}
