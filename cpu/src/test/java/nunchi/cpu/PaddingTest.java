package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.activation.Tanh;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.graph.Graph;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.init.Normal;
import nunchi.layer.Attention;
import nunchi.layer.Bidirectional;
import nunchi.layer.Dense;
import nunchi.layer.Embedding;
import nunchi.layer.Gru;
import nunchi.layer.LastStep;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.Lstm;
import nunchi.layer.MaxOverTime;
import nunchi.layer.MeanOverTime;
import nunchi.layer.Positions;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Residual;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.layer.TransformerBlock;
import nunchi.layer.TransformerBlock.Norm;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                        new Sequential(new Bidirectional(new Gru(9, Output.SEQUENCE)), new LastStep()),
                        new Sequential(new Attention(5), new MeanOverTime()),
                        new Sequential(new Attention(5, true), new LastStep()),
                        new Sequential(new Residual(attention(false)), new LayerNorm(), new MaxOverTime()),
                        new Sequential(
                                new TransformerBlock(1, 19),
                                new TransformerBlock(5, 8, 0, Norm.AFTER, true),
                                new LastStep()))
                .map(PaddingTest::model);
    }

    /// Layers that count the steps: padding before the first moves them.
    static Stream<Layer> layersWithPlaces() {
        return Stream.of(
                        new Positions(Positions.Kind.SINUSOIDAL),
                        new Positions(Positions.Kind.LEARNED, TOKENS.length + MOST))
                .flatMap(positions -> Stream.of(
                        new Sequential(positions, attention(true), new MeanOverTime()),
                        new Sequential(positions, new TransformerBlock(1, 9), new LastStep())))
                .map(PaddingTest::model);
    }

    private static Layer attention(boolean causal) {
        return new Attention(2, 3, causal, 0, new Normal(0, 1), true);
    }

    private static Layer model(Layer reduced) {
        return new Sequential(List.of(new Embedding(7, 10), new Dense(5, new Tanh()), reduced, new Dense(3)));
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
    @MethodSource("layersWithPlaces")
    void paddingBehindChangesNoBit(Layer model) {
        float[] alone = output(model, 0, 0);
        for (int more = 1; more <= MOST; more++) {
            assertThat(output(model, 0, more)).as(more + " steps behind").containsExactly(alone);
        }
    }

    /// However many scores of 0 there are beside those of a row, at once or behind groups of 16, 64 and 512.
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 31, 63, 64, 65, 511, 513})
    void softmaxOfScoresThatDoNotCountChangesNoBit(int length) {
        for (Kernels kernels : List.of(Kernels.best(), Kernels.scalar())) {
            float[] alone = softmax(kernels, length, 0, 0);
            for (int more : new int[] {1, 2, 15, 50, 512}) {
                assertThat(softmax(kernels, length, 0, more))
                        .as(more + " behind")
                        .containsExactly(alone);
                assertThat(softmax(kernels, length, more, 0))
                        .as(more + " before")
                        .containsExactly(alone);
            }
        }
    }

    private static float[] softmax(Kernels kernels, int length, int before, int behind) {
        float[] scores = new float[before + length + behind];
        Arrays.fill(scores, -Float.MAX_VALUE);
        for (int i = 0; i < length; i++) {
            scores[before + i] = (float) RandomKey.of(3).normal(i);
        }
        Graph graph = new Graph();
        graph.output("y", graph.add(new Softmax(), graph.input("x", Shape.of(1, scores.length))));
        try (Backend backend = new CpuBackend(2, kernels)) {
            return Arrays.copyOfRange(run(backend, graph, scores), before, before + length);
        }
    }

    @ParameterizedTest
    @MethodSource({"layers", "layersWithPlaces"})
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
        try (Backend backend = Backends.fastest(2)) {
            return run(backend, graph, ids);
        }
    }

    private static float[] run(Backend backend, Graph graph, float[] x) {
        float[] y = new float
                [Objects.requireNonNull(graph.outputs().get("y")).shape().size()];
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        program.feed("x", x);
        program.run(0);
        program.fetch("y", y);
        return y;
    }
}
