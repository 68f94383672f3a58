package nunchi.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Where description meets machine: nodes in the order they were written, the outputs somebody wants to read, and the
/// updates that a step makes to its weights.
///
/// A graph says what is computed and nothing of how. Shapes are settled as it is written, so that a mistake is found
/// before any data is read. All updates take effect together, after every other node has been computed from the old
/// weights.
public final class Graph {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, Node> weights = new LinkedHashMap<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();
    private final Map<Node, Node> updates = new LinkedHashMap<>();
    private final Map<Application, Node> applications = new HashMap<>();
    private final boolean strict;
    private String path = "";

    public Graph() {
        this(false);
    }

    /// @param strict whether every sum of products must be computed as its op defines it; else a backend may take
    ///               algorithms with fewer multiplications, such as Winograd's for convolutions, whose roundings are
    ///               others
    public Graph(boolean strict) {
        this.strict = strict;
    }

    /// An op on its operands: what makes a value what it is, wherever in the graph it is written.
    private record Application(Op op, List<Node> operands) {}

    /// The node of this op on these operands: the one there is, else a new one; its shape follows from the op. What was
    /// written twice is thus computed once, and keeps the path of where it was written first.
    ///
    /// @throws InvalidRequestException where the shapes do not fit, with the path of the layer
    public Node add(Op op, Node... operands) {
        Node present = find(op, operands);
        return present == null ? append(op, List.of(operands)) : present;
    }

    /// The node of this op on these operands; null where there is none yet.
    @Nullable
    Node find(Op op, Node... operands) {
        return applications.get(new Application(op, List.of(operands)));
    }

    private Node append(Op op, List<Node> operands) {
        String place = path.isEmpty() ? op.name() : path + "/" + op.name();
        try {
            return append(
                    op, operands, op.shape(operands.stream().map(Node::shape).toList()), place);
        } catch (InvalidRequestException complaint) {
            throw complaint.at(place);
        }
    }

    private Node append(Op op, List<Node> operands, Shape shape, String place) {
        Node node = new Node(this, op, operands, shape, place);
        nodes.add(node);
        applications.put(new Application(op, operands), node);
        return node;
    }

    /// A tensor of this shape that is fed before each step; of one name there is one, with the shape it was first
    /// given.
    public Node input(String name, Shape shape) {
        return inputs.computeIfAbsent(name, key -> append(new Input(name, shape), List.of(), shape, key));
    }

    /// The same number in every step, a scalar `[]`.
    public Node constant(double value) {
        return add(new Constant(value));
    }

    /// A scalar `[]` that depends on the number of the step alone, such as a learning rate; `value` is asked once per
    /// step.
    public Node stepValue(String name, LongToDoubleFunction value) {
        return add(new StepValue(name, value));
    }

    /// A tensor that lasts from step to step, under a name unique in the graph.
    public Node weight(Weight weight) {
        Node node = append(weight, List.of(), weight.shape(), weight.name());
        if (weights.put(weight.name(), node) != null) {
            throw new IllegalStateException("two weights are named " + weight.name());
        }
        return node;
    }

    /// At the end of the step the weight takes this value, which is of its shape.
    public void update(Node weight, Node value) {
        if (!weight.shape().equals(value.shape())) {
            throw new IllegalStateException("weight " + weight + " cannot take the value " + value);
        }
        if (updates.put(weight, value) != null) {
            throw new IllegalStateException("weight " + weight + " is updated twice");
        }
    }

    /// Names a node that can be read after a step.
    public void output(String name, Node node) {
        outputs.put(name, node);
    }

    /// Runs `writing` with all new nodes placed under `place`; what it returns is returned.
    public <T> T within(String place, Supplier<T> writing) {
        String outer = path;
        path = place;
        try {
            return writing.get();
        } finally {
            path = outer;
        }
    }

    /// Whether every convolution is to be computed as it is defined, product by product.
    public boolean strict() {
        return strict;
    }

    /// All nodes, each after those it reads.
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /// What is fed, by name.
    public Map<String, Node> inputs() {
        return Collections.unmodifiableMap(inputs);
    }

    /// What outlasts a step, by name.
    public Map<String, Node> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /// What can be fetched after a step, by name.
    public Map<String, Node> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

    /// The value that each weight takes at the end of a step.
    public Map<Node, Node> updates() {
        return Collections.unmodifiableMap(updates);
    }

    /// The nodes that outputs and updates need, in order; the rest is never computed.
    public List<Node> live() {
        boolean[] needed = new boolean[nodes.size()];
        outputs.values().forEach(node -> needed[node.index()] = true);
        updates.forEach((weight, value) -> {
            needed[weight.index()] = true;
            needed[value.index()] = true;
        });
        for (int index = nodes.size() - 1; index >= 0; index--) {
            if (needed[index]) {
                nodes.get(index).inputs().forEach(input -> needed[input.index()] = true);
            }
        }
        return nodes.stream().filter(node -> needed[node.index()]).toList();
    }
}
