package nunchi.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.SimpleRnn;
import nunchi.loss.MeanSquaredError;
import nunchi.network.Network;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.step.Element.Slope;
import nunchi.step.Expansion.Form;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SteppedExampleTest {
    private static final int ELEMENTS = 5;
    private static final double BOUND = 1e-6;
    private static final double SMALLEST_SCALE = 1e-3;

    private static IntStream elements(Step step, SteppedExample example) {
        int size = example.value(step.number()).length;
        return IntStream.of(RandomKey.of(step.number()).permutation(size)).limit(ELEMENTS);
    }

    @ParameterizedTest
    @MethodSource("nunchi.step.SteppedCase#all")
    void everyGradientIsTheCentralDifference(SteppedCase model) {
        SteppedExample example = model.stepped();
        int compared = 0;
        for (Step step : example.steps()) {
            double[] gradient = example.gradient(step.number()).orElse(new double[0]);
            assertThat(gradient.length > 0).isEqualTo(step.differentiated());
            if (!step.differentiated()) {
                continue;
            }
            double scale = IntStream.range(0, gradient.length)
                    .mapToDouble(i -> Math.abs(gradient[i]))
                    .max()
                    .orElseThrow();
            for (int index : elements(step, example).toArray()) {
                Slope slope = example.element(step.number(), index).slope();
                assertThat(slope.gradient()).isEqualTo(gradient[index]);
                assertThat(slope.difference())
                        .as("%s[%d], %s", step.place(), index, step.notation().formula())
                        .isCloseTo(slope.gradient(), within(BOUND * Math.max(scale, SMALLEST_SCALE)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("nunchi.step.SteppedCase#all")
    void theTermsOfEveryValueAndEveryGradientGiveIt(SteppedCase model) {
        SteppedExample example = model.stepped();
        for (Step step : example.steps()) {
            for (int index : elements(step, example).toArray()) {
                Element element = example.element(step.number(), index);
                assertThat(element.value()).isEqualTo(example.value(step.number())[index]);
                requireSum(element.forward(), element.value(), step + " forward", index);
                if (element.backward() != null) {
                    requireSum(element.backward(), element.slope().gradient(), step + " backward", index);
                }
            }
        }
    }

    private static void requireSum(Expansion expansion, double expected, String what, int index) {
        assertThat(expansion.result()).isEqualTo(expected);
        double sum = expansion.terms().stream().mapToDouble(Term::value).sum() + expansion.rest();
        double scale = expansion.terms().stream()
                .mapToDouble(term -> Math.abs(term.value()))
                .sum();
        switch (expansion.form()) {
            case SUM -> assertThat(sum).as(what).isCloseTo(expected, within(1e-12 * Math.max(1, scale)));
            case MAXIMUM ->
                assertThat(expansion.terms().stream()
                                .mapToDouble(Term::value)
                                .max()
                                .orElseThrow())
                        .isEqualTo(expected);
            case SOFTMAX ->
                assertThat(expansion
                                        .terms()
                                        .get(index % expansion.terms().size())
                                        .value()
                                / sum)
                        .isCloseTo(expected, within(1e-12));
            case WHOLE -> assertThat(expansion.operands()).isEmpty();
        }
    }

    @Test
    void aWindowReadsThePixelsUnderIt() {
        SteppedExample example = new SteppedCase(
                        "one", Shape.of(7, 7, 2), new Conv2d(3, 3, new Relu()), new Flatten(), new Dense(2))
                .stepped();
        Step convolution = example.steps().stream()
                .filter(step -> step.place().name().equals("convolution"))
                .findFirst()
                .orElseThrow();
        assertThat(convolution.place().layer()).isEqualTo("0.conv2d");
        assertThat(convolution.notation().formula()).isEqualTo("y[n,i,j,k] = Σ x[n, i + u, j + v, c] · w[u,v,c,k]");
        Expansion forward = example.element(convolution.number(), Coordinates.index(convolution.shape(), 0, 2, 4, 1))
                .forward();
        assertThat(forward.terms()).hasSize(18);
        assertThat(forward.operands().getFirst().from()).containsExactly(0, 2, 4, 0);
        assertThat(forward.operands().getFirst().to()).containsExactly(0, 4, 6, 1);
        assertThat(forward.operands().getLast().from()).containsExactly(0, 0, 0, 1);
        assertThat(forward.operands().getLast().to()).containsExactly(2, 2, 1, 1);
    }

    @Test
    void theLargestTermsOfALongSumAreShownAndTheRestIsOneNumber() {
        SteppedExample example = new SteppedCase("long", Shape.of(200), new Dense(2)).stepped();
        Step product = example.steps().stream()
                .filter(step -> step.place().name().equals("matmul"))
                .findFirst()
                .orElseThrow();
        Expansion forward = example.element(product.number(), 1).forward();
        assertThat(forward.terms()).hasSize(64);
        assertThat(forward.others()).isEqualTo(136);
        double[] x = example.value(product.operands().get(0));
        double[] w = example.value(product.operands().get(1));
        double[] terms =
                IntStream.range(0, 200).mapToDouble(k -> x[k] * w[2 * k + 1]).toArray();
        double least = forward.terms().stream()
                .mapToDouble(term -> Math.abs(term.value()))
                .min()
                .orElseThrow();
        assertThat(IntStream.range(0, 200)
                        .filter(k -> Math.abs(terms[k]) >= least)
                        .count())
                .isEqualTo(64);
    }

    @Test
    void aRecurrentLayerIsShownStepByStepOfTheSequence() {
        for (Layer layer : List.of(new Lstm(3), new Gru(3), new SimpleRnn(3))) {
            List<Step> steps = new SteppedCase("steps", Shape.of(4, 3), layer, new Dense(2))
                    .stepped()
                    .steps();
            for (int time = 0; time < 4; time++) {
                int each = time;
                assertThat(steps.stream()
                                .filter(step -> step.place().time() != null
                                        && step.place().time() == each))
                        .hasSizeGreaterThan(3)
                        .allMatch(step -> step.place().layer().startsWith("0."));
            }
            assertThat(steps.stream().filter(step -> step.place().name().equals("weight")))
                    .allMatch(step -> step.place().time() == null);
        }
    }

    @Test
    void theGatesOfAStepHaveTheirNames() {
        assertThat(gates(new Lstm(3)))
                .containsExactly(
                        "sigmoid, input gate i",
                        "sigmoid, forget gate f",
                        "tanh, candidate g",
                        "sigmoid, output gate o",
                        "tanh");
        assertThat(gates(new Gru(3)))
                .containsExactly("sigmoid, update gate z", "sigmoid, reset gate r", "tanh, candidate g");
        assertThat(gates(new SimpleRnn(3))).containsExactly("tanh");
    }

    private static List<String> gates(Layer layer) {
        return new SteppedCase("gates", Shape.of(4, 3), layer, new Dense(2))
                .stepped().steps().stream()
                        .filter(step -> Objects.equals(step.place().time(), 2))
                        .map(step -> step.place().name())
                        .filter(name -> name.startsWith("sigmoid") || name.startsWith("tanh"))
                        .toList();
    }

    @Test
    void aLongSequenceIsOneOpWithItsStates() {
        SteppedExample example = new SteppedCase("long", Shape.of(200, 2), new Lstm(2), new Dense(2)).stepped();
        Step whole = example.steps().stream()
                .filter(step -> step.place().name().equals("recurrence"))
                .findFirst()
                .orElseThrow();
        assertThat(whole.shape()).isEqualTo(Shape.of(2, 1, 200, 2));
        Element last = example.element(whole.number(), 199 * 2);
        assertThat(last.forward().form()).isEqualTo(Form.WHOLE);
        assertThat(last.slope().difference()).isCloseTo(last.slope().gradient(), within(1e-9));
        assertThat(last.slope().gradient()).isNotZero();
    }

    @Test
    void aKinkIsSaid() {
        SteppedGraph graph = SteppedGraph.of(new SteppedCase(
                        "kink", Shape.of(1), Shape.of(1), new MeanSquaredError(), false, new Dense(1, new Relu()))
                .network());
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights weights = backend.initialize(graph.graph(), 1);
        weights.exact("0.dense/weight")[0] = 1;
        ReferenceProgram program = backend.compile(graph.graph(), weights, 0);
        program.feed(Network.EXAMPLES, new double[] {0});
        program.feed(Network.TARGETS, new double[] {1});
        program.run(0);
        Slope slope = new SteppedExample(graph, program).element(0, 0).slope();
        assertThat(slope.kinked()).isTrue();
        assertThat(slope.gradient()).isZero();
        assertThat(slope.difference()).isCloseTo(-1, within(1e-4));
        assertThat(slope.relativeDifference()).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeOrNotThereIsRefused() {
        SteppedCase large =
                new SteppedCase("large", Shape.of(64, 64, 64), new Conv2d(64, 3), new Flatten(), new Dense(2));
        assertThatThrownBy(() -> SteppedGraph.of(large.network()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("operations can be stepped through");
        SteppedExample small = new SteppedCase("small", Shape.of(2), new Dense(2)).stepped();
        assertThatThrownBy(() -> small.element(99, 0)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> small.element(0, 2)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> small.value(-1)).isInstanceOf(InvalidRequestException.class);
    }
}
