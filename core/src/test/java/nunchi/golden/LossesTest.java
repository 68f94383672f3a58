package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import nunchi.activation.Sigmoid;
import nunchi.activation.Softmax;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.loss.AbsoluteError;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.ClassWeighted;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Losses per example (`reduction='none'`, mean over outputs) and the gradients of their mean: `torch.nn.functional`
/// 1.13 in float64.
class LossesTest {
    private static final Shape MATRIX = Shape.of(3, 3);
    private static final double[] LOGITS = {0.5, -1, 2, 1, 1, -3, 0, 0.25, -0.5};
    private static final double[] LABELS = {2, 0, 1};

    /// `F.cross_entropy(z, labels)`.
    @Test
    void crossEntropyIsTorchs() {
        holds(
                new SoftmaxCrossEntropy(),
                Shape.of(3),
                LABELS,
                new double[] {0.24131129665715703, 0.7022633214390952, 0.8114488975945139},
                0.05843013071334556,
                0.013037524423562482,
                -0.07146765513690803,
                -0.16817911914071895,
                0.16515421419261436,
                0.003024904948104582,
                0.11531806494078992,
                -0.18526200694611153,
                0.06994394200532161);
    }

    /// The mean of `F.cross_entropy(z, labels, ignore_index=-1)` over the steps of each of two sequences.
    @Test
    void stepsWithoutAClassAreLeftOut() {
        Calculation calculation = new Calculation();
        Node logits =
                calculation.input("logits", Shape.of(2, 2, 3), 0.5, -1, 2, 1.5, 0, -0.5, -0.25, 0.75, 1, 2, 2, -3);
        Node classes = calculation.input("targets", Shape.of(2, 2), 2, 0, 1, -1);
        Node losses = new SoftmaxCrossEntropy().perExample(logits, classes);
        assertClose(calculation.value(losses), 1e-14, 0.27383350444315185, 0.9752781960613616);
        double[] ofTheSum = calculation.gradient(losses, logits, 1, 1);
        assertClose(
                DoubleStream.of(ofTheSum).map(slope -> slope / 2).toArray(),
                1e-14,
                0.04382259803500917,
                0.009778143317671862,
                -0.05360074135268103,
                -0.06596881892185155,
                0.04106290690627195,
                0.024905912015579575,
                0.06936135738075123,
                -0.3114562826346502,
                0.24209492525389903,
                0,
                0,
                0);
    }

    /// `F.cross_entropy(z, labels, label_smoothing=0.1)`.
    @Test
    void labelSmoothingIsTorchs() {
        holds(
                new SoftmaxCrossEntropy(0.1, Reduction.MEAN),
                Shape.of(3),
                LABELS,
                new double[] {0.391311296657157, 0.8355966547724285, 0.8447822309278472},
                0.04731901960223445,
                0.0019264133124513708,
                -0.04924543291468584,
                -0.14595689691849673,
                0.1540431030815033,
                -0.008086206163006529,
                0.10420695382967883,
                -0.1630397847238893,
                0.05883283089421051);
    }

    /// `F.cross_entropy(z, labels, weight=[1, 2.5, 0.5])`.
    @Test
    void crossEntropyWithClassWeightsIsTorchs() {
        double[] losses = {0.12065564832857852, 0.7022633214390952, 2.028622243986285};
        double[] gradient = {
            0.02921506535667278,
            0.006518762211781241,
            -0.035733827568454016,
            -0.16817911914071895,
            0.16515421419261436,
            0.003024904948104582,
            0.2882951623519748,
            -0.4631550173652788,
            0.174859855013304
        };
        Loss weighted = new ClassWeighted(new SoftmaxCrossEntropy(), List.of(1.0, 2.5, 0.5));
        holds(weighted, Shape.of(3), LABELS, losses, gradient);
        holds(weighted, MATRIX, new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, losses, gradient);
    }

    /// `F.cross_entropy(z, distributions)`.
    @Test
    void crossEntropyWithDistributionsIsTorchs() {
        holds(
                new SoftmaxCrossEntropy(),
                MATRIX,
                new double[] {0.2, 0.3, 0.5, 1, 0, 0, 0.6, 0.4, 0},
                new double[] {1.441311296657157, 0.7022633214390952, 0.9614488975945138},
                -0.008236535953321104,
                -0.0869624755764375,
                0.09519901152975863,
                -0.16817911914071895,
                0.16515421419261436,
                0.003024904948104582,
                -0.08468193505921007,
                0.014737993053888456,
                0.06994394200532161);
    }

