package nunchi.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.Weight;
import nunchi.random.RandomKey;
import org.jspecify.annotations.Nullable;

/// One op with operands to apply it to: it serves as a test of a backend's agreement with the reference, as a check of
/// the op's gradient, and as the input of a benchmark.
///
/// @param fixed  the positions of operands that have no gradient by definition: class numbers, targets
/// @param strict whether the graph is [Graph#strict]
public record OpCase(Op op, List<Operand> operands, Set<Integer> fixed, Tolerance tolerance, boolean strict) {
    private static final String RESULT = "result";
    private static final String UPSTREAM = "upstream";
    private static final int STEPS = 2;
    private static final long OPERATIONS_OF_A_SMALL_CASE = 20_000;
    private static final double LARGE = 100;
    private static final double SLOPE = 3e-6;

    OpCase(Op op, List<Operand> operands, Tolerance tolerance) {
        this(op, operands, Set.of(), tolerance);
    }

    OpCase(Op op, List<Operand> operands, Set<Integer> fixed, Tolerance tolerance) {
        this(op, operands, fixed, tolerance, false);
    }

    /// The same on a strict graph.
    OpCase strictly(Tolerance narrow) {
        return new OpCase(op, operands, fixed, narrow, true);
    }

    /// The op with its settings and the shapes of its operands: `Sum[axes=[0]] [3, 5]`.
    public String name() {
        String shapes = operands.stream().map(operand -> " " + operand.shape()).collect(Collectors.joining(" and"));
        return (strict ? "strict " : "") + op.getClass().getSimpleName() + settings() + shapes;
    }

    private String settings() {
        String text =
                op instanceof Input || op instanceof Weight ? "" : op.toString().replaceFirst("^\\w+", "");
        return text.equals("[]") ? "" : text.replaceAll("nunchi\\.\\S+\\$\\$Lambda[^],]*", "…");
    }

    /// The op applied to inputs `operand 0`, `operand 1`, …; its only output is `result`.
    public Graph graph() {
        Graph graph = new Graph(strict);
        graph.output(RESULT, build(graph));
        return graph;
    }

    /// The values of every input of [#graph].
    public Map<String, double[]> feeds() {
        Map<String, double[]> feeds = new LinkedHashMap<>();
        for (int position = 0; position < operands.size(); position++) {
            Operand operand = operands.get(position);
            feeds.put(
                    operandName(position),
                    operand.values()
                            .of(operand.shape(), RandomKey.of(Trial.SEED).with(position)));
        }
        if (op instanceof Input input) {
            feeds.put(input.label(), Values.between(-1, 1).of(input.shape(), RandomKey.of(Trial.SEED)));
        }
        return feeds;
    }

    /// The result on this backend is the reference's.
    public void checkAgreement(Backend backend) {
        new Trial(graph(), feeds(), STEPS, tolerance).check(backend);
    }

    /// The gradients computed on this backend are the reference's.
    public void checkGradientAgreement(Backend backend) {
        Graph graph = new Graph(strict);
        Node result = build(graph);
        List<Node> variables = variables(graph);
        List<@Nullable Node> adjoints = Adjoints.of(result, graph.input(UPSTREAM, result.shape()), variables);
        for (int i = 0; i < variables.size(); i++) {
            if (adjoints.get(i) != null) {
                graph.output(variables.get(i).path(), adjoints.get(i));
            }
        }
        Map<String, double[]> feeds = feeds();
        feeds.put(
                UPSTREAM,
                Values.between(-1, 1)
                        .of(result.shape(), RandomKey.of(Trial.SEED).with(UPSTREAM)));
        feeds.keySet().removeIf(name -> !graph.inputs().containsKey(name));
        Tolerance slopes = new Tolerance(
                SLOPE, SLOPE + Tolerance.sumOf(result.shape().size()).absolute() + (strict ? 0 : tolerance.absolute()));
        new Trial(graph, feeds, STEPS, slopes).check(backend);
    }

    /// The op's gradient is what central differences of its definition give.
    public void checkGradient() {
        Set<String> constants = fixed.stream().map(OpCase::operandName).collect(Collectors.toSet());
        new GradientCheck(this::build, feeds(), constants).check();
    }

    /// Whether the operands are few and moderate enough for a gradient check.
    public boolean differentiable() {
        Graph graph = graph();
        Node result = Objects.requireNonNull(graph.outputs().get(RESULT));
        boolean moderate =
                feeds().values().stream().flatMapToDouble(Arrays::stream).allMatch(value -> Math.abs(value) < LARGE);
        return moderate && !operands.isEmpty() && op.operations(result) < OPERATIONS_OF_A_SMALL_CASE;
    }

    private Node build(Graph graph) {
        return switch (op) {
            case Input input -> graph.input(input.label(), input.shape());
            case Weight weight -> graph.weight(weight);
            default -> graph.add(op, inputs(graph));
        };
    }

    private Node[] inputs(Graph graph) {
        return IntStream.range(0, operands.size())
                .mapToObj(position -> graph.input(
                        operandName(position), operands.get(position).shape()))
                .toArray(Node[]::new);
    }

    private List<Node> variables(Graph graph) {
        List<Node> variables = new ArrayList<>();
        for (int position = 0; position < operands.size(); position++) {
            if (!fixed.contains(position)) {
                variables.add(graph.inputs().get(operandName(position)));
            }
        }
        return variables;
    }

    private static String operandName(int position) {
        return "operand " + position;
    }
}
