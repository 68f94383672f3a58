package nunchi.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nunchi.backend.Backend;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Layer;
import nunchi.layer.Scope;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// One layer with what it must do to a shape and how many parameters it must have.
///
/// @param input     the shape given, the batch along axis 0
/// @param output    the shape that must come out
/// @param trainable the number of trained parameters
/// @param fixed     the number of parameters of the model that are not trained
/// @param values    of the examples; numbers of tokens or classes have no gradient
public record LayerCase(Layer layer, Shape input, Shape output, int trainable, int fixed, Values values) {
    private static final String EXAMPLES = "examples";
    private static final String RESULT = "result";
    private static final String UPSTREAM = "upstream";
    private static final Tolerance TOLERANCE = new Tolerance(2e-5, 2e-5);
    private static final int STEPS = 3;
    private static final Values ORDINARY = Values.between(-1.5, 1.5);

    /// Of examples that are ordinary numbers.
    public LayerCase(Layer layer, Shape input, Shape output, int trainable, int fixed) {
        this(layer, input, output, trainable, fixed, ORDINARY);
    }

    /// Whether the examples are numbers of tokens or classes.
    public boolean ofTokens() {
        return values != ORDINARY;
    }

    /// How a failed test names the case.
    public String name() {
        return layer + " on " + input;
    }

    /// In training and in inference, the output's shape and the number of parameters are as declared.
    public void checkShapes() {
        for (boolean training : List.of(true, false)) {
            Graph graph = new Graph();
            Shape actual = build(graph, training).shape();
            Case.require(actual.equals(output), "the output has shape %s, expected %s".formatted(actual, output));
            int trained = parameters(graph, Role::trainable);
            Case.require(
                    trained == trainable,
                    "the layer has %d trained parameters, expected %d".formatted(trained, trainable));
            int others = parameters(graph, role -> role.partOfModel() && !role.trainable());
            Case.require(
                    others == fixed,
                    "the layer has %d parameters that are not trained, expected %d".formatted(others, fixed));
        }
    }

    /// In training and in inference, the gradients of input and weights are what central differences give.
    public void checkGradients() {
        Set<String> constants = !ofTokens() ? Set.of() : Set.of(EXAMPLES, EncoderDecoder.TARGETS);
        for (boolean training : List.of(true, false)) {
            Map<String, double[]> inputs = new LinkedHashMap<>(Map.of(EXAMPLES, examples(0)));
            inputs.putAll(targets(0));
            new GradientCheck(graph -> build(graph, training), inputs, constants).check();
        }
    }

    /// In training and in inference, outputs, gradients and updated statistics are the reference's.
    public void checkAgreement(Backend backend) {
        for (boolean training : List.of(true, false)) {
            Graph graph = new Graph();
            Node result = build(graph, training);
            graph.output(RESULT, result);
            differentiate(graph, result);
            new Trial(graph, this::feeds, STEPS, TOLERANCE).check(backend);
        }
    }

    private void differentiate(Graph graph, Node result) {
        List<Node> trained = graph.weights().values().stream()
                .filter(node -> ((Weight) node.op()).role().trainable())
                .toList();
        List<Node> adjoints = Adjoints.of(result, graph.input(UPSTREAM, result.shape()), trained);
        for (int i = 0; i < trained.size(); i++) {
            graph.output("gradient of " + trained.get(i).path(), adjoints.get(i));
        }
        Node examples = graph.inputs().get(EXAMPLES);
        if (values == ORDINARY) {
            Node upstream = graph.input(UPSTREAM, result.shape());
            graph.output(
                    "gradient of examples",
                    Adjoints.of(result, upstream, List.of(examples)).getFirst());
        }
    }

    private Map<String, double[]> feeds(int step) {
        Map<String, double[]> feeds = new LinkedHashMap<>();
        feeds.put(EXAMPLES, examples(step));
        feeds.put(
                UPSTREAM,
                Values.between(-1, 1)
                        .of(output, RandomKey.of(Trial.SEED).with(UPSTREAM).with(step)));
        feeds.putAll(targets(step));
        feeds.keySet().removeIf(name -> trainable == 0 && values != ORDINARY && name.equals(UPSTREAM));
        return feeds;
    }

    /// What a decoder reads.
    private Map<String, double[]> targets(int step) {
        if (!(layer instanceof EncoderDecoder decoder) || decoder.targetSteps() == null) {
            return Map.of();
        }
        Shape shape = Shape.of(input.extent(0), decoder.targetSteps());
        RandomKey key = RandomKey.of(Trial.SEED).with(EncoderDecoder.TARGETS).with(step);
        return Map.of(EncoderDecoder.TARGETS, values.of(shape, key));
    }

    private double[] examples(int step) {
        return values.of(input, RandomKey.of(Trial.SEED).with(EXAMPLES).with(step));
    }

    private Node build(Graph graph, boolean training) {
        Scope scope = training ? Scope.training(graph) : Scope.inference(graph);
        return scope.child("0." + layer.name(), inner -> layer.build(inner, graph.input(EXAMPLES, input)));
    }

    private static int parameters(Graph graph, Predicate<Role> counted) {
        return graph.weights().values().stream()
                .filter(node -> counted.test(((Weight) node.op()).role()))
                .mapToInt(node -> node.shape().size())
                .sum();
    }
}
