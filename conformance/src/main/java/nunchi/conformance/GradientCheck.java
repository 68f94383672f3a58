package nunchi.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Weight;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import org.jspecify.annotations.Nullable;

/// Holds the gradients of a graph against central differences, all in float64 on the reference backend.
///
/// For a fixed random direction r and `L = Σ r · y`, each variable x must satisfy
/// `|∂L/∂x - (L(x + h) - L(x - h)) / 2h| ≤ 1e-6 · max(largest |∂L/∂x| of the tensor, 1e-3)` with
/// `h = 1e-5 · max(1, |x|)`: the difference itself is good to about 1e-10. Of a large tensor some coordinates are
/// drawn.
///
/// @param building writes the graph and returns y; called twice, on two graphs
/// @param feeds    the values of every input
/// @param fixed    inputs with respect to which nothing is differentiated, such as targets
public record GradientCheck(Function<Graph, Node> building, Map<String, double[]> feeds, Set<String> fixed) {
    private static final double STEP = 1e-5;
    private static final double BOUND = 1e-6;
    private static final double SMALLEST_SCALE = 1e-3;
    private static final int COORDINATES = 24;
    private static final String DIRECTION = "direction";
    private static final String RESULT = "result";

    public GradientCheck(Function<Graph, Node> building, Map<String, double[]> feeds) {
        this(building, feeds, Set.of());
    }

    /// @throws AssertionError that names the variable, the coordinate and both derivatives
    public void check() {
        ReferenceBackend backend = new ReferenceBackend();
        Graph forward = new Graph();
        Node result = building.apply(forward);
        forward.output(RESULT, result);
        ReferenceWeights weights = disturbed(backend.initialize(forward, Trial.SEED));
        ReferenceProgram program = backend.compile(forward, weights, Trial.SEED);
        Surface surface = new Surface(program, weights, feeds, direction(result));
        Map<String, double[]> gradients = gradients(backend, weights);
        gradients.forEach((variable, gradient) -> compare(variable, gradient, surface));
    }

    private void compare(String variable, double[] gradient, Surface surface) {
        double[] values = surface.valuesOf(variable);
        double scale = SMALLEST_SCALE;
        for (double slope : gradient) {
            scale = Math.max(scale, Math.abs(slope));
        }
        int[] order = RandomKey.of(Trial.SEED).permutation(values.length);
        for (int k = 0; k < Math.min(COORDINATES, order.length); k++) {
            double difference = surface.slope(variable, order[k], STEP * Math.max(1, Math.abs(values[order[k]])));
            Case.require(
                    Math.abs(gradient[order[k]] - difference) <= BOUND * scale,
                    "gradient of %s[%d] is %s, but central differences give %s"
                            .formatted(variable, order[k], gradient[order[k]], difference));
        }
    }

    /// Gradients with respect to all free inputs and trained weights, by name; zeros where the result does not depend
    /// on one.
    private Map<String, double[]> gradients(ReferenceBackend backend, ReferenceWeights weights) {
        Graph graph = new Graph();
        Node result = building.apply(graph);
        List<Node> variables = variables(graph);
        List<@Nullable Node> adjoints = Adjoints.of(result, graph.input(DIRECTION, result.shape()), variables);
        Map<String, double[]> gradients = new HashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            Node adjoint = adjoints.get(i);
            gradients.put(
                    variables.get(i).path(), new double[variables.get(i).shape().size()]);
            if (adjoint != null) {
                Case.require(
                        adjoint.shape().equals(variables.get(i).shape()),
                        "the gradient of %s has shape %s".formatted(variables.get(i), adjoint.shape()));
                graph.output(variables.get(i).path(), adjoint);
            }
        }
        ReferenceProgram program = backend.compile(graph, weights, Trial.SEED);
        feeds.forEach(program::feed);
        program.feed(DIRECTION, direction(result));
        program.run(0);
        graph.outputs().keySet().forEach(name -> gradients.put(name, program.fetch(name)));
        return gradients;
    }

    private List<Node> variables(Graph graph) {
        List<Node> variables = new ArrayList<>();
        graph.inputs().forEach((name, node) -> {
            if (!fixed.contains(name)) {
                variables.add(node);
            }
        });
        graph.weights().values().stream()
                .filter(node -> ((Weight) node.op()).role().trainable())
                .forEach(variables::add);
        return variables;
    }

    private static double[] direction(Node result) {
        return Values.between(-1, 1).of(result.shape(), RandomKey.of(Trial.SEED).with(DIRECTION));
    }

    /// Away from zeros and ones, where a wrong term could vanish.
    private static ReferenceWeights disturbed(ReferenceWeights weights) {
        for (String name : weights.names()) {
            double[] values = weights.exact(name);
            RandomKey key = RandomKey.of(Trial.SEED).with(name);
            for (int i = 0; i < values.length; i++) {
                values[i] += 0.6 * key.uniform(i) - 0.3;
            }
        }
        return weights;
    }

    /// `L = Σ direction · result` as a function of every input and weight.
    private record Surface(
            ReferenceProgram program, ReferenceWeights weights, Map<String, double[]> feeds, double[] direction) {
        double[] valuesOf(String variable) {
            return feeds.containsKey(variable) ? feeds.get(variable) : weights.exact(variable);
        }

        double slope(String variable, int position, double step) {
            double[] values = valuesOf(variable);
            double original = values[position];
            values[position] = original + step;
            double above = height();
            values[position] = original - step;
            double below = height();
            values[position] = original;
            return (above - below) / (2 * step);
        }

        private double height() {
            feeds.forEach(program::feed);
            program.run(0);
            double[] result = program.fetch(RESULT);
            double sum = 0;
            for (int i = 0; i < result.length; i++) {
                sum += direction[i] * result[i];
            }
            return sum;
        }
    }
}
