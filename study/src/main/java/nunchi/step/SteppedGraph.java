package nunchi.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source;
import nunchi.network.Network;
import org.jspecify.annotations.Nullable;

/// The graph of the loss of one example, with the gradient of the loss with respect to each of its nodes.
///
/// @param graph    as in an evaluation; its outputs are all that is looked at
/// @param nodes    those that loss and prediction need, in their order
/// @param adjoints of the nodes, in their order; null where no gradient flows
/// @param steps    what is said of the nodes, in their order
record SteppedGraph(Graph graph, List<Node> nodes, List<@Nullable Node> adjoints, List<Step> steps) {
    /// A longer list would serve nobody.
    static final int MOST_NODES = 2_000;
    /// Values of all nodes, forward.
    static final long MOST_VALUES = 1_000_000;
    /// Of one evaluation forward, a multiplication and an addition counted as two: about a quarter of a second with the
    /// gradients.
    static final long MOST_OPERATIONS = 10_000_000;

    /// @throws nunchi.check.InvalidRequestException when there would be too much to look at
    static SteppedGraph of(Network network) {
        SequencedMap<String, List<Node>> states = new LinkedHashMap<>();
        Graph graph = network.unrolled(1, (path, hidden) -> states.put(path, List.copyOf(hidden)));
        if (needed(graph).size() > MOST_NODES) {
            states.clear();
            graph = network.inference(1);
        }
        List<Node> nodes = needed(graph);
        requireSmall(nodes);
        Set<Node> varying = varying(nodes);
        List<@Nullable Node> adjoints = adjoints(graph, nodes, varying);
        return new SteppedGraph(graph, nodes, adjoints, steps(nodes, adjoints, varying, Times.of(states)));
    }

    Node loss() {
        return Objects.requireNonNull(graph.outputs().get(Network.LOSS));
    }

    private static List<Node> needed(Graph graph) {
        Set<Node> needed = new HashSet<>();
        Stream.of(Network.LOSS, Network.PREDICTION)
                .map(graph.outputs()::get)
                .filter(Objects::nonNull)
                .forEach(needed::add);
        for (Node node : graph.nodes().reversed()) {
            if (needed.contains(node)) {
                needed.addAll(node.inputs());
            }
        }
        return graph.nodes().stream().filter(needed::contains).toList();
    }

    private static void requireSmall(List<Node> nodes) {
        long values = nodes.stream().mapToLong(node -> node.shape().size()).sum();
        long operations =
                nodes.stream().mapToLong(node -> node.op().operations(node)).sum();
        Check.require(
                nodes.size() <= MOST_NODES && values <= MOST_VALUES && operations <= MOST_OPERATIONS,
                "the model takes %,d ops with %,d values and %,d operations for one example; at most %,d ops, %,d values and %,d operations can be stepped through, so look at its layers by their maps and feature maps instead"
                        .formatted(nodes.size(), values, operations, MOST_NODES, MOST_VALUES, MOST_OPERATIONS));
    }

    /// What depends on the example or the weights.
    private static Set<Node> varying(List<Node> nodes) {
        Set<Node> varying = new HashSet<>();
        for (Node node : nodes) {
            boolean given = node.op() instanceof Source.Weight
                    || node.op() instanceof Source.Input input && input.label().equals(Network.EXAMPLES);
            if (given || node.inputs().stream().anyMatch(varying::contains)) {
                varying.add(node);
            }
        }
        return varying;
    }

    private static List<@Nullable Node> adjoints(Graph graph, List<Node> nodes, Set<Node> varying) {
        Node loss = Objects.requireNonNull(graph.outputs().get(Network.LOSS));
        List<Node> wrt = nodes.stream().filter(varying::contains).toList();
        Map<Node, @Nullable Node> found = new HashMap<>();
        List<@Nullable Node> made = Adjoints.of(loss, graph.constant(1).broadcastTo(loss.shape()), wrt);
        for (int i = 0; i < wrt.size(); i++) {
            found.put(wrt.get(i), made.get(i));
        }
        List<@Nullable Node> adjoints = new ArrayList<>();
        for (Node node : nodes) {
            Node adjoint = found.get(node);
            adjoints.add(adjoint);
            graph.output("value " + node.index(), node);
            if (adjoint != null) {
                graph.output("gradient " + node.index(), adjoint);
            }
        }
        return adjoints;
    }

    private static List<Step> steps(List<Node> nodes, List<@Nullable Node> adjoints, Set<Node> varying, Times times) {
        Map<Node, Integer> numbers = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Node node : nodes) {
            int number = steps.size();
            numbers.put(node, number);
            steps.add(new Step(
                    number,
                    kind(node, varying),
                    place(node, times.of(node)),
                    Formulas.of(node),
                    node.inputs().stream().map(numbers::get).toList(),
                    node.shape(),
                    adjoints.get(number) != null));
        }
        return List.copyOf(steps);
    }

    private static Step.Place place(Node node, @Nullable Integer time) {
        int slash = node.path().lastIndexOf('/');
        String layer = slash < 0 ? "" : node.path().substring(0, slash);
        String gate = time == null ? "" : Gates.name(node);
        String name = node.path().substring(slash + 1);
        return new Step.Place(
                layer, gate.isEmpty() ? name : "%s, %s".formatted(name, gate), time, LayerFormulas.of(layer));
    }

    private static Step.Kind kind(Node node, Set<Node> varying) {
        return switch (node.op()) {
            case Source.Input _ -> Step.Kind.INPUT;
            case Source.Weight _ -> Step.Kind.WEIGHT;
            default -> varying.contains(node) || node.path().startsWith("loss") ? Step.Kind.OP : Step.Kind.CONSTANT;
        };
    }
}
