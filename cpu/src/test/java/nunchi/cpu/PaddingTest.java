package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.activation.Tanh;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.layer.Bidirectional;
import nunchi.layer.Dense;
import nunchi.layer.Embedding;
import nunchi.layer.Gru;
import nunchi.layer.LastStep;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.MaxOverTime;
import nunchi.layer.MeanOverTime;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a model makes of a sequence does not depend on its padding: from 0 to 50 more steps, before or behind, change
/// no bit.
class PaddingTest {
    private static final int[] TOKENS = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    private static final int MOST = 50;

    static Stream<Layer> layers() {
        return Stream.of(
                        new MeanOverTime(),
                        new MaxOverTime(),
                        new LastStep(),
                        new SimpleRnn(9),
                        new Lstm(9),
                        new Lstm(9, Output.MAX),
                        new Gru(9, Output.MEAN),
                        new Gru(9).reversed(),
                        new Bidirectional(new Lstm(9)),
                        new Sequential(new Bidirectional(new Gru(9, Output.SEQUENCE)), new LastStep()))
                .map(reduced ->
                        new Sequential(List.of(new Embedding(7, 10), new Dense(5, new Tanh()), reduced, new Dense(3))));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void paddingChangesNoBit(Layer model) {
        float[] alone = output(model, 0, 0);
        for (int more = 1; more <= MOST; more += 7) {
            assertThat(output(model, 0, more)).as(more + " steps behind").containsExactly(alone);
            assertThat(output(model, more, 0)).as(more + " steps before").containsExactly(alone);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void paddingAloneIsFinite(Layer model) {
        for (float value : run(model, new float[MOST])) {
            assertThat(value).isFinite();
        }
    }

    private static float[] output(Layer model, int before, int behind) {
        float[] ids = new float[before + TOKENS.length + behind];
        for (int i = 0; i < TOKENS.length; i++) {
            ids[before + i] = TOKENS[i];
        }
        return run(model, ids);
    }

    private static float[] run(Layer model, float[] ids) {
        Graph graph = new Graph();
        graph.output("y", model.build(Scope.inference(graph), graph.input("x", Shape.of(1, ids.length))));
        float[] y = new float
                [Objects.requireNonNull(graph.outputs().get("y")).shape().size()];
        try (Backend backend = Backends.fastest(2)) {
            Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
            program.feed("x", ids);
            program.run(0);
            program.fetch("y", y);
        }
        return y;
    }
}
