package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.activation.Tanh;
import nunchi.layer.Activate;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Branches;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GroupNorm;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Residual;
import nunchi.layer.SeparableConv2d;
import nunchi.layer.Sequential;
import nunchi.layer.SpatialDropout;
import nunchi.layer.UpSample2d;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Convention;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.schedule.ConstantRate;
import nunchi.tensor.Shape;

/// Whole steps of small convolutional networks, as defined (`strict`) and as fast as a backend can.
final class ImageTrainingCases {
    private static final Padding SAME = new Padding.Same();
    private static final Shape IMAGE = Shape.of(8, 8, 3);
    /// The first step of RMSprop is little but the gradient's sign: with a larger ε rounding does not decide where a
    /// gradient is nearly 0.
    private static final Optimizer SMOOTH = new RmsProp(new ConstantRate(0.003), 0.9, 0, 0.01, Convention.KERAS);
    private static final int BATCH = 5;
    private static final int CLASSES = 4;

    private ImageTrainingCases() {}

    static Stream<TrainingCase> all() {
        return Stream.of(
                training("a network for digits", digits(), SMOOTH, true),
                training("a network for digits", digits(), SMOOTH, false),
                training("a network for colour images", colours(), new Adam(0.003), true),
                training("a network for colour images", colours(), new Adam(0.003), false),
                training("a residual network", residual(), new Sgd(0.05, 0.9), false),
                training("an inception network", inception(), new Sgd(0.05, 0.9), false),
                training("a separable network", separable(), new Sgd(0.05, 0.9), false));
    }

    private static Conv2d same(int filters, int kernel) {
        return new Conv2d(filters, kernel, SAME, new Relu());
    }

    private static Layer digits() {
        return new Sequential(
                same(8, 5),
                new BatchNorm(),
                same(8, 5),
                new MaxPool2d(2),
                new Dropout(0.2),
                new BatchNorm(),
                same(8, 3),
                new MaxPool2d(2),
                new Flatten(),
                new BatchNorm(),
                new Dense(16, new Relu()),
                new BatchNorm(),
                new Dense(CLASSES));
    }

    private static Layer colours() {
        return new Sequential(
                same(8, 3),
                new MaxPool2d(2),
                same(17, 3),
                new MaxPool2d(2),
                new Flatten(),
                new Dense(16, new Relu()),
                new Dense(CLASSES));
    }

    private static Layer residual() {
        List<Layer> inner = List.of(
                new Conv2d(6, 3).withPadding(SAME).withStride(2).withoutBias(),
                new BatchNorm(),
                new Activate(new Relu()),
                same(6, 3));
        return new Sequential(
                new Residual(inner, List.of(new Conv2d(6, 1).withStride(2))),
                new Residual(same(6, 3)),
                new GroupNorm(2),
                new SpatialDropout(0.2),
                new GlobalAveragePool2d(),
                new Dense(CLASSES));
    }

    private static Layer inception() {
        List<Layer> pooled = List.of(new MaxPool2d(3, 1, SAME), same(2, 1));
        return new Sequential(
                new Branches(List.of(List.of(same(2, 1)), List.of(same(2, 1), same(3, 3)), pooled, List.of())),
                new AveragePool2d(3, 2, SAME),
                new LayerNorm(),
                new Flatten(),
                new Dense(CLASSES));
    }

    private static Layer separable() {
        return new Sequential(
                new SeparableConv2d(6, 3),
                new DepthwiseConv2d(3),
                new Activate(new Tanh()),
                new Conv2dTranspose(3, 3, 2, SAME),
                new UpSample2d(2),
                new AveragePool2d(2),
                new Flatten(),
                new Dense(CLASSES));
    }

    private static TrainingCase training(String name, Layer model, Optimizer optimizer, boolean strict) {
        TrainingStep trainingStep =
                new TrainingStep(new SoftmaxCrossEntropy(), optimizer, new L2(1e-4), null, null).withStrict(strict);
        return new TrainingCase(
                "training " + name + (strict ? ", strict" : ""),
                new Network(model, IMAGE, Shape.SCALAR, trainingStep),
                BATCH,
                Values.classes(CLASSES));
    }
}