    /// `F.mse_loss(z, y)`.
    @Test
    void meanSquaredErrorIsTorchs() {
        holds(
                new MeanSquaredError(),
                MATRIX,
                new double[] {0.1, 0.9, -1, 2, 1.5, 0.3, 0, 0, 1},
                new double[] {4.256666666666667, 4.046666666666666, 0.7708333333333334},
                0.08888888888888889,
                -0.42222222222222217,
                0.6666666666666666,
                -0.2222222222222222,
                -0.1111111111111111,
                -0.7333333333333333,
                0,
                0.05555555555555555,
                -0.3333333333333333);
    }

    /// `F.l1_loss(z, y)`; the third difference of the second example is 0, and so is its gradient.
    @Test
    void absoluteErrorIsTorchs() {
        holds(
                new AbsoluteError(),
                MATRIX,
                new double[] {0.1, 0.9, -1, 2, 1.5, -3, 0.3, 0, 1},
                new double[] {1.7666666666666666, 0.5, 0.6833333333333332},
                0.1111111111111111,
                -0.1111111111111111,
                0.1111111111111111,
                -0.1111111111111111,
                -0.1111111111111111,
                0,
                -0.1111111111111111,
                0.1111111111111111,
                -0.1111111111111111);
    }

    /// `F.binary_cross_entropy_with_logits(z, b)`.
    @Test
    void binaryCrossEntropyIsTorchs() {
        holds(
                new BinaryCrossEntropy(),
                MATRIX,
                new double[] {0, 1, 1, 1, 0, 0, 0.3, 0.6, 1},
                new double[] {0.8047555609137674, 0.5583702422033959, 0.7810545282062985},
                0.06916214791131718,
                -0.08122873095888944,
                -0.013244769113568632,
                -0.02988238015222168,
                0.08122873095888944,
                0.005269541464174087,
                0.022222222222222223,
                -0.004202611012689101,
                -0.06916214791131718);
    }

    @Test
    void lossesStayFiniteFarOut() {
        Calculation calculation = new Calculation();
        Node logits = calculation.input("logits", Shape.of(2, 3), 0, 1000, -1000, 0, 1000, -1000);
        assertClose(
                calculation.value(new SoftmaxCrossEntropy().perExample(logits, calculation.vector("labels", 1, 2))),
                0,
                0,
                2000);
        Node single = calculation.input("single", Shape.of(2, 1), 1000, -1000);
        assertClose(
                calculation.value(new BinaryCrossEntropy().perExample(single, calculation.vector("truths", 1, 1))),
                0,
                0,
                1000);
    }

    @Test
    void aModelThatEndsInItsOwnSoftmaxOrSigmoidIsRefused() {
        Calculation calculation = new Calculation();
        Node logits = calculation.input("logits", MATRIX, LOGITS);
        Node labels = calculation.vector("labels", LABELS);
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().perExample(new Softmax().apply(logits), labels))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("take the activation off the last layer");
        assertThatThrownBy(() -> new BinaryCrossEntropy().perExample(new Sigmoid().apply(logits), logits))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("take the activation off the last layer");
    }

    @Test
    void targetsThatDoNotFitTheOutputAreRefused() {
        Calculation calculation = new Calculation();
        Node logits = calculation.input("logits", MATRIX, LOGITS);
        Node two = calculation.input("two", Shape.of(3, 2), new double[6]);
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().perExample(logits, two))
                .hasMessageContaining("targets [3, 2] do not fit the model's output [3, 3]");
        assertThatThrownBy(() -> new MeanSquaredError().perExample(logits, two))
                .hasMessageContaining("targets [3, 2] do not fit the model's output [3, 3]");
    }

    private static void holds(Loss loss, Shape targetShape, double[] targets, double[] losses, double... gradient) {
        Calculation calculation = new Calculation();
        Node logits = calculation.input("logits", MATRIX, LOGITS);
        Node perExample = loss.perExample(logits, calculation.input("targets", targetShape, targets));
        assertClose(calculation.value(perExample), 1e-14, losses);
        double[] ofTheSum = calculation.gradient(perExample, logits, 1, 1, 1);
        assertClose(
                DoubleStream.of(ofTheSum).map(slope -> slope / 3).toArray(),
                1e-14,
                Arrays.copyOf(gradient, gradient.length));
    }
}
