package nunchi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.activation.Sigmoid;
import nunchi.activation.Tanh;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Role;
import nunchi.init.GlorotUniform;
import nunchi.init.Orthogonal;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.PeepholeLstm;
import nunchi.layer.RecurrentCell;
import nunchi.layer.RecurrentLayer.Convention;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Scope;
import nunchi.layer.Unrolled;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cells written by hand, in float64.
class UnrolledTest {
    private static final int BATCH = 3;
    private static final int STEPS = 5;
    private static final int FEATURES = 2;
    private static final int UNITS = 4;
    private static final List<String> WEIGHTS = List.of("weight", "recurrentWeight", "bias");

    /// An LSTM as anyone may write it.
    private record OwnLstm(int units) implements RecurrentCell {
        @Override
        public int states() {
            return 2;
        }

        @Override
        public Step begin(Scope scope, int features) {
            Node weight = scope.weight("weight", Shape.of(features, 4 * units), new GlorotUniform(), Role.KERNEL);
            Node recurrent = scope.weight("recurrentWeight", Shape.of(units, 4 * units), new Orthogonal(), Role.KERNEL);
            Node bias = scope.weight("bias", Shape.of(4 * units), new GlorotUniform(), Role.BIAS);
            return (x, states) -> {
                Node z = x.matmul(weight).plus(states.get(0).matmul(recurrent)).plus(bias);
                Node kept = new Sigmoid().apply(block(z, 1)).times(states.get(1));
                Node c = kept.plus(new Sigmoid().apply(block(z, 0)).times(new Tanh().apply(block(z, 2))));
                return List.of(new Sigmoid().apply(block(z, 3)).times(new Tanh().apply(c)), c);
            };
        }

        private Node block(Node z, int block) {
            Slice slice = new Slice(List.of(0, block * units), z.shape().withLast(units));
            return z.graph().add(slice, z);
        }
    }

    private static double[] drawn(int size, int factor) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (i * factor % 17 - 8) / 8.0;
        }
        return values;
    }

    /// The output, and the gradients of the input and of the weights.
    private static List<double[]> results(Layer layer, boolean padded) {
        Graph graph = new Graph();
        Node x = graph.input("x", Shape.of(BATCH, STEPS, FEATURES));
        Scope scope = Scope.training(graph);
        Node y = layer.build(padded ? scope.withMask(graph.input("mask", Shape.of(BATCH, STEPS))) : scope, x);
        graph.output("y", y);
        List<Node> variables = new ArrayList<>(List.of(x));
        WEIGHTS.forEach(name -> variables.add(graph.weights().get(name)));
        List<Node> gradients = Adjoints.of(y.square().sum(), graph.constant(1), variables);
        for (int i = 0; i < gradients.size(); i++) {
            graph.output("gradient " + i, gradients.get(i));
        }
        ReferenceProgram program = program(graph);
        program.feed("x", drawn(BATCH * STEPS * FEATURES, 7));
        if (padded) {
            program.feed("mask", new double[] {1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1});
        }
        program.run(0);
        List<double[]> results = new ArrayList<>(List.of(program.fetch("y")));
        for (int i = 0; i < gradients.size(); i++) {
            results.add(program.fetch("gradient " + i));
        }
        return results;
    }

    private static ReferenceProgram program(Graph graph) {
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights weights = backend.initialize(graph, 1);
        for (String name : WEIGHTS) {
            Shape shape = graph.weights().get(name).shape();
            double[] drawn = drawn(shape.size(), 5 + name.length());
            float[] values = new float[drawn.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) drawn[i];
            }
            weights.set(name, new Tensor(shape, values));
        }
        return backend.compile(graph, weights, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "LAST, false, false",
        "SEQUENCE, false, true",
        "SEQUENCE, true, true",
        "MEAN, true, true",
        "MAX, true, false"
    })
    void anLstmWrittenByHandIsThatOfTheLayer(Output output, boolean reverse, boolean padded) {
        Layer built =
                new Lstm(UNITS, new GlorotUniform(), new Orthogonal(), true, 1, reverse, output, Convention.KERAS);
        List<double[]> expected = results(built, padded);
        List<double[]> actual = results(new Unrolled(new OwnLstm(UNITS), reverse, output), padded);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("result %d", i).containsExactly(expected.get(i), within(1e-12));
            assertThat(Arrays.stream(expected.get(i)).map(Math::abs).max().orElseThrow())
                    .isGreaterThan(1e-3);
        }
    }

    @Test
    void aStepThatGivesOtherShapesIsRefused() {
        RecurrentCell wrong = new RecurrentCell() {
            @Override
            public int units() {
                return UNITS;
            }

            @Override
            public Step begin(Scope scope, int features) {
                return (x, _) -> List.of(x);
            }
        };
        Graph graph = new Graph();
        Node x = graph.input("x", Shape.of(BATCH, STEPS, FEATURES));
        assertThatThrownBy(() -> new Unrolled(wrong).build(Scope.training(graph), x))
                .hasMessageContaining("must give states of the shapes [[3, 4]], but gave [[3, 2]]");
    }

    /// A peephole that sees nothing is none.
    @Test
    void aPeepholeLstmBeginsAsAnLstm() {
        double[] expected = results(new Lstm(UNITS), true).getFirst();
        assertThat(results(new Unrolled(new PeepholeLstm(UNITS)), true).getFirst())
                .containsExactly(expected, within(1e-12));
    }
}
