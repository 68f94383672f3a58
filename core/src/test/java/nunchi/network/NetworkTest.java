package nunchi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import nunchi.activation.Relu;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.init.Zeros;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Reshape;
import nunchi.layer.Residual;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.loss.Loss;
import nunchi.loss.OutputKind;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final TrainingStep PLAIN = new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(0.1));

    @Test
    void weightsAreNamedByTheirLayersPath() {
        Sequential model = new Sequential(
                new Flatten(), new Dense(6, new Relu()), new Residual(new Dense(6)), new BatchNorm(), new Dense(3));
        Graph training = network(model, Shape.of(2, 2), new TrainingStep(new SoftmaxCrossEntropy(), new Adam()))
                .training(5, 1);
        assertThat(training.weights())
                .containsKeys(
                        "1.dense/weight",
                        "1.dense/bias",
                        "2.residual/0.dense/weight",
                        "3.batchNorm/gamma",
                        "3.batchNorm/runningVariance",
                        "4.dense/bias",
                        "1.dense/weight/first",
                        "3.batchNorm/gamma/second");
        assertThat(training.weights()).doesNotContainKeys("3.batchNorm/runningMean/first");
    }

    @Test
    void trainingAndInferenceShareTheModelsWeights() {
        Network network = network(new Sequential(new Dense(4), new BatchNorm(), new Dense(3)), Shape.of(2), PLAIN);
        assertThat(network.inference(7).weights().keySet())
                .isEqualTo(network.training(5, 1).weights().keySet());
        assertThat(network.inference(7).updates()).isEmpty();
        assertThat(network.training(5, 1).updates()).hasSize(8);
    }

    @Test
    void aFrozenLayerIsNotTrainedAndComputesAsInEvaluation() {
        Sequential model = new Sequential(new Dense(4), new BatchNorm(), new Dropout(0.5), new Dense(3));
        Graph all = network(model, Shape.of(2), PLAIN).training(5, 1);
        assertThat(all.updates().keySet())
                .extracting(weight -> weight.op().name())
                .contains("0.dense/weight", "1.batchNorm/runningMean");
        Graph some =
                network(model, Shape.of(2), frozen("0.dense", "1.batchNorm")).training(5, 1);
        assertThat(some.updates().keySet())
                .extracting(weight -> weight.op().name())
                .containsExactlyInAnyOrder("3.dense/weight", "3.dense/bias");
        assertThat(some.weights().keySet()).isEqualTo(all.weights().keySet());
    }

    private static TrainingStep frozen(String... layers) {
        return new TrainingStep(
                new SoftmaxCrossEntropy(), new Sgd(0.1), null, null, null, false, Set.of(layers), List.of());
    }

    @Test
    void whatCannotBeFrozenIsRefused() {
        Sequential model = new Sequential(new Dense(4), new Flatten(), new Dense(3));
        assertThatThrownBy(
                        () -> network(model, Shape.of(2), frozen("1.flatten")).training(5, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("1.flatten has no weights that are trained, so it cannot be frozen");
        assertThatThrownBy(() -> network(model, Shape.of(2), frozen("0.dense", "2.dense"))
                        .training(5, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("every layer with weights is frozen; leave one to be trained");
    }

    @Test
    void outputsAreNamed() {
        TrainingStep penalized = new TrainingStep(new SoftmaxCrossEntropy(), new Sgd(0.1), new L2(0.1), null, null);
        Graph inference = network(new Dense(3), Shape.of(2), penalized).inference(7);
        assertThat(inference.outputs().get(Network.OUTPUT).shape()).isEqualTo(Shape.of(7, 3));
        assertThat(inference.outputs().get(Network.PREDICTION).shape()).isEqualTo(Shape.of(7, 3));
        assertThat(inference.outputs().get(Network.LOSS).shape()).isEqualTo(Shape.of(7));
        assertThat(inference.outputs().get(Network.PENALTY).shape()).isEqualTo(Shape.SCALAR);
        assertThat(network(new Dense(3), Shape.of(2), PLAIN).inference(7).outputs())
                .doesNotContainKey(Network.PENALTY);
    }

    /// Means of all layers first: who knows the means alone reads the beginning.
    @Test
    void hiddenOutputsAreTheMeansOfAllLayersAndThenTheDeviationsOverPositions() {
        Preprocessed model = new Preprocessed(
                List.of(), List.of(new Conv2d(1, 1), new Flatten(), new Dense(1, new Relu()), new Dense(2)));
        Graph graph = network(model, Shape.of(2, 2, 1), PLAIN).predictionWithHidden(2);
        try (Backend backend = Backends.named("reference", 1)) {
            Weights weights = backend.initialize(graph, 0);
            weights.names().forEach(name -> weights.set(name, ones(weights.get(name))));
            Program program = backend.compile(graph, weights, 0);
            program.feed(Network.EXAMPLES, new float[] {1, 2, 3, 6, 5, 5, 5, 5});
            program.run(0);
            float[] hidden = new float[6];
            program.fetch(Network.HIDDEN, hidden);
            // each pixel and the sum of all have 1 added by the biases
            assertThat(hidden).containsExactly(new float[] {4, 17, (float) Math.sqrt(3.5), 6, 25, 0}, within(1e-6f));
        }
    }

    private static Tensor ones(Tensor like) {
        float[] values = new float[like.shape().size()];
        Arrays.fill(values, 1);
        return new Tensor(like.shape(), values);
    }

    @Test
    void layersThatCannotTakeTheirInputAreRefusedWithTheirPath() {
        refused(
                new Sequential(new Dense(4), new Residual(new Dense(3))),
                "at 1.residual: the layers turn [5, 4] into [5, 3]");
        refused(
                new Sequential(new Dense(4), new Reshape(List.of(3))),
                "at 1.reshape/reshape: x [5, 4] has 20 values, which do not fill [5, 3] (15)");
        refused(
                new Sequential(new Dense(4), new Residual(new Reshape(List.of(2, -2)))),
                "at 1.residual/0.reshape: shape [2, -2] has an extent below 1");
    }

    @Test
    void aLayerAloneIsRefusedWithoutAPath() {
        assertThatThrownBy(() -> network(new Dense(3), Shape.SCALAR, PLAIN).training(5, 1))
                .hasMessage("dense takes [batch, …, features], but got [5]");
    }

    @Test
    void aWeightWithoutInfluenceOnTheLossIsRefused() {
        Layer idle = (scope, x) -> {
            scope.weight("unused", Shape.of(3), new Zeros(), Role.KERNEL);
            return x;
        };
        assertThatThrownBy(() -> network(new Sequential(new Dense(3), idle), Shape.of(2), PLAIN)
                        .training(5, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("/unused: the loss does not depend on this weight");
    }

    @Test
    void imagesWithoutAFlattenAreRefused() {
        assertThatThrownBy(() -> network(new Sequential(new Dense(3)), Shape.of(28, 28), PLAIN)
                        .training(5, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("[5, 28, 3]; did a flatten go missing?");
    }

    /// Squared error by a formula of one's own, of targets that were flattened or not.
    private record Own(UnaryOperator<Node> last, UnaryOperator<Node> flat) implements Loss {
        @Override
        public OutputKind output() {
            return OutputKind.VALUES;
        }

        @Override
        public Node perExample(Node output, Node target) {
            return last.apply(output.minus(flat.apply(target)).square());
        }
    }

    private static Graph trained(UnaryOperator<Node> last, UnaryOperator<Node> flat) {
        return network(new Dense(1), Shape.of(2), new TrainingStep(new Own(last, flat), new Sgd(0.1)))
                .training(5, 1);
    }

    @Test
    void aLossIsOneNumberForEachExample() {
        assertThat(trained(losses -> losses.reshape(Shape.of(5)), target -> target)
                        .outputs()
                        .get(Network.LOSS)
                        .shape())
                .isEqualTo(Shape.of(5));
        assertThatThrownBy(() -> trained(losses -> losses.mean(0, 1).reshape(Shape.SCALAR), target -> target))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("the loss own gives the shape [], but must give one loss for each example, [5]; "
                        + "take the mean of each example's values, and none over the batch");
        assertThatThrownBy(() -> trained(losses -> losses, target -> target))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "the loss own gives the shape [5, 1], but must give one loss for each example, [5]; reshape it");
    }

    @Test
    void targetsComeInTheOutputsShape() {
        Graph graph = trained(losses -> losses.reshape(Shape.of(5)), target -> {
            assertThat(target.shape()).isEqualTo(Shape.of(5, 1));
            return target;
        });
        assertThat(graph.inputs().get(Network.TARGETS).shape()).isEqualTo(Shape.of(5));
    }

    @Test
    void outputsAreNotComparedWithEveryOtherExamplesTarget() {
        assertThatThrownBy(() ->
                        trained(losses -> losses.mean(1).reshape(Shape.of(5)), target -> target.reshape(Shape.of(5))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "at loss/subtract: [5, 1] and [5] would be stretched to [5, 5], so that every example meets every other's target; "
                                + "reshape one to the other's shape");
    }

    @Test
    void everyMaskOfALayerIsItsOwn() {
        Graph graph = new Graph();
        Scope scope = Scope.training(graph);
        Node first = scope.keepMask(Shape.of(4), 0.5);
        Node second = scope.keepMask(Shape.of(4), 0.5);
        Node third = scope.keepMask(Shape.of(2), 0.5);
        assertThat(first).isNotSameAs(second);
        assertThat(graph.nodes())
                .filteredOn(node -> node.op() instanceof RandomUniform)
                .extracting(node -> ((RandomUniform) node.op()).purpose())
                .containsExactly("", "#2", "#3");
        assertThat(third.shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void layersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Dense(0)).hasMessage("units is 0; it must be at least 1");
        assertThatThrownBy(() -> new Dropout(1)).hasMessage("rate is 1.0; it must be at least 0 and below 1");
        assertThatThrownBy(() -> new Sequential()).hasMessage("a model needs at least one layer");
        assertThatThrownBy(() -> new BatchNorm(1, 1e-3, false)).hasMessageContaining("momentum is 1.0");
    }

    private static void refused(Layer model, String message) {
        assertThatThrownBy(() -> network(model, Shape.of(2), PLAIN).training(5, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(message);
    }

    private static Network network(Layer model, Shape example, TrainingStep trainingStep) {
        return new Network(model, example, Shape.SCALAR, trainingStep);
    }
}
