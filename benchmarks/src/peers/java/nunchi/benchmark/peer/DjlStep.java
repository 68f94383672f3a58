package nunchi.benchmark.peer;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import nunchi.benchmark.Measurement;
import nunchi.benchmark.TrainingStep;

/// Times a training step of libtorch through DJL, with its blocks, loss and optimizer.
public final class DjlStep {
    private DjlStep() {}

    /// The number of threads must also be given as `-Dai.djl.pytorch.num_threads`: DJL reads it when it is loaded.
    public static void main(String[] arguments) {
        TrainingStep step = TrainingStep.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(Tracker.fixed((float) step.learningRate())).build())
                .optDevices(new Device[] {Device.cpu()});
        try (Model model = Model.newInstance("step", Device.cpu(), "PyTorch")) {
            model.setBlock(block(step));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(step.batch(), step.features()));
                NDManager manager = trainer.getManager();
                NDArray examples = manager.randomNormal(new Shape(step.batch(), step.features()));
                NDArray targets = manager.arange(step.batch()).mod(step.classes()).toType(DataType.INT64, false);
                Measurement.print("libtorch (DJL)", step, threads, 0, () -> run(trainer, examples, targets));
            }
        }
    }

    private static SequentialBlock block(TrainingStep step) {
        SequentialBlock block = new SequentialBlock();
        for (TrainingStep.Connection connection : step.connections()) {
            block.add(Linear.builder().setUnits(connection.outputs()).build());
            if (!connection.last()) {
                block.add(step.sigmoid() ? Activation.sigmoidBlock() : Activation.reluBlock());
            }
        }
        return block;
    }

    private static void run(Trainer trainer, NDArray examples, NDArray targets) {
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            scratch.tempAttachAll(examples, targets);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList output = trainer.forward(new NDList(examples));
                NDArray loss = trainer.getLoss().evaluate(new NDList(targets), output);
                collector.backward(loss);
            }
            trainer.step();
        }
    }
}
