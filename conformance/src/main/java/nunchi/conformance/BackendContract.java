package nunchi.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.init.Constant;
import nunchi.init.Normal;
import nunchi.reference.ReferenceBackend;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// What every backend promises beside its numbers: how weights begin and are shared, how values are fed and fetched,
/// when updates take effect, what randomness gives.
public final class BackendContract {
    private static final Shape FIVE = Shape.of(5);
    private static final String RESULT = "result";

    private BackendContract() {}

    /// All of the checks below.
    public static Stream<Case> cases(Backend backend) {
        return Stream.of(
                new Case("initial weights are the reference's", () -> checkInitialWeights(backend)),
                new Case(
                        "weights are read as copies and written by value",
                        () -> checkReadingAndWritingWeights(backend)),
                new Case("a weight of another shape is refused", () -> checkShapeOfWrittenWeight(backend)),
                new Case("unknown names are refused with those there are", () -> checkUnknownNames(backend)),
                new Case("what is fed stays until fed anew", () -> checkFeedingPersists(backend)),
                new Case("arrays may be longer than inputs and outputs", () -> checkLongerArrays(backend)),
                new Case("updates take effect together", () -> checkUpdatesTakeEffectTogether(backend)),
                new Case(
                        "an output shows a weight as it was before the update",
                        () -> checkOutputOfAnUpdatedWeight(backend)),
                new Case("a weight can be updated with another value's array", () -> checkUpdateWithInput(backend)),
                new Case("programs over the same weights share them", () -> checkSharedWeights(backend)),
                new Case("programs do not disturb each other", () -> checkTwoProgramsAtOnce(backend)),
                new Case("step values follow the step", () -> checkStepValues(backend)),
                new Case("random numbers are the reference's", () -> checkRandomNumbers(backend)));
    }

    /// For every training case's graph: names in the graph's order, descriptions, and values to the last bit.
    public static void checkInitialWeights(Backend backend) {
        for (TrainingCase training :
                TrainingCases.all().stream().skip(100).limit(200).toList()) {
            Graph graph = training.training();
            Weights expected = new ReferenceBackend().initialize(graph, 7);
            Weights actual = backend.initialize(graph, 7);
            Case.require(
                    List.copyOf(actual.names()).equals(List.copyOf(expected.names())),
                    "names are %s, expected %s".formatted(actual.names(), expected.names()));
            for (String name : expected.names()) {
                Case.require(
                        actual.description(name).equals(expected.description(name)),
                        "weight %s is described as %s".formatted(name, actual.description(name)));
                requireEqual(
                        "weight " + name,
                        expected.get(name).values(),
                        actual.get(name).values());
            }
        }
    }

    /// A weight that was set is read back, and what was read stays as it is when a step changes the weight.
    public static void checkReadingAndWritingWeights(Backend backend) {
        Running running = Running.on(backend, decaying());
        float[] before = running.weight("w");
        running.weight("w")[0] = 100;
        requireEqual("a weight after its copy was changed", before, running.weight("w"));
        float[] given = {1, 2, 3, 4, 5};
        running.weights().set("w", new Tensor(FIVE, given));
        given[0] = 100;
        requireEqual(
                "a weight after the array it was set from was changed",
                new float[] {1, 2, 3, 4, 5},
                running.weight("w"));
        running.program().run(0);
        requireEqual(
                "a weight set by hand, after a step that halves it",
                new float[] {0.5f, 1, 1.5f, 2, 2.5f},
                running.weight("w"));
    }

    /// A value of another shape is refused, and the weight stays as it is.
    public static void checkShapeOfWrittenWeight(Backend backend) {
        Running running = Running.on(backend, decaying());
        try {
            running.weights().set("w", Tensor.zeros(Shape.of(6)));
        } catch (InvalidRequestException expected) {
            return;
        }
        throw new AssertionError("weight w [5] took values of shape [6]");
    }

    /// No name that the graph does not have is fed, fetched, read, written or described.
    public static void checkUnknownNames(Backend backend) {
        Graph graph = decaying();
        graph.output(RESULT, graph.input("a", FIVE));
        Running running = Running.on(backend, graph);
        requireRefusal("Known: a", () -> running.program().feed("b", filled(1)));
        requireRefusal("Known: result", () -> running.program().fetch("results", filled(0)));
        requireRefusal("Known: w", () -> running.weights().get("v"));
        requireRefusal("Known: w", () -> running.weights().set("v", Tensor.zeros(FIVE)));
        requireRefusal("Known: w", () -> running.weights().description("v"));
    }

