package nunchi.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.layer.UnrolledCell;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;

/// What recurrences must do besides: be equal to cells of small ops, and not depend on padding.
final class RecurrenceBehaviour {
    private static final String RESULT = "result";
    private static final String UPSTREAM = "upstream";
    private static final String UNROLLED = "unrolled ";
    private static final Tolerance TOLERANCE = new Tolerance(2e-5, 2e-5);
    private static final double EXACT = 1e-12;
    private static final int[] SIZES = {3, 5, 4};
    private static final int STEPS = 6;
    private static final int UNITS = 19;
    private static final int BATCH = 5;
    private static final int[] PADDING = {0, 1, 2, 7, 16, 50};

    private RecurrenceBehaviour() {}

    static Stream<Case> cases(Backend backend) {
        return RecurrentCases.CELLS.stream()
                .flatMap(cell -> Stream.of(true, false).flatMap(reverse -> {
                    String name = cell + (reverse ? " in reverse" : "");
                    return Stream.of(
                            new Case("unrolled " + name, () -> checkUnrolled(cell, reverse, backend)),
                            new Case("padding of " + name, () -> checkPadding(cell, reverse, backend)),
                            new Case("sequences of padding alone, " + name, () -> checkEmpty(cell, reverse, backend)));
                }));
    }

    private static void checkUnrolled(Cell cell, boolean reverse, Backend backend) {
        List<Operand> operands =
                RecurrentCases.operands(cell, SIZES, Values.listed(0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0));
        Graph graph = new Graph();
        List<Node> nodes = nodes(graph, operands);
        Node fused = graph.add(new Recurrence(cell, reverse), nodes.toArray(Node[]::new));
        describe(graph, "", fused, nodes);
        describe(graph, UNROLLED, new UnrolledCell(cell, nodes).states(reverse), nodes);
        Map<String, double[]> feeds = feeds(operands);
        feeds.put(UPSTREAM, Values.between(-1, 1).of(fused.shape(), RandomKey.of(1)));
        ReferenceBackend definition = new ReferenceBackend();
        ReferenceProgram reference = definition.compile(graph, definition.initialize(graph, Trial.SEED), Trial.SEED);
        feeds.forEach(reference::feed);
        reference.run(0);
        Running running = Running.on(backend, graph);
        running.feed(feeds);
        running.program().run(0);
        graph.outputs().keySet().stream()
                .filter(output -> !output.startsWith(UNROLLED))
                .forEach(output -> {
                    double[] expected = reference.fetch(UNROLLED + output);
                    requireNear(output, expected, reference.fetch(output));
                    TOLERANCE.check(output, expected, running.fetch(output));
                });
    }

    private static void describe(Graph graph, String prefix, Node states, List<Node> operands) {
        graph.output(prefix + RESULT, states);
        List<Node> variables = new ArrayList<>(operands);
        variables.remove(Recurrent.MASK);
        List<Node> adjoints = Adjoints.of(states, graph.input(UPSTREAM, states.shape()), variables);
        for (int i = 0; i < adjoints.size(); i++) {
            graph.output(prefix + "gradient of " + variables.get(i).path(), adjoints.get(i));
        }
    }

    private static void requireNear(String output, double[] expected, double[] actual) {
        for (int i = 0; i < expected.length; i++) {
            Case.require(
                    Math.abs(actual[i] - expected[i]) <= EXACT * Math.max(1, Math.abs(expected[i])),
                    "%s[%d] is %s in float64, but unrolled %s".formatted(output, i, actual[i], expected[i]));
        }
    }

    /// However many steps of padding stand before and behind, whatever they hold, the states have the same bits.
    private static void checkPadding(Cell cell, boolean reverse, Backend backend) {
        float[] expected = states(cell, reverse, backend, 0, 0);
        for (int before : PADDING) {
            for (int behind : List.of(0, PADDING[PADDING.length - 1] - before, before / 2)) {
                float[] padded = states(cell, reverse, backend, before, behind);
                int steps = before + STEPS + behind;
                float[] there = new float[expected.length];
                for (int sequence = 0; sequence < cell.states() * BATCH; sequence++) {
                    System.arraycopy(
                            padded,
                            (sequence * steps + before) * UNITS,
                            there,
                            sequence * STEPS * UNITS,
                            STEPS * UNITS);
                }
                BackendContract.requireEqual(
                        "states with %d and %d steps of padding".formatted(before, behind), expected, there);
            }
        }
    }

    private static float[] states(Cell cell, boolean reverse, Backend backend, int before, int behind) {
        int steps = before + STEPS + behind;
        List<Operand> operands = RecurrentCases.operands(cell, new int[] {BATCH, steps, UNITS}, Values.listed(0));
        Map<String, double[]> feeds = feeds(operands);
        double[] x = Values.between(-1.5, 1.5).of(Shape.of(BATCH, STEPS, cell.gates() * UNITS), RandomKey.of(2));
        double[] padded = Objects.requireNonNull(feeds.get("operand 0"));
        double[] mask = Objects.requireNonNull(feeds.get("operand " + Recurrent.MASK));
        Arrays.fill(padded, Double.NaN);
        int width = cell.gates() * UNITS;
        for (int row = 0; row < BATCH; row++) {
            System.arraycopy(x, row * STEPS * width, padded, (row * steps + before) * width, STEPS * width);
            Arrays.fill(mask, row * steps + before, row * steps + before + STEPS, 1);
        }
        return run(cell, reverse, backend, operands, feeds);
    }

    /// Their states are the initial ones.
    private static void checkEmpty(Cell cell, boolean reverse, Backend backend) {
        List<Operand> operands = RecurrentCases.operands(cell, new int[] {BATCH, STEPS, UNITS}, Values.listed(0));
        Map<String, double[]> feeds = feeds(operands);
        Arrays.fill(Objects.requireNonNull(feeds.get("operand 0")), Double.NaN);
        float[] states = run(cell, reverse, backend, operands, feeds);
        double[] initial = Objects.requireNonNull(feeds.get("operand " + Recurrent.INITIAL));
        for (int i = 0; i < states.length; i++) {
            int place = i / (STEPS * UNITS) * UNITS + i % UNITS;
            Case.require(
                    states[i] == (float) initial[place],
                    "states[%d] is %s, but began with %s".formatted(i, states[i], initial[place]));
        }
    }

    private static float[] run(
            Cell cell, boolean reverse, Backend backend, List<Operand> operands, Map<String, double[]> feeds) {
        Graph graph = new Graph();
        graph.output(
                RESULT,
                graph.add(new Recurrence(cell, reverse), nodes(graph, operands).toArray(Node[]::new)));
        Running running = Running.on(backend, graph);
        running.feed(feeds);
        return running.run(0, RESULT);
    }

    private static List<Node> nodes(Graph graph, List<Operand> operands) {
        return IntStream.range(0, operands.size())
                .mapToObj(position -> graph.input(
                        "operand " + position, operands.get(position).shape()))
                .toList();
    }

    private static Map<String, double[]> feeds(List<Operand> operands) {
        Map<String, double[]> feeds = new LinkedHashMap<>();
        for (int position = 0; position < operands.size(); position++) {
            Operand operand = operands.get(position);
            feeds.put(
                    "operand " + position,
                    operand.values()
                            .of(operand.shape(), RandomKey.of(Trial.SEED).with(position)));
        }
        return feeds;
    }
}
