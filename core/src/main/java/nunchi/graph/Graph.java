package nunchi.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import nunchi.check.InvalidRequestException;
import nunchi.graph.op.Constant;
import nunchi.graph.op.Input;
import nunchi.graph.op.StepValue;
import nunchi.graph.op.Weight;
import nunchi.tensor.Shape;

/// Where description meets machine: nodes in the order they were written, the outputs somebody wants to read, and the
/// updates that a step makes to its weights.
///
/// A graph says what is computed and nothing of how. Shapes are settled as it is written, so that a mistake is found before
/// any data is read. All updates take effect together, after every other node has been computed from the old weights.
public final class Graph {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, Node> weights = new LinkedHashMap<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();
    private final Map<Node, Node> updates = new LinkedHashMap<>();
    private final boolean strict;
    private String path = "";

    public Graph() {
        this(false);
    }

    /// @param strict whether every sum of products must be computed as its op defines it; else a backend may take algorithms with
    ///               fewer multiplications, such as Winograd's for convolutions, whose roundings are others
    public Graph(boolean strict) {
        this.strict = strict;
    }

    /// Appends a node; its shape follows from the op.
    ///
    /// @throws InvalidRequestException where the shapes do not fit, with the path of the layer
    public Node add(Op op, Node... operands) {
        String place = path.isEmpty() ? op.name() : path + "/" + op.name();
        List<Node> operandList = List.of(operands);
        try {
            return append(op, operandList, op.shape(operandList.stream().map(Node::shape).toList()), place);
        } catch (InvalidRequestException complaint) {
            throw complaint.at(place);
        }
    }

    private Node append(Op op, List<Node> operands, Shape shape, String place) {
        Node node = new Node(this, nodes.size(), op, operands, shape, place);
        nodes.add(node);
        return node;
    }

    /// A tensor that is fed before each step.
    public Node input(String name, Shape shape) {
        return inputs.computeIfAbsent(name, key -> append(new Input(name, shape), List.of(), shape, key));
    }

    public Node constant(double value) {
        return append(new Constant(value), List.of(), Shape.SCALAR, path + "/constant");
    }

    /// A scalar that depends on the number of the step alone, such as a learning rate; `value` is asked once per step.
    public Node stepValue(String name, LongToDoubleFunction value) {
        return append(new StepValue(name, value), List.of(), Shape.SCALAR, path + "/" + name);
    }

    /// A tensor that lasts from step to step, under a name unique in the graph.
    public Node weight(Weight weight) {
        Node node = append(weight, List.of(), weight.shape(), weight.name());
        if (weights.put(weight.name(), node) != null) {
            throw new IllegalStateException("two weights are named " + weight.name());
        }
        return node;
    }

    /// At the end of the step the weight takes this value.
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

    public boolean strict() {
        return strict;
    }

    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public Map<String, Node> inputs() {
        return Collections.unmodifiableMap(inputs);
    }

    public Map<String, Node> weights() {
        return Collections.unmodifiableMap(weights);
    }

    public Map<String, Node> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

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
