package nunchi.network;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.tensor.Shape;

/// What layers make of examples whatever their positions: means and deviations of nodes `[batch, …, channels]` over all
/// axes between the first and the last.
final class Moments {
    private Moments() {}

    /// Takes what a layer gives, where it has weights and is no preprocessing.
    static void hear(List<Node> hidden, String path, Node node) {
        boolean weighted = node.graph().weights().keySet().stream().anyMatch(weight -> weight.startsWith(path + "/"));
        if (weighted && !path.startsWith("preprocess.") && node.shape().rank() > 1) {
            hidden.add(node);
        }
    }

    /// Adds the outputs [Network#HIDDEN_MEANS] and [Network#HIDDEN] of all but the last, where there are others.
    static void outputs(Graph graph, List<Node> hidden) {
        if (hidden.size() > 1) {
            List<Node> before = hidden.subList(0, hidden.size() - 1);
            Node means = means(before);
            graph.output(Network.HIDDEN_MEANS, means);
            graph.output(Network.HIDDEN, withDeviations(means, before));
        }
    }

    /// The means of all, side by side: `[batch, Σ channels]`.
    private static Node means(List<Node> nodes) {
        return besides(nodes.stream().map(Moments::mean));
    }

    /// Then the deviations of those that have positions.
    private static Node withDeviations(Node means, List<Node> nodes) {
        Stream<Node> placed = nodes.stream().filter(node -> node.shape().rank() > 2);
        return besides(Stream.concat(Stream.of(means), placed.map(Moments::deviation)));
    }

    private static Node mean(Node node) {
        int last = node.shape().rank() - 1;
        int[] positions = IntStream.range(1, last).toArray();
        return positions.length == 0
                ? node
                : node.mean(positions)
                        .reshape(Shape.of(node.shape().extent(0), node.shape().extent(last)));
    }

    private static Node deviation(Node node) {
        int last = node.shape().rank() - 1;
        int[] extents = IntStream.rangeClosed(0, last)
                .map(axis -> axis == 0 || axis == last ? node.shape().extent(axis) : 1)
                .toArray();
        Node centre = mean(node).reshape(Shape.of(extents)).broadcastTo(node.shape());
        return mean(node.minus(centre).square()).sqrt();
    }

    private static Node besides(Stream<Node> rows) {
        Node[] all = rows.toArray(Node[]::new);
        return all.length == 1 ? all[0] : all[0].graph().add(new Concatenate(1), all);
    }
}
