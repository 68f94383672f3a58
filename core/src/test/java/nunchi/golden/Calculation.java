package nunchi.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.init.Init;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Shape;

/// A graph with numbers fed to its inputs, computed in float64.
final class Calculation {
    private final Graph graph = new Graph();
    private final Map<String, double[]> feeds = new LinkedHashMap<>();

    Graph graph() {
        return graph;
    }

    Node input(String name, Shape shape, double... values) {
        feeds.put(name, values);
        return graph.input(name, shape);
    }

    Node vector(String name, double... values) {
        return input(name, Shape.of(values.length), values);
    }

    double[] value(Node node) {
        graph.output("asked for", node);
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights weights = backend.initialize(graph, 1);
        ReferenceProgram program = backend.compile(graph, weights, 1);
        feeds.forEach(program::feed);
        program.run(0);
        return program.fetch("asked for");
    }

    /// Of `Σ upstream · result` with respect to x.
    double[] gradient(Node result, Node x, double... upstream) {
        return value(Adjoints.of(result, input("upstream", result.shape(), upstream), List.of(x))
                .getFirst());
    }

    /// Initial values given one by one.
    static Init values(double... values) {
        return (shape, key) -> values.clone();
    }

    /// Multiples of 1/16, exact in float32: `((i · factor) mod modulus - ⌊modulus / 2⌋) / 16`.
    static double[] grid(int count, int factor, int modulus) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * factor % modulus - modulus / 2) / 16.0;
        }
        return values;
    }

    static void assertClose(double[] actual, double tolerance, double... expected) {
        assertThat(actual).usingComparatorWithPrecision(tolerance).containsExactly(expected);
    }

    static void assertClose(double actual, double tolerance, double expected) {
        assertThat(actual).isCloseTo(expected, within(tolerance));
    }
}
