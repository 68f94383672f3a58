package nunchi.layer;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.Weight;
import nunchi.init.Init;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Where a layer writes itself: a graph, the layer's path in the model, and whether this is the graph for training.
///
/// @param graph    takes the ops
/// @param path     of the layer: `3.residual/0.dense`; empty for the model
/// @param training whether dropout drops and statistics are taken from the batch
/// @param frozen   the paths of layers that are written as for evaluation, also in the graph for training
/// @param places   hears what layers say of the places of images in a node
/// @param mask     which steps of the sequences `[batch, steps, …]` are there: `[batch, steps]`, 1, or 0 for padding;
///                 null where all are
/// @param unrolled hears the states h of each recurrent layer, `[batch, units]` after each step, by the layer's path:
///                 recurrent layers are then written step by step; null where they are written as one op
/// @param decoding what a decoder reads beside its input
public record Scope(
        Graph graph,
        String path,
        boolean training,
        Set<String> frozen,
        BiConsumer<Node, Places> places,
        @Nullable Node mask,
        @Nullable BiConsumer<String, List<Node>> unrolled,
        Decoding decoding) {
    /// Layers written into this scope behave as in training: dropout drops, batch norm takes the batch's statistics.
    public static Scope training(Graph graph) {
        return training(graph, Set.of());
    }

    /// @param frozen the paths of layers that are written as for evaluation, so that their weights stay as they are
    public static Scope training(Graph graph, Set<String> frozen) {
        return new Scope(graph, "", true, frozen, (_, _) -> {}, null, null, Decoding.NONE);
    }

    /// Layers written into this scope behave as in use: nothing is dropped, batch norm takes its running statistics.
    public static Scope inference(Graph graph) {
        return inference(graph, (_, _) -> {});
    }

    /// @param places hears what layers say of the places of images in a node
    public static Scope inference(Graph graph, BiConsumer<Node, Places> places) {
        return new Scope(graph, "", false, Set.of(), places, null, null, Decoding.NONE);
    }

    /// As in use, with recurrent layers written step by step.
    ///
    /// @param hears the states h of each recurrent layer, by its path
    public static Scope unrolled(Graph graph, BiConsumer<String, List<Node>> hears) {
        return new Scope(graph, "", false, Set.of(), (_, _) -> {}, null, hears, Decoding.NONE);
    }

    /// Lets a part of the layer write itself under `name`; a complaint that does not say where it arose is told with
    /// the path.
    public Node child(String name, Function<Scope, Node> part) {
        String place = path.isEmpty() ? name : path + "/" + name;
        try {
            boolean trained = training && !frozen.contains(place);
            Scope inner = new Scope(graph, place, trained, frozen, places, mask, unrolled, decoding);
            return graph.within(place, () -> part.apply(inner));
        } catch (InvalidRequestException refused) {
            throw refused.getMessage().startsWith("at ") ? refused : refused.at(place);
        }
    }

    /// The same with another mask: what a layer that reads the sequences sees after one that changed them.
    public Scope withMask(@Nullable Node other) {
        return new Scope(graph, path, training, frozen, places, other, unrolled, decoding);
    }

    /// The same with recurrent layers that go on with the states that the batch before ended with: inputs and outputs
    /// of the graph, see [ContinuedStates].
    public Scope continued() {
        return with(Decoding.CONTINUED);
    }

    /// The same with something else for decoders to read.
    Scope with(Decoding other) {
        return new Scope(graph, path, training, frozen, places, mask, unrolled, other);
    }

    /// Refuses padding, for a layer that would mix it with the steps that are there.
    ///
    /// @param layer how the layer is called in the complaint
    public void requireNoPadding(String layer) {
        Check.require(
                mask == null,
                layer + " would mix the padding of short sequences with their steps; bring each sequence to one vector"
                        + " before, by a recurrent layer's last output, meanOverTime or maxOverTime");
    }

    /// Says how the places of images in a node that moves values lie to those in what it was made of.
    ///
    /// @return the node
    public Node placed(Node moved, Places how) {
        places.accept(moved, how);
        return moved;
    }

    /// A stored tensor of this layer and of this shape: `3.dense/weight`.
    public Node weight(String name, Shape shape, Init init, Role role) {
        return graph.weight(new Weight(path.isEmpty() ? name : path + "/" + name, shape, init, role));
    }

    /// A tensor of this shape, 1 with probability `1 - rate` (to the nearest 2^-24), else 0; new at every step, and
    /// another at every call. The bound is a multiple of 2^-24, as the random numbers are, so that float32 and float64
    /// decide alike.
    public Node keepMask(Shape shape, double rate) {
        double bound = Math.rint(rate * 0x1p24) * 0x1p-24 - 0x1p-24;
        return graph.add(new RandomUniform(purpose(), shape)).greater(graph.constant(bound));
    }

    /// The layer's path for its first random numbers, `path#2` for the second.
    private String purpose() {
        long drawn = graph.nodes().stream()
                .filter(node -> node.op() instanceof RandomUniform random
                        && (random.purpose().equals(path) || random.purpose().startsWith(path + "#")))
                .count();
        return drawn == 0 ? path : path + "#" + (drawn + 1);
    }

    /// Refuses an input that this layer cannot take.
    ///
    /// @throws InvalidRequestException with the complaint, unless it holds
    public void require(boolean holds, String complaint) {
        Check.require(holds, complaint);
    }
}