    private static void requireRefusal(String words, Runnable request) {
        try {
            request.run();
        } catch (InvalidRequestException refused) {
            Case.require(
                    refused.getMessage().contains(words),
                    "'%s' does not say '%s'".formatted(refused.getMessage(), words));
            return;
        }
        throw new AssertionError("an unknown name was taken where it should say '%s'".formatted(words));
    }

    /// An input keeps what it was fed until it is fed anew, whatever becomes of the array it was fed from.
    public static void checkFeedingPersists(Backend backend) {
        Graph graph = new Graph();
        graph.output(RESULT, graph.input("a", FIVE).plus(graph.input("b", FIVE)));
        Running running = Running.on(backend, graph);
        float[] a = {1, 2, 3, 4, 5};
        running.program().feed("a", a);
        running.program().feed("b", new float[] {10, 10, 10, 10, 10});
        a[0] = 100;
        requireEqual("a + b", new float[] {11, 12, 13, 14, 15}, running.run(0, RESULT));
        requireEqual("a + b of the second run", new float[] {11, 12, 13, 14, 15}, running.run(1, RESULT));
        running.program().feed("b", new float[] {20, 20, 20, 20, 20});
        requireEqual("a + b with only b fed anew", new float[] {21, 22, 23, 24, 25}, running.run(2, RESULT));
    }

    /// Arrays that are longer than a value are read and written in front alone.
    public static void checkLongerArrays(Backend backend) {
        Graph graph = new Graph();
        graph.output(RESULT, graph.input("a", FIVE).negate());
        Running running = Running.on(backend, graph);
        running.program().feed("a", new float[] {1, 2, 3, 4, 5, 6, 7});
        running.program().run(0);
        float[] into = {9, 9, 9, 9, 9, 9, 9};
        running.program().fetch(RESULT, into);
        requireEqual("an array of 7 for an output of 5", new float[] {-1, -2, -3, -4, -5, 9, 9}, into);
    }

    /// Two weights are exchanged and a third takes the old value of the first.
    public static void checkUpdatesTakeEffectTogether(Backend backend) {
        Graph graph = new Graph();
        Node a = graph.weight(Running.stored("a", FIVE, new Constant(1)));
        Node b = graph.weight(Running.stored("b", FIVE, new Constant(2)));
        Node c = graph.weight(Running.stored("c", FIVE, new Constant(3)));
        graph.update(a, b);
        graph.update(b, a);
        graph.update(c, c.plus(a));
        Running running = Running.on(backend, graph);
        running.program().run(0);
        requireEqual("a after a ← b", filled(2), running.weight("a"));
        requireEqual("b after b ← a", filled(1), running.weight("b"));
        requireEqual("c after c ← c + a", filled(4), running.weight("c"));
        running.program().run(1);
        requireEqual("a after the second exchange", filled(1), running.weight("a"));
        requireEqual("c after the second step", filled(6), running.weight("c"));
    }

    /// An output that is a weight, or made of one, has the value from before the step's update, though the update may
    /// be made in place.
    public static void checkOutputOfAnUpdatedWeight(Backend backend) {
        Graph graph = decaying();
        Node weight = Objects.requireNonNull(graph.weights().get("w"));
        graph.output("weight", weight);
        graph.output("copy", weight.reshape(Shape.of(5, 1)));
        graph.output("twice", weight.plus(weight));
        Running running = Running.on(backend, graph);
        running.weights().set("w", new Tensor(FIVE, filled(8)));
        requireEqual("the output of a weight", filled(8), running.run(0, "weight"));
        requireEqual("the output of a reshaped weight", filled(8), running.fetch("copy"));
        requireEqual("the output of twice a weight", filled(16), running.fetch("twice"));
        requireEqual("the weight itself", filled(4), running.weight("w"));
        requireEqual("the output of the second step", filled(4), running.run(1, "weight"));
    }

