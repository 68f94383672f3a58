package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.activation.Relu;
import nunchi.activation.Tanh;
import nunchi.init.GlorotNormal;
import nunchi.init.Uniform;
import nunchi.init.Zeros;
import nunchi.layer.Activate;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Residual;
import nunchi.layer.Scale;
import nunchi.layer.Sequential;
import nunchi.layer.Standardize;
import nunchi.loss.AbsoluteError;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.ClassWeighted;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.Reduction;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.ClipByNorm;
import nunchi.network.ClipByValue;
import nunchi.network.L2;
import nunchi.network.MaxNorm;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adagrad;
import nunchi.optimizer.Adam;
import nunchi.optimizer.AdamW;
import nunchi.optimizer.Convention;
import nunchi.optimizer.Lookahead;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Cosine;
import nunchi.schedule.Schedule;
import nunchi.schedule.WarmUp;
import nunchi.tensor.Shape;

/// Each loss with each optimizer and each activation, and training steps with everything they can hold.
public final class TrainingCases {
    private static final int BATCH = 6;
    private static final int FEATURES = 5;
    private static final int HIDDEN = 9;
    private static final Schedule FALLING = new WarmUp(1, new Cosine(0.02, 3, 0.001));

    private TrainingCases() {}

    /// Every loss, with targets of every kind it takes.
    public static List<LossCase> losses() {
        return List.of(
                new LossCase(new SoftmaxCrossEntropy(), 4, Shape.SCALAR, Values.classes(4)),
                new LossCase(new SoftmaxCrossEntropy(0.1, Reduction.SUM), 4, Shape.SCALAR, Values.classes(4)),
                new LossCase(new SoftmaxCrossEntropy(), 4, Shape.of(4), Values.distributions()),
                new LossCase(new MeanSquaredError(), 3, Shape.of(3), Values.between(-1, 1)),
                new LossCase(new MeanSquaredError(Reduction.SUM), 1, Shape.SCALAR, Values.between(-1, 1)),
                new LossCase(new AbsoluteError(), 3, Shape.of(3), Values.between(-1, 1)),
                new LossCase(new BinaryCrossEntropy(), 1, Shape.SCALAR, Values.classes(2)),
                new LossCase(
                        new ClassWeighted(new SoftmaxCrossEntropy(), List.of(1.0, 0.5, 0.0, 2.5)),
                        4,
                        Shape.SCALAR,
                        Values.classes(4)),
                new LossCase(
                        new ClassWeighted(new BinaryCrossEntropy(), List.of(0.5, 3.0)),
                        1,
                        Shape.SCALAR,
                        Values.classes(2)),
                new LossCase(new BinaryCrossEntropy(Reduction.SUM), 3, Shape.of(3), Values.between(0, 1)));
    }

    /// Every optimizer in both conventions, at fixed and at changing rates.
    public static List<Optimizer> optimizers() {
        return List.of(
                new Sgd(0.05),
                new Sgd(0.05, 0.9),
                new Sgd(FALLING, 0.9, true, 0, Convention.KERAS),
                new Sgd(FALLING, 0.9, false, 0.01, Convention.PYTORCH),
                new Sgd(new ConstantRate(0.05), 0.9, true, 0, Convention.PYTORCH),
                new RmsProp(0.01),
                new RmsProp(FALLING, 0.9, 0.5, 1e-6, Convention.KERAS),
                new RmsProp(FALLING, 0.99, 0.5, 1e-6, Convention.PYTORCH),
                new Adagrad(0.05),
                new Adagrad(new ConstantRate(0.05), 0.1, 1e-6, Convention.PYTORCH),
                new Adam(0.01),
                new Adam(FALLING, 0.9, 0.999, 1e-6, Convention.PYTORCH),
                new Lookahead(new Sgd(0.05, 0.9), 2, 0.5),
                new AdamW(0.01),
                new AdamW(FALLING, 0.01, 0.8, 0.99, 1e-6, Convention.PYTORCH));
    }

    /// Several steps of training for every layer, loss, optimizer and setting of a step.
    public static List<TrainingCase> all() {
        return Stream.of(products(), trainingSteps(), models(), ImageTrainingCases.all())
                .flatMap(cases -> cases)
                .toList();
    }

    private static Stream<TrainingCase> products() {
        return losses().stream()
                .flatMap(loss -> optimizers().stream()
                        .flatMap(optimizer -> LayerCases.activations().stream()
                                .map(activation -> product(loss, optimizer, activation))));
    }

    private static TrainingCase product(LossCase loss, Optimizer optimizer, Activation activation) {
        Layer model = new Sequential(new Dense(HIDDEN, activation, new GlorotNormal()), new Dense(loss.units()));
        return training(
                activation + ", " + loss.name() + ", " + optimizer,
                model,
                loss,
                new TrainingStep(loss.loss(), optimizer));
    }

    /// Penalties, bounds and constraints, each alone and all together.
    private static Stream<TrainingCase> trainingSteps() {
        LossCase loss = losses().getFirst();
        Optimizer adam = new Adam(0.01);
        return Stream.of(
                        new TrainingStep(loss.loss(), adam, new L2(0.01), null, null),
                        new TrainingStep(loss.loss(), adam, new L2(0.01, L2.Convention.PYTORCH), null, null),
                        new TrainingStep(loss.loss(), adam, new L2(0.01, L2.Convention.SCIKIT), null, null),
                        new TrainingStep(loss.loss(), new Sgd(0.5), null, new ClipByNorm(0.2), null),
                        new TrainingStep(loss.loss(), new Sgd(0.5), null, new ClipByNorm(0.1, false), null),
                        new TrainingStep(loss.loss(), new Sgd(0.5), null, new ClipByValue(0.03), null),
                        new TrainingStep(loss.loss(), new Sgd(0.5), null, null, new MaxNorm(0.8)),
                        new TrainingStep(
                                loss.loss(),
                                new Sgd(FALLING, 0.9, true, 0.01, Convention.KERAS),
                                new L2(0.01),
                                new ClipByNorm(0.5),
                                new MaxNorm(1)))
                .map(trainingStep -> training(
                        trainingStep.toString(),
                        new Sequential(new Dense(HIDDEN, new Relu()), new Dense(loss.units())),
                        loss,
                        trainingStep));
    }

    /// Each kind of layer inside a network.
    private static Stream<TrainingCase> models() {
        LossCase loss = losses().getFirst();
        Dense last = new Dense(loss.units());
        return Stream.of(
                        new Sequential(new Dense(HIDDEN), new BatchNorm(), new Activate(new Relu()), last),
                        new Sequential(
                                new Dense(HIDDEN, new Relu()), new BatchNorm(0.9, 1e-5, true), new Dropout(0.3), last),
                        new Sequential(
                                new Dropout(0.2),
                                new Residual(new Dense(HIDDEN, new Tanh()), new Dense(FEATURES)),
                                last),
                        new Sequential(new Standardize(), new Scale(2), new Flatten(), last),
                        new Sequential(new Dense(HIDDEN, new Tanh(), new Uniform(-0.5, 0.5), new Zeros(), false), last),
                        last)
                .map(model ->
                        training(model.toString(), model, loss, new TrainingStep(loss.loss(), new Sgd(0.1, 0.9))));
    }

    private static TrainingCase training(String name, Layer model, LossCase loss, TrainingStep trainingStep) {
        return new TrainingCase(
                "training " + name,
                new Network(model, Shape.of(FEATURES), loss.target(), trainingStep),
                BATCH,
                loss.targets());
    }
}
