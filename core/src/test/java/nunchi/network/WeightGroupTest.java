package nunchi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Sequential;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Convention;
import nunchi.optimizer.Sgd;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.schedule.ConstantRate;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

class WeightGroupTest {
    @Test
    void aGroupOfWeightsHasItsOwnRateAndDecay() {
        Sequential model = new Sequential(new Dense(2), new Dense(2));
        Sgd sgd = new Sgd(new ConstantRate(0.5), 0, false, 0.5, Convention.KERAS);
        List<WeightGroup> groups = List.of(
                new WeightGroup(List.of("bias"), 0, 1),
                new WeightGroup(List.of("0", "1.dense"), 4, 0),
                new WeightGroup(List.of("1"), 100, 100));
        TrainingStep step = new TrainingStep(new SoftmaxCrossEntropy(), sgd, null, null, null, false, Set.of(), groups);
        ReferenceBackend backend = new ReferenceBackend();
        double[][] moved = new double[2][];
        for (boolean grouped : new boolean[] {false, true}) {
            TrainingStep taken = grouped ? step : new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(2));
            Graph graph = network(model, Shape.of(2), taken).training(2, 1);
            ReferenceWeights weights = backend.initialize(graph, 1);
            double[] bias = weights.exact("0.dense/bias").clone();
            ReferenceProgram program = backend.compile(graph, weights, 1);
            program.feed(Network.EXAMPLES, new double[] {1, -2, 0.5, 3});
            program.feed(Network.TARGETS, new double[] {0, 1});
            program.run(0);
            moved[grouped ? 1 : 0] = weights.exact("1.dense/weight");
            assertThat(Arrays.equals(weights.exact("0.dense/bias"), bias)).isEqualTo(grouped);
        }
        assertThat(moved[1]).containsExactly(moved[0], within(1e-12));
    }

    @Test
    void aGroupOfUnknownWeightsIsRefused() {
        TrainingStep step = new TrainingStep(
                new SoftmaxCrossEntropy(),
                new Sgd(1),
                null,
                null,
                null,
                false,
                Set.of(),
                List.of(new WeightGroup(List.of("biases"))));
        assertThatThrownBy(() ->
                        network(new Sequential(new Dense(2)), Shape.of(2), step).training(2, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("unknown weight of a group 'biases'. Known: 0.dense/weight, 0.dense/bias");
    }

    private static Network network(Layer model, Shape example, TrainingStep trainingStep) {
        return new Network(model, example, Shape.SCALAR, trainingStep);
    }
}
