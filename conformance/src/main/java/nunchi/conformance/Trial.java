package nunchi.conformance;

import java.util.Map;
import java.util.function.IntFunction;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.graph.Graph;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;

/// A graph run for some steps on a backend and on the float64 reference: every output after every step, and every
/// weight after the last, must agree.
///
/// @param feeds from the step to the values of every input by its name
public record Trial(Graph graph, IntFunction<Map<String, double[]>> feeds, int steps, Tolerance tolerance) {

    /// Of the weights' initial values and of the random numbers in the steps.
    static final long SEED = 20_260_101L;

    /// The same values at every step.
    public Trial(Graph graph, Map<String, double[]> feeds, int steps, Tolerance tolerance) {
        this(graph, step -> feeds, steps, tolerance);
    }

    /// @throws AssertionError that names the step and the output or weight
    public void check(Backend backend) {
        ReferenceBackend reference = new ReferenceBackend();
        ReferenceWeights exactWeights = reference.initialize(graph, SEED);
        ReferenceProgram exact = reference.compile(graph, exactWeights, SEED);
        Weights weights = backend.initialize(graph, SEED);
        Program program = backend.compile(graph, weights, SEED);
        for (int step = 0; step < steps; step++) {
            feeds.apply(step).forEach((input, values) -> {
                exact.feed(input, values);
                program.feed(input, narrow(values));
            });
            exact.run(step);
            program.run(step);
            compareOutputs(step, exact, program);
        }
        for (String name : weights.names()) {
            tolerance.check(
                    "weight " + name + " after " + steps + " steps",
                    exactWeights.exact(name),
                    weights.get(name).values());
        }
    }

    private void compareOutputs(int step, ReferenceProgram exact, Program program) {
        graph.outputs().forEach((name, node) -> {
            float[] actual = new float[node.shape().size()];
            program.fetch(name, actual);
            tolerance.check("output " + name + " of step " + step, exact.fetch(name), actual);
        });
    }

    static float[] narrow(double[] wide) {
        float[] values = new float[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }
}
