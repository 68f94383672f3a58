package nunchi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import nunchi.activation.Activation;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.init.Constant;
import nunchi.init.GlorotUniform;
import nunchi.init.Identity;
import nunchi.init.Init;
import nunchi.init.Orthogonal;
import nunchi.layer.Bidirectional;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.RecurrentLayer.Convention;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.loss.MeanSquaredError;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StateGradientsTest {
    private static final int LONG = 200;

    /// PyTorch 1.13 in float64: the same LSTM written step by step, with `retain_grad` on each h.
    @Test
    void thoseOfAnLstmArePyTorchs() {
        StateGradients gradients = StateGradients.of(network(new Lstm(2), 4), 2);
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights weights = backend.initialize(gradients.graph(), 1);
        set(weights, "0.lstm/weight", Shape.of(1, 8), -1, 2);
        set(weights, "0.lstm/recurrentWeight", Shape.of(2, 8), -0.9, 1.7);
        set(weights, "0.lstm/bias", Shape.of(8), -0.3, 0.8);
        set(weights, "1.dense/weight", Shape.of(2, 1), -0.5, 1.5);
        set(weights, "1.dense/bias", Shape.of(1), 0, 0);
        ReferenceProgram program = backend.compile(gradients.graph(), weights, 1);
        program.feed(Network.EXAMPLES, sequence(8, -1, 2));
        program.feed(Network.TARGETS, sequence(2, 0.1, 0.9));
        assertThat(norms(gradients, program, "0.lstm"))
                .containsExactly(
                        new double[] {
                            0.023150938119930055, 0.039052017950710546, 0.08845771867765093, 0.6431052236327592
                        },
                        within(1e-6));
    }

    /// `h = x + h`: the derivative of each step is 1.
    @Test
    void rectifiersThatKeepTheirStateKeepTheGradient() {
        double[] norms = norms(simple(new Relu(), new Constant(0.1), new Identity()));
        assertThat(norms).hasSize(LONG);
        assertThat(norms[LONG - 1]).isPositive();
        for (double norm : norms) {
            assertThat(norm).isCloseTo(norms[LONG - 1], within(1e-9 * norms[LONG - 1]));
        }
    }

    /// A slope of at most 1/4 and an orthogonal weight leave at most a quarter in each step: of 200 steps less than
    /// float32, and the least number of the reference backend, could hold.
    @Test
    void aSigmoidLeavesLessThanAQuarterInEachStep() {
        double[] norms = norms(simple(new Sigmoid(), new GlorotUniform(), new Orthogonal()));
        assertThat(norms[0]).isPositive().isLessThan(1e-100);
        for (int step = 1; step < LONG; step++) {
            assertThat(norms[step - 1]).isLessThanOrEqualTo(norms[step] / 4);
        }
    }

    @Test
    void bothDirectionsHaveTheirStates() {
        StateGradients gradients = StateGradients.of(network(new Bidirectional(new Lstm(2)), 4), 2);
        assertThat(gradients.paths()).hasSize(2).allMatch(path -> path.startsWith("0.bidirectional/"));
    }

    private static Layer simple(Activation activation, Init init, Init recurrent) {
        return new SimpleRnn(8, activation, init, recurrent, true, false, Output.LAST, Convention.KERAS);
    }

    private static Network network(Layer layer, int steps) {
        return new Network(
                new Sequential(layer, new Dense(1)),
                Shape.of(steps, 1),
                Shape.of(1),
                new TrainingStep(new MeanSquaredError(), new Sgd(0.1)));
    }

    private static double[] norms(Layer layer) {
        StateGradients gradients = StateGradients.of(network(layer, LONG), 1);
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(gradients.graph(), backend.initialize(gradients.graph(), 1), 1);
        program.feed(Network.EXAMPLES, sequence(LONG, 0.1, 0.9));
        program.feed(Network.TARGETS, sequence(1, -3, 0));
        return norms(gradients, program, gradients.paths().getFirst());
    }

    private static double[] norms(StateGradients gradients, ReferenceProgram program, String path) {
        assertThat(gradients.paths()).contains(path);
        program.run(0);
        double[] scaled = program.fetch(path);
        return IntStream.range(0, scaled.length)
                .mapToDouble(step -> scaled[step] / StateGradients.SCALE)
                .toArray();
    }

    private static float[] sequence(int size, double from, double width) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (from + width * (i * 7 % 11) / 11);
        }
        return values;
    }

    private static void set(ReferenceWeights weights, String name, Shape shape, double from, double width) {
        assertThat(weights.names()).contains(name);
        weights.set(name, new Tensor(shape, sequence(shape.size(), from, width)));
    }
}
