package nunchi.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.network.Network;
import nunchi.reference.ReferenceProgram;

/// One example, evaluated forward and backward in float64, as in an evaluation: nothing is dropped, and batch norm
/// takes its running statistics. Used by one thread at a time.
public final class SteppedExample {
    private static final double STEP = 1e-5;
    /// The slopes to both sides differ by no more than this fraction where the loss is smooth.
    private static final double SMOOTH = 1e-3;

    private final SteppedGraph graph;
    private final ReferenceProgram program;
    private final Map<Node, double[]> held = new HashMap<>();
    private final Expansions expansions;

    /// @param program that has run
    SteppedExample(SteppedGraph graph, ReferenceProgram program) {
        this.graph = graph;
        this.program = program;
        this.expansions = new Expansions(graph, this::held);
    }

    /// All ops and what they read, in the order of evaluation.
    public List<Step> steps() {
        return graph.steps();
    }

    /// The loss L of the example, without penalties on weights.
    public double loss() {
        return held(graph.loss())[0];
    }

    /// What should come out, as in a data set, last axis fastest.
    public double[] target() {
        return held(Objects.requireNonNull(graph.graph().inputs().get(Network.TARGETS)))
                .clone();
    }

    /// What the output means to a person, such as probabilities, last axis fastest.
    public double[] prediction() {
        return held(Objects.requireNonNull(graph.graph().outputs().get(Network.PREDICTION)))
                .clone();
    }

    /// The value of a step, of its shape, last axis fastest.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such step
    public double[] value(int step) {
        return held(node(step)).clone();
    }

    /// The gradient of the loss with respect to the value of a step, of its shape; empty where none flows.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such step
    public Optional<double[]> gradient(int step) {
        node(step);
        return Optional.ofNullable(graph.adjoints().get(step))
                .map(adjoint -> held(adjoint).clone());
    }

    /// One element of a step's value, with its terms and its central difference.
    ///
    /// @param index of the element, last axis fastest
    /// @throws nunchi.check.InvalidRequestException when there is no such step or element
    public Element element(int step, int index) {
        Node node = node(step);
        Check.require(
                index >= 0 && index < node.shape().size(),
                "%s has no element %d; give 0 to %d"
                        .formatted(node.path(), index, node.shape().size() - 1));
        Node adjoint = graph.adjoints().get(step);
        return new Element(
                held(node)[index],
                adjoint == null ? null : slope(node, index, held(adjoint)[index]),
                expansions.of(node, index),
                adjoint == null ? null : expansions.of(adjoint, index));
    }

    private Element.Slope slope(Node node, int index, double gradient) {
        double h = STEP * Math.max(1, Math.abs(held(node)[index]));
        double above = lossAt(node, index, h);
        double below = lossAt(node, index, -h);
        double right = (above - loss()) / h;
        double left = (loss() - below) / h;
        double difference = (above - below) / (2 * h);
        double rounding = Math.ulp(Math.max(1, Math.abs(loss()))) / h;
        boolean bent = Math.abs(right - left) > SMOOTH * Math.max(Math.abs(right), Math.abs(left));
        boolean apart = Math.abs(gradient - difference) > SMOOTH * Math.abs(gradient) + 4 * rounding;
        return new Element.Slope(gradient, difference, h, rounding, bent && apart);
    }

    /// The loss if one element were larger by `h`.
    private double lossAt(Node node, int index, double h) {
        double[] shifted = held(node).clone();
        shifted[index] += h;
        return program.valueIf(node, shifted, graph.loss())[0];
    }

    private Node node(int step) {
        Check.require(
                step >= 0 && step < graph.nodes().size(),
                "there is no step %d; give 0 to %d"
                        .formatted(step, graph.nodes().size() - 1));
        return graph.nodes().get(step);
    }

    private double[] held(Node node) {
        return held.computeIfAbsent(node, program::value);
    }
}