    /// The weight keeps what the input was, whatever is fed later.
    public static void checkUpdateWithInput(Backend backend) {
        Graph graph = new Graph();
        Node fed = graph.input("a", FIVE);
        graph.update(graph.weight(Running.stored("w", FIVE, new Constant(0))), fed);
        graph.output(RESULT, fed);
        Running running = Running.on(backend, graph);
        running.program().feed("a", filled(3));
        running.program().run(0);
        running.program().feed("a", filled(4));
        requireEqual("a weight updated with an input, after the input was fed anew", filled(3), running.weight("w"));
    }

    /// Two programs over the same weights: what one updates the other reads.
    public static void checkSharedWeights(Backend backend) {
        Graph reading = new Graph();
        reading.output(
                RESULT, reading.weight(Running.stored("w", FIVE, new Normal())).times(10));
        Running training = Running.on(backend, decaying());
        Running evaluating =
                new Running(reading, training.weights(), backend.compile(reading, training.weights(), Trial.SEED));
        training.weights().set("w", new Tensor(FIVE, filled(8)));
        requireEqual("10·w before a step", filled(80), evaluating.run(0, RESULT));
        training.program().run(0);
        requireEqual("10·w after a step of the other program", filled(40), evaluating.run(0, RESULT));
    }

    /// Memory planned for one program is not another's.
    public static void checkTwoProgramsAtOnce(Backend backend) {
        TrainingCase small = TrainingCases.all().getFirst();
        Running alone = Running.on(backend, small.training());
        Running first = Running.on(backend, small.training());
        Running second = Running.on(backend, TrainingCases.all().getLast().training());
        for (int step = 0; step < 3; step++) {
            alone.feed(small.feeds(step));
            alone.program().run(step);
        }
        for (int step = 0; step < 3; step++) {
            first.feed(small.feeds(step));
            second.feed(TrainingCases.all().getLast().feeds(step));
            second.program().run(step);
            first.program().run(step);
        }
        for (String name : alone.weights().names()) {
            requireEqual("weight " + name + " trained beside another program", alone.weight(name), first.weight(name));
        }
    }

    /// A number that depends on the step alone is that of the step asked for, in any order and beyond 2³¹.
    public static void checkStepValues(Backend backend) {
        Graph graph = new Graph();
        graph.output(RESULT, graph.stepValue("rate", step -> 1.0 / (step + 1)).times(graph.input("a", FIVE)));
        Running running = Running.on(backend, graph);
        running.program().feed("a", filled(1));
        for (long step : new long[] {0, 1, 7, 3, 999, 3_000_000_000L}) {
            requireEqual(
                    "1 / (step + 1) at step " + step, filled((float) (1.0 / (step + 1))), running.run(step, RESULT));
        }
    }

    /// For several seeds, purposes, steps and sizes, to the last bit.
    public static void checkRandomNumbers(Backend backend) {
        for (long seed : new long[] {0, 1, -5, 1L << 40}) {
            Graph graph = new Graph();
            graph.output("short", graph.add(new RandomUniform("0.dropout", FIVE)));
            graph.output("long", graph.add(new RandomUniform("0.dropout", Shape.of(33, 67))));
            graph.output("other", graph.add(new RandomUniform("1.dropout", Shape.of(33, 67))));
            Running expected = Running.on(new ReferenceBackend(), graph, seed);
            Running actual = Running.on(backend, graph, seed);
            for (long step : new long[] {0, 1, 1000, 1L << 33}) {
                for (String output : Map.copyOf(graph.outputs()).keySet()) {
                    requireEqual(
                            "random numbers '%s' of seed %d, step %d".formatted(output, seed, step),
                            expected.run(step, output),
                            actual.run(step, output));
                }
            }
        }
    }

    /// `w ← w / 2`.
    private static Graph decaying() {
        Graph graph = new Graph();
        Node weight = graph.weight(Running.stored("w", FIVE, new Normal()));
        graph.update(weight, weight.times(0.5));
        return graph;
    }

    private static float[] filled(float value) {
        float[] values = new float[FIVE.size()];
        Arrays.fill(values, value);
        return values;
    }

    static void requireEqual(String what, float[] expected, float[] actual) {
        int difference = Arrays.mismatch(expected, actual);
        if (difference >= 0) {
            throw new AssertionError("%s: value %d is %s, expected %s"
                    .formatted(what, difference, actual[difference], expected[difference]));
        }
    }
}
