package nunchi.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.layer.Scope;
import nunchi.tensor.Shape;

/// How much the losses of examples depend on the state of a recurrent layer after each step: `‖∂L/∂hₜ‖₂` over the
/// units, the mean over the examples. Backpropagation through time takes `∂L/∂hₜ` from `∂L/∂hₜ₊₁` by the Jacobian of
/// one step; where its norm is below 1 again and again, the gradient vanishes, above 1 it explodes. Bengio, Simard,
/// Frasconi: *Learning long-term dependencies with gradient descent is difficult*, IEEE Transactions on Neural Networks
/// 5, 1994.
///
/// For the reference backend: in float32 a gradient that vanishes is soon 0.
///
/// @param graph of an evaluation whose recurrent layers are written step by step; its outputs are the norms times
///              [#SCALE], `[steps]` each, under the layer's path
/// @param paths of the recurrent layers
public record StateGradients(Graph graph, List<String> paths) {
    /// What gradients are multiplied by, so that their squares are not rounded to 0 below 2⁻¹²⁶.
    public static final double SCALE = 0x1p400;

    /// @param batch number of examples
    public static StateGradients of(Network network, int batch) {
        Graph graph = new Graph(network.trainingStep().strict());
        SequencedMap<String, List<Node>> states = new LinkedHashMap<>();
        Node output = network.model()
                .build(
                        Scope.unrolled(graph, (path, steps) -> states.put(path, List.copyOf(steps))),
                        graph.input(Network.EXAMPLES, network.example().batch(batch)));
        Node targets = graph.input(Network.TARGETS, network.target().batch(batch));
        Node losses = PerExample.of(network.trainingStep().loss(), output, targets);
        Node seed = graph.constant(SCALE).broadcastTo(losses.shape());
        for (Map.Entry<String, List<Node>> layer : states.entrySet()) {
            List<Node> norms = new ArrayList<>();
            for (Node gradient : Adjoints.of(losses, seed, layer.getValue())) {
                Node norm =
                        Objects.requireNonNull(gradient).square().sum(1).sqrt().mean(0);
                norms.add(norm.reshape(Shape.of(1)));
            }
            graph.output(layer.getKey(), graph.add(new Concatenate(0), norms.toArray(Node[]::new)));
        }
        return new StateGradients(graph, List.copyOf(states.keySet()));
    }
}
