package nunchi.cpu;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/// Takes steps of a network until they allocate next to nothing or time is up, and prints the bytes of the last.
final class StepAllocation {
    /// The vectors of one loop over the units of a single sequence would be ten times as much.
    static final long FEW = 1000;

    static final Map<String, List<Layer>> NETWORKS = Map.of(
            "lstm", List.of(new Lstm(64), new Dense(64), new Activate(new Softplus())),
            "gru", List.of(new Gru(64), new Dense(64), new Activate(new Gelu())),
            "simpleRnn", List.of(new SimpleRnn(64)),
            "transformerBlock", List.of(new TransformerBlock(2, 64), new Flatten()));

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEPS = 50;
    private static final int BATCH = 16;
    private static final Shape EXAMPLE = Shape.of(16, 32);

    private StepAllocation() {}

    public static void main(String[] arguments) {
        Layer[] layers = Stream.concat(NETWORKS.get(arguments[0]).stream(), Stream.of(new Dense(4)))
                .toArray(Layer[]::new);
        TrainingStep step = new TrainingStep(new SoftmaxCrossEntropy(), new Adam());
        Graph graph = new Network(new Sequential(layers), EXAMPLE, Shape.SCALAR, step).training(BATCH, 1);
        try (CpuBackend backend = new CpuBackend(1, Kernels.best())) {
            Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
            program.feed(Network.EXAMPLES, new float[BATCH * EXAMPLE.size()]);
            program.feed(Network.TARGETS, new float[BATCH]);
            System.out.println(bytesPerStep(program));
        }
    }

    private static long bytesPerStep(Program program) {
        Instant end = Instant.now().plus(PATIENCE);
        long bytes = Long.MAX_VALUE;
        while (bytes >= FEW && Instant.now().isBefore(end)) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < STEPS; i++) {
                program.run(i);
            }
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS;
        }
        return bytes;
    }
}
