package nunchi.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.activation.Softmax;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Tree;
import nunchi.experiment.ExperimentFile;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.Activate;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.report.page.Point;
import nunchi.tensor.Shape;

/// What an activation makes of the numbers from -6 to 6, and its derivative there: by the ops and the adjoints that a
/// training takes, evaluated in float64 by the reference backend.
///
/// @param z      ascending, 0 among them
/// @param values `f(z)`
/// @param slopes `f'(z)`
record ActivationCurve(NamedValue activation, double[] z, double[] values, double[] slopes) {
    static final int END = 6;
    private static final int STEPS_PER_UNIT = 16;
    /// Softmax has no curve: each of its outputs depends on all inputs.
    private static final Set<Class<?>> WITHOUT = Set.of(Linear.class, Softmax.class);

    /// @return nothing for what is no activation, the linear one, and those that do not take one number at a time
    static Optional<ActivationCurve> of(NamedValue activation) {
        return read(activation)
                .filter(function -> !WITHOUT.contains(function.getClass()))
                .map(function -> of(activation, function));
    }

    private static Optional<Activation> read(NamedValue activation) {
        if (!activation.name().matches("\\w+")) {
            return Optional.empty();
        }
        String named = activation.settings() instanceof Tree.Fields
                ? "{%s: %s}".formatted(activation.name(), activation.settings())
                : activation.name();
        try {
            return Optional.of(new ExperimentFile()
                    .parse("function: " + named, Activate.class)
                    .function());
        } catch (InvalidRequestException unknown) {
            return Optional.empty();
        }
    }

    private static ActivationCurve of(NamedValue activation, Activation function) {
        int points = 2 * END * STEPS_PER_UNIT + 1;
        double[] z = new double[points];
        Arrays.setAll(z, i -> (double) i / STEPS_PER_UNIT - END);
        Graph graph = new Graph();
        Node x = graph.input("z", Shape.of(points));
        Node y = function.apply(x);
        graph.output("value", y);
        graph.output(
                "slope",
                Adjoints.of(y, graph.constant(1).broadcastTo(y.shape()), List.of(x))
                        .getFirst());
        try (ReferenceBackend backend = new ReferenceBackend()) {
            ReferenceProgram program = backend.compile(graph, backend.initialize(graph, 0), 0);
            program.feed("z", z);
            program.run(0);
            return new ActivationCurve(activation, z, program.fetch("value"), program.fetch("slope"));
        }
    }

    /// `Leaky ReLU`.
    String title() {
        return Words.title(activation.name());
    }

    double leastSlope() {
        return Arrays.stream(slopes).min().orElseThrow();
    }

    double greatestSlope() {
        return Arrays.stream(slopes).max().orElseThrow();
    }

    /// The derivative far below 0, where a unit may stay.
    double slopeFarBelow() {
        return slopes[0];
    }

    /// @param end of the range drawn, on both sides of 0
    List<Point> valuePoints(double end) {
        return points(values, end);
    }

    List<Point> slopePoints(double end) {
        return points(slopes, end);
    }

    /// Six digits are more than a screen shows.
    private List<Point> points(double[] heights, double end) {
        return IntStream.range(0, z.length)
                .filter(i -> Math.abs(z[i]) <= end)
                .mapToObj(i -> new Point(z[i], Math.rint(heights[i] * 1e6) / 1e6))
                .toList();
    }
}
