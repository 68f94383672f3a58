package nunchi.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Subset;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.inspect.StatesOverTime.CellStates;
import nunchi.interchange.Activations;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesOverTimeTest {
    private static final int ROWS = 3;
    private static final int UNITS = 5;

    /// @param layers that end with one state per sequence
    private static Experiment adding(String layers) {
        return new ExperimentFile().parse("""
                name: states
                data: {name: adding-50, limit: {train: 40, test: 5}}
                model: [%s, {dense: {units: 1}}]
                loss: meanSquaredError
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 1}
                """.formatted(layers));
    }

    private static Dataset rows() {
        Dataset test = DataCatalogue.standard().load("adding-50").test();
        return new Subset(test, IntStream.range(0, ROWS).toArray());
    }

    private static StatesOverTime states(Experiment experiment, Trained trained) {
        try (Backend backend = Backends.fastest(1)) {
            return StatesOverTime.of(experiment, trained.weights().tensors(), rows(), backend);
        }
    }

    private static Trained trained(Experiment experiment) {
        return Trainer.train(experiment, DataCatalogue.standard().load("adding-50"));
    }

    private static float[] values(CellStates layer, String name) {
        Tensor tensor = layer.values().get(name);
        assertThat(tensor.shape()).isEqualTo(Shape.of(ROWS, 50, UNITS));
        return tensor.values();
    }

    /// The step before in reading order is the next place of the sequence where it is read backwards.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theStatesOfAnLstmFollowFromItsGates(boolean reverse) {
        Experiment experiment = adding("{lstm: {units: 5, reverse: %s}}".formatted(reverse));
        CellStates layer = states(experiment, trained(experiment)).layers().getFirst();

        assertThat(layer.path()).isEqualTo("0.lstm");
        assertThat(layer.reverse()).isEqualTo(reverse);
        assertThat(layer.values().keySet()).containsExactly("h", "c", "i", "f", "candidate", "o");
        float[] h = values(layer, "h");
        float[] c = values(layer, "c");
        for (int at = 0; at < h.length; at++) {
            int step = at / UNITS % 50;
            boolean first = step == (reverse ? 49 : 0);
            double before = first ? 0 : c[reverse ? at + UNITS : at - UNITS];
            double cell = values(layer, "f")[at] * before + values(layer, "i")[at] * values(layer, "candidate")[at];
            assertThat((double) c[at]).isCloseTo(cell, within(1e-6));
            assertThat((double) h[at]).isCloseTo(values(layer, "o")[at] * Math.tanh(cell), within(1e-6));
        }
    }

    @Test
    void theStateOfAGruFollowsFromItsGates() {
        Experiment experiment = adding("{gru: {units: 5}}");
        CellStates layer = states(experiment, trained(experiment)).layers().getFirst();

        assertThat(layer.values().keySet()).containsExactly("h", "z", "r", "candidate");
        float[] h = values(layer, "h");
        for (int at = 0; at < h.length; at++) {
            double before = at / UNITS % 50 == 0 ? 0 : h[at - UNITS];
            double z = values(layer, "z")[at];
            double expected = z * before + (1 - z) * values(layer, "candidate")[at];
            assertThat((double) h[at]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void theStatesOfALayerAreItsOutputAndTheExamplesItsInput() {
        Experiment experiment =
                adding("{bidirectional: {simpleRnn: {units: 5, output: sequence}}}, {simpleRnn: {units: 5}}");
        Trained trained = trained(experiment);
        StatesOverTime states = states(experiment, trained);
        Dataset rows = rows();

        assertThat(states.layers().stream().map(CellStates::path))
                .containsExactly("0.bidirectional/forward", "0.bidirectional/backward", "1.simpleRnn");
        assertThat(states.layers())
                .allMatch(layer -> List.copyOf(layer.values().keySet()).equals(List.of("h")));
        Tensor both = output(experiment, trained, "0.bidirectional");
        Tensor last = output(experiment, trained, "1.simpleRnn");
        for (int place = 0; place < ROWS * 50; place++) {
            for (int unit = 0; unit < UNITS; unit++) {
                assertThat(both.values()[place * 2 * UNITS + unit])
                        .isEqualTo(values(states.layers().get(0), "h")[place * UNITS + unit]);
                assertThat(both.values()[place * 2 * UNITS + UNITS + unit])
                        .isEqualTo(values(states.layers().get(1), "h")[place * UNITS + unit]);
            }
        }
        for (int row = 0; row < ROWS; row++) {
            assertThat(last.values()[row * UNITS])
                    .isEqualTo(values(states.layers().get(2), "h")[(row * 50 + 49) * UNITS]);
        }
        assertThat(states.input().shape()).isEqualTo(Shape.of(ROWS, 50, 2));
        assertThat(states.input().values()).containsExactly(joined(rows));
        assertThat(states.predictions().values())
                .containsExactly(output(experiment, trained, "2.dense").values());
    }

    private static Tensor output(Experiment experiment, Trained trained, String layer) {
        try (Backend backend = Backends.fastest(1)) {
            return new Activations(experiment.layers(), trained.weights().tensors()).of(rows(), layer, backend);
        }
    }

    private static float[] joined(Dataset rows) {
        float[] all = new float[ROWS * 100];
        IntStream.range(0, ROWS).forEach(row -> rows.example(row, all, row * 100));
        return all;
    }

    /// Rows of an image are steps after a reshape: the layer's own input.
    @Test
    void examplesThatAreShapedAnewAreShownAsTheyAreRead() {
        Experiment experiment = new ExperimentFile().parse("""
                name: rows
                data: {name: digits, test: {random: 0.2}, preprocess: [{scale: 16}, {reshape: [8, 8]}]}
                model: [{gru: {units: 5}}, {dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.01}}
                train: {epochs: 1}
                """);
        Dataset digits = DataCatalogue.standard().load("digits").train();
        Trained trained = Trainer.train(experiment, DataCatalogue.standard().load("digits"));
        Dataset rows = new Subset(digits, new int[] {4});
        try (Backend backend = Backends.fastest(1)) {
            StatesOverTime states =
                    StatesOverTime.of(experiment, trained.weights().tensors(), rows, backend);
            assertThat(states.input().shape()).isEqualTo(Shape.of(1, 8, 8));
            for (int i = 0; i < 64; i++) {
                assertThat(states.input().values()[i]).isEqualTo(rows.example(0)[i] / 16);
            }
            assertThat(states.predictions().shape()).isEqualTo(Shape.of(1, 10));
        }
    }
}
