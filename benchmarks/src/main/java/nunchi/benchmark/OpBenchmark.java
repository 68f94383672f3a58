package nunchi.benchmark;

import java.util.concurrent.TimeUnit;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.tensor.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Single ops in the shapes of the training steps: microseconds each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class OpBenchmark {
    /// `kind rows×inner×columns`: a product of two matrices, plain or with one transposed as its gradients have it, or
    /// an op on `[rows, columns]`.
    @Param({
        "product 1437x64x80",
        "product 1437x80x70",
        "weightGradient 64x1437x80",
        "inputGradient 1437x70x80",
        "product 12x784x512",
        "product 100x784x1024",
        "weightGradient 784x100x1024",
        "sigmoid 1437x1x80",
        "softmax 1437x1x10",
        "softmax 100x1x1024"
    })
    public String op;

    @Param("2")
    public int threads;

    private Backend backend;
    private Anew work;

    @Setup(Level.Trial)
    public void compile() {
        Graph graph = new Graph();
        graph.output("result", write(graph));
        backend = Backends.fastest(threads);
        work = new Anew(backend, graph);
    }

    @TearDown(Level.Trial)
    public void close() {
        backend.close();
    }

    @Benchmark
    public void run() {
        work.run();
    }

    private Node write(Graph graph) {
        String kind = op.substring(0, op.indexOf(' '));
        String[] extents = op.substring(op.indexOf(' ') + 1).split("x");
        int rows = Integer.parseInt(extents[0]);
        int inner = Integer.parseInt(extents[1]);
        int columns = Integer.parseInt(extents[2]);
        return switch (kind) {
            case "product" ->
                graph.input("a", Shape.of(rows, inner)).matmul(graph.input("b", Shape.of(inner, columns)));
            case "weightGradient" ->
                graph.add(
                        new MatMul(true, false),
                        graph.input("a", Shape.of(inner, rows)),
                        graph.input("b", Shape.of(inner, columns)));
            case "inputGradient" ->
                graph.add(
                        new MatMul(false, true),
                        graph.input("a", Shape.of(rows, inner)),
                        graph.input("b", Shape.of(columns, inner)));
            case "sigmoid" -> graph.add(new Sigmoid(), graph.input("a", Shape.of(rows, columns)));
            case "softmax" -> graph.add(new Softmax(), graph.input("a", Shape.of(rows, columns)));
            default -> throw new IllegalArgumentException(op);
        };
    }
}
