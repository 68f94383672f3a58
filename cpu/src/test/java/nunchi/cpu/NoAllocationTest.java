package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Window;
import nunchi.init.Normal;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.MaxPool2d;
import nunchi.layer.MeanOverTime;
import nunchi.layer.Padding;
import nunchi.layer.Positions;
import nunchi.layer.Sequential;
import nunchi.layer.TransformerBlock;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adam;
import nunchi.optimizer.RmsProp;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A step allocates nothing once its kernels are compiled. The bound leaves room for the odd call that the JIT has not
/// yet inlined.
@Isolated("memory and times are measured")
class NoAllocationTest {
    private static final int WARM_UP = 4000;
    private static final int STEPS = 200;
    private static final int MOST_BYTES_PER_STEP = 512;

    @Test
    void ofAWarmStep() {
        Sequential model = new Sequential(new Dense(40, new Sigmoid()), new Dense(10));
        Graph graph = new Network(
                        model, Shape.of(64), Shape.SCALAR, new TrainingStep(new SoftmaxCrossEntropy(), new Adam()))
                .training(50, 1);
        assertAllocatesNothing(graph);
    }

    @Test
    void ofATransformer() {
        Sequential model = new Sequential(
                new Positions(Positions.Kind.LEARNED),
                new TransformerBlock(2, 12, 0.1, TransformerBlock.Norm.BEFORE, true),
                new MeanOverTime(),
                new Dense(10));
        Graph graph = new Network(
                        model, Shape.of(5, 8), Shape.SCALAR, new TrainingStep(new SoftmaxCrossEntropy(), new Adam()))
                .training(6, 1);
        assertAllocatesNothing(graph);
    }

    @Test
    void ofPoolingBoxesAndDepthwiseConvolutions() {
        Graph graph = new Graph();
        Shape shape = Shape.of(2, 6, 6, 5);
        Node images = graph.weight(new Weight("images", shape, new Normal(), Role.KERNEL));
        Node padded = graph.add(new Pad(List.of(0, 1, 1, 0), List.of(0, 1, 1, 0)), images);
        Node kernel = graph.weight(new Weight("kernel", Shape.of(3, 3, 1, 5), new Normal(), Role.KERNEL));
        Node convolved = graph.add(new Convolution(Window.of(3, 1, padded.shape()), 5), padded, kernel);
        Node pooled = graph.add(new MaxPool(Window.of(2, 2, convolved.shape())), convolved, convolved);
        Node overlapping = graph.add(new MaxPool(Window.of(2, 1, pooled.shape())), pooled, pooled);
        Node joined = graph.add(new Concatenate(3), overlapping, overlapping);
        List<Node> gradients = Adjoints.of(joined, joined, List.of(images, kernel));
        graph.output("of images", gradients.get(0));
        graph.output("of kernel", gradients.get(1));
        graph.update(images, images.negate());
        assertAllocatesNothing(graph);
    }

    /// The first convolution has too few channels for Winograd's transforms, the others take them unless strict.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofAConvolutionalNetwork(boolean strict) {
        Padding same = new Padding.Same();
        Sequential model = new Sequential(
                new Conv2d(16, 3, same, new Relu()),
                new BatchNorm(),
                new Conv2d(17, 5, same, new Relu()),
                new Dropout(0.2),
                new Conv2d(16, 3, same, new Relu()),
                new MaxPool2d(2),
                new Flatten(),
                new BatchNorm(),
                new Dense(4));
        TrainingStep trainingStep =
                new TrainingStep(new SoftmaxCrossEntropy(), new RmsProp(), new L2(1e-4), null, null).withStrict(strict);
        assertAllocatesNothing(
                new Network(model, Shape.of(5, 5, 3), Shape.SCALAR, trainingStep).training(3, 1), WARM_UP / 2);
    }

    private static void assertAllocatesNothing(Graph graph) {
        assertAllocatesNothing(graph, WARM_UP);
    }

    private static void assertAllocatesNothing(Graph graph, int warmUp) {
        try (CpuBackend backend = new CpuBackend(1, Kernels.scalar())) {
            Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
            run(program, 0, warmUp);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            run(program, warmUp, warmUp + STEPS);
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            assertThat((after - before) / STEPS).isLessThan(MOST_BYTES_PER_STEP);
        }
    }

    private static void run(Program program, int from, int to) {
        for (int step = from; step < to; step++) {
            program.run(step);
        }
    }
}
