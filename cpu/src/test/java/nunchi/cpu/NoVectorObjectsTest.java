package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Gelu;
import nunchi.activation.Softplus;
import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.graph.Graph;
import nunchi.layer.Activate;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.layer.TransformerBlock;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adam;
import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step of a training makes no objects, once it is compiled: where the JIT compiler does not inline all of a loop on
/// vectors, every vector becomes one, and the loop takes ten times as long.
class NoVectorObjectsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int STEPS = 50;
    /// The vectors of one loop over the units of a single sequence would be ten times as much.
    private static final long FEW = 1000;

    static Stream<List<Layer>> networks() {
        return Stream.of(
                List.of(new Lstm(64), new Dense(64), new Activate(new Softplus())),
                List.of(new Gru(64), new Dense(64), new Activate(new Gelu())),
                List.of(new SimpleRnn(64)),
                List.of(new TransformerBlock(2, 64), new Flatten()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aStepAllocatesNothing(List<Layer> layers) {
        try (CpuBackend backend = new CpuBackend(1, Kernels.best())) {
            Layer model = new Sequential(
                    Stream.concat(layers.stream(), Stream.of(new Dense(4))).toArray(Layer[]::new));
            TrainingStep step = new TrainingStep(new SoftmaxCrossEntropy(), new Adam());
            Graph graph = new Network(model, Shape.of(16, 32), Shape.SCALAR, step).training(16, 1);
            Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
            program.feed(Network.EXAMPLES, new float[16 * 16 * 32]);
            program.feed(Network.TARGETS, new float[16]);
            assertThat(leastPerStep(program)).isLessThan(FEW);
        }
    }

    /// The bytes of a step, of some steps in turn until they are few.
    private static long leastPerStep(Program program) {
        Instant end = Instant.now().plus(PATIENCE);
        long least = Long.MAX_VALUE;
        while (least >= FEW && Instant.now().isBefore(end)) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < STEPS; i++) {
                program.run(i);
            }
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS);
        }
        return least;
    }
}
