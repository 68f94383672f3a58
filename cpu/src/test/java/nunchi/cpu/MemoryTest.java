package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.plan.Lowering;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Graph;
import nunchi.layer.Conv2d;
import nunchi.layer.Layer;
import nunchi.layer.Padding;
import nunchi.layer.Sequential;
import nunchi.loss.MeanSquaredError;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much memory convolutional networks take.
class MemoryTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int LAYERS = 10;
    private static final Shape IMAGE = Shape.of(48, 48, 16);

    /// What the first convolution makes of such a batch takes 24.5 MiB; activations, gradients and workspace of all
    /// layers together take 114 and 116.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStepOfAConvolutionalNetworkOnABatchOf128FitsInto1GB(boolean strict) throws IOException, InterruptedException {
        String[] printed = Jvm.with(Jvm.VECTORS + " -Xmx1g")
                .output(false, StudyMemory.class, Boolean.toString(strict))
                .split(" ");
        assertThat(Float.BYTES * Long.parseLong(printed[0])).isLessThan(150 * MEBIBYTE);
        // an untrained network knows nothing: about ln 10
        assertThat(Double.parseDouble(printed[1])).isBetween(2.0, 4.0);
    }

    /// What goes in, what comes out, and the transformed weights, which are kept.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tenLayersOfAnEvaluationShareTheMemoryOfFour(boolean strict) {
        Layer layer = new Conv2d(IMAGE.last(), 3).withPadding(new Padding.Same());
        TrainingStep trainingStep =
                new TrainingStep(new MeanSquaredError(), new Sgd(0.1), null, null, null).withStrict(strict);
        Graph graph = new Network(new Sequential(Collections.nCopies(LAYERS, layer)), IMAGE, IMAGE, trainingStep)
                .inference(2);
        try (ThreadPool team = new ThreadPool(1);
                CpuBackend backend = new CpuBackend(1, Kernels.best())) {
            Lowering lowering =
                    new Lowering(graph, backend.initialize(graph, 1), RandomKey.of(1), Kernels.best(), team);
            assertThat(lowering.output(graph.outputs().get(Network.OUTPUT)).array().length)
                    .isLessThan(4 * IMAGE.batch(2).size());
        }
    }
}
