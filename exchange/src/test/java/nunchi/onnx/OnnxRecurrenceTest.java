package nunchi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.activation.Tanh;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.graph.op.Role;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Orthogonal;
import nunchi.layer.Bidirectional;
import nunchi.layer.Dense;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Gru;
import nunchi.layer.LastStep;
import nunchi.layer.Layer;
import nunchi.layer.Logits;
import nunchi.layer.Lstm;
import nunchi.layer.MaxOverTime;
import nunchi.layer.MeanOverTime;
import nunchi.layer.OneHot;
import nunchi.layer.RecurrentLayer.Convention;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Scope;
import nunchi.layer.SimpleRnn;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.Preprocessed;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// ONNX Runtime goes through sequences as Nunchi does.
class OnnxRecurrenceTest {
    private static final int STEPS = 4;
    private static final int SEQUENCES = 1 << STEPS;
    private static final Init INIT = new GlorotUniform();
    private static final Init RECURRENT = new Orthogonal();

    /// Every cell in both directions, and what can come after it.
    private static List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (boolean reverse : new boolean[] {false, true}) {
            for (Output output : Output.values()) {
                layers.add(new SimpleRnn(3, new Tanh(), INIT, RECURRENT, true, reverse, output, Convention.PYTORCH));
                layers.add(new SimpleRnn(3, new Relu(), INIT, RECURRENT, true, reverse, output, Convention.KERAS));
                layers.add(new Lstm(3, INIT, RECURRENT, true, 1, reverse, output, Convention.KERAS));
                layers.add(new Gru(3, INIT, RECURRENT, true, true, reverse, output, Convention.PYTORCH));
                layers.add(new Gru(3, INIT, RECURRENT, false, false, reverse, output, Convention.KERAS));
            }
        }
        layers.add(new Bidirectional(new Lstm(3, Output.SEQUENCE)));
        layers.add(new Bidirectional(new Gru(3), Bidirectional.Merge.SUM));
        return layers;
    }

    private static Layer ofTokens(Layer... layers) {
        List<Layer> all = new ArrayList<>(List.of(new Embedding(2, 5)));
        all.addAll(List.of(layers));
        return new Preprocessed(List.of(), all);
    }

    /// Every way in which steps of a sequence can be padding, among them no step that is there.
    private static float[] everyPadding() {
        float[] tokens = new float[SEQUENCES * STEPS];
        for (int i = 0; i < tokens.length; i++) {
            int there = i / STEPS >> i % STEPS & 1;
            tokens[i] = there * (1 + (i * 7 + i / STEPS) % 4);
        }
        return tokens;
    }

    @TestFactory
    Stream<DynamicTest> paddingHasNoEffectWhereverItStands() {
        return layers().stream()
                .map(layer -> DynamicTest.dynamicTest(
                        layer.toString(),
                        () -> new Agreement(ofTokens(layer), Shape.of(STEPS), new MeanSquaredError())
                                .check(SEQUENCES, everyPadding())));
    }

    @TestFactory
    Stream<DynamicTest> whatReducesTheStepsLeavesPaddingOut() {
        return Stream.<Layer>of(new LastStep(), new MeanOverTime(), new MaxOverTime())
                .map(layer -> DynamicTest.dynamicTest(
                        layer.name(),
                        () -> new Agreement(
                                        ofTokens(new Lstm(3, Output.SEQUENCE), layer),
                                        Shape.of(STEPS),
                                        new MeanSquaredError())
                                .check(SEQUENCES, everyPadding())));
    }

    @Test
    void layersOneAfterTheOther() {
        Layer model = ofTokens(
                new Bidirectional(new Lstm(7, Output.SEQUENCE)),
                new Gru(6, Output.SEQUENCE),
                new SimpleRnn(5, Output.SEQUENCE),
                new MeanOverTime(),
                new Dense(3));
        new Agreement(model, Shape.of(STEPS), new SoftmaxCrossEntropy()).check(SEQUENCES, everyPadding());
    }

    /// States, the last states and, of an LSTM, its last cell states are read.
    @TestFactory
    Stream<DynamicTest> decodersBeginWithTheLastStates() {
        Layer lstm = new Lstm(3, Output.SEQUENCE);
        Layer gru = new Gru(6, Output.SEQUENCE);
        return Stream.of(
                        List.of(lstm, lstm),
                        List.of(new Lstm(3), lstm),
                        List.of(new Bidirectional(new Gru(3, Output.SEQUENCE)), gru),
                        List.of(new Lstm(3, INIT, RECURRENT, true, 1, true, Output.SEQUENCE, Convention.KERAS), lstm))
                .map(layers -> DynamicTest.dynamicTest(
                        layers.toString(),
                        () -> new Agreement(
                                        new EncoderDecoder(
                                                List.of(new Embedding(2, 5), layers.getFirst()),
                                                List.of(new Embedding(2, 5), layers.getLast(), new Logits(5)),
                                                3),
                                        Shape.of(STEPS),
                                        new MeanSquaredError(),
                                        5)
                                .check(SEQUENCES, everyPadding())));
    }

    @Test
    void numbersAsIndicatorVectors() {
        Layer model = new Preprocessed(List.of(), List.of(new OneHot(5), new Lstm(4), new Dense(2)));
        new Agreement(model, Shape.of(STEPS), new SoftmaxCrossEntropy()).check(SEQUENCES, everyPadding());
    }

    /// The sum of inputs and weight is the operator's own, and the last state is not cut out of all states.
    @Test
    void aLayerIsOneOperator() {
        Layer model = new Preprocessed(List.of(), List.of(new Lstm(3, Output.SEQUENCE), new Gru(4)));
        assertThat(count(model, "LSTM")).isEqualTo(1);
        assertThat(count(model, "GRU")).isEqualTo(1);
        assertThat(count(model, "Gemm")).isZero();
        assertThat(count(model, "Slice")).isZero();
        assertThat(count(model, "TopK")).isZero();
    }

    private static long count(Layer model, String operator) {
        byte[] file = new Agreement(model, Shape.of(STEPS, 2), new MeanSquaredError()).file(Map.of());
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.split("\"" + (char) operator.length() + operator, -1).length - 1;
    }

    /// Inputs and initial states that are computed, and all states.
    private static Layer own(Cell cell, boolean reverse, boolean padded) {
        return (Scope scope, Node x) -> {
            int units = x.shape().last() / cell.gates();
            Shape weight = Shape.of(units, x.shape().last());
            Shape first = Shape.of(1, x.shape().extent(0), 1, units);
            Node initial = scope.graph()
                    .add(
                            new Slice(List.of(0, 0, 0, 0), first),
                            x.reshape(Shape.of(
                                    1,
                                    x.shape().extent(0),
                                    x.shape().extent(1),
                                    x.shape().last())));
            Shape places = Shape.of(x.shape().extent(0), x.shape().extent(1));
            Node whole = initial.reshape(Shape.of(1, x.shape().extent(0), units))
                    .broadcastTo(Shape.of(cell.states(), x.shape().extent(0), units));
            Node there = x.sum(2).reshape(places).greater(scope.graph().constant(0));
            Node mask = padded ? there : scope.graph().constant(1).broadcastTo(places);
            return scope.graph()
                    .add(
                            new Recurrence(cell, reverse),
                            x,
                            scope.weight("recurrentWeight", weight, RECURRENT, Role.KERNEL),
                            whole,
                            mask);
        };
    }

    private static Layer hidden(Layer states) {
        return (scope, x) -> {
            Node all = states.build(scope, x);
            return scope.graph()
                    .add(new Slice(List.of(0, 0, 0, 0), all.shape().with(0, 1)), all)
                    .reshape(all.shape().example());
        };
    }

    @TestFactory
    Stream<DynamicTest> initialStates() {
        return Stream.of(new Cell.SimpleRnn(Cell.Squash.SIGMOID), new Cell.Lstm(), new Cell.Gru(false))
                .flatMap(cell -> Stream.of(false, true)
                        .flatMap(reverse -> Stream.of(false, true)
                                .map(padded -> DynamicTest.dynamicTest(
                                        cell + ", reverse " + reverse + ", padded " + padded,
                                        () -> new Agreement(
                                                        hidden(own(cell, reverse, padded)),
                                                        Shape.of(3, 12),
                                                        new MeanSquaredError())
                                                .check()))));
    }

    @Test
    void theCellStatesOfAllStepsAreRefused() {
        Agreement agreement =
                new Agreement(own(new Cell.Lstm(), false, false), Shape.of(3, 12), new MeanSquaredError());
        assertThatThrownBy(() -> agreement.file(Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be exported to ONNX: ONNX's LSTM does not give the cell state");
    }

    @Test
    void aComputedRecurrentWeightIsRefused() {
        Layer model = (scope, x) -> {
            Node weight = scope.weight("recurrentWeight", Shape.of(2, 2), RECURRENT, Role.KERNEL);
            Node zero =
                    scope.graph().constant(0).broadcastTo(Shape.of(1, x.shape().extent(0), 2));
            Node all = scope.graph().constant(1).broadcastTo(Shape.of(x.shape().extent(0), 3));
            Recurrence simple = new Recurrence(new Cell.SimpleRnn(Cell.Squash.TANH), false);
            return scope.graph().add(simple, x, weight.times(2), zero, all);
        };
        Agreement agreement = new Agreement(model, Shape.of(3, 2), new MeanSquaredError());
        assertThatThrownBy(() -> agreement.file(Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("its recurrent weight is computed");
    }
}
