package nunchi.benchmark.peer;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nunchi.benchmark.Engine;
import nunchi.benchmark.Measuring;
import nunchi.benchmark.Part;
import nunchi.benchmark.Study;
import nunchi.benchmark.Work;

/// Training steps of libtorch through DJL, with its blocks, loss and optimizers. Its weight decay is of all weights,
/// biases too.
///
/// @param waiting whether the environment tells its threads to wait for work (`OMP_WAIT_POLICY=PASSIVE`); else they
///                spin
public record DjlEngine(boolean waiting) implements Engine {

    /// The first argument is `spinning` or `waiting`; the others are those of [Measuring]. The number of threads must
    /// also be given as `-Dai.djl.pytorch.num_threads`: DJL reads it when it is loaded.
    public static void main(String[] arguments) {
        Measuring.measure(
                new DjlEngine(arguments[0].equals("waiting")), Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @Override
    public String name() {
        return "libtorch (DJL)" + (waiting ? ": waiting" : "");
    }

    @Override
    public Optional<Task> prepare(Work work, int threads) {
        return work instanceof Work.Training training && training.study().plain()
                ? Optional.of(new Step(training))
                : Optional.empty();
    }

    private static final class Step implements Task {
        private final Model model;
        private final Trainer trainer;
        private final NDArray examples;
        private final NDArray targets;

        Step(Work.Training work) {
            Study study = work.study();
            model = Model.newInstance("step", Device.cpu(), "PyTorch");
            model.setBlock(block(study.model().parts()));
            trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optOptimizer(optimizer(study.training()))
                    .optDevices(new Device[] {Device.cpu()}));
            Shape shape = new Shape(study.model().channelsFirst(work.batch()));
            trainer.initialize(shape);
            examples = trainer.getManager().randomNormal(shape);
            int decisions = study.model().decisions();
            targets = trainer.getManager()
                    .arange(work.batch() * decisions)
                    .mod(study.model().classes())
                    .toType(DataType.INT64, false)
                    .reshape(decisions == 1 ? new Shape(work.batch()) : new Shape(work.batch(), decisions));
        }

        @Override
        public void run() {
            try (NDManager scratch = trainer.getManager().newSubManager()) {
                scratch.tempAttachAll(examples, targets);
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDList output = trainer.forward(new NDList(examples));
                    collector.backward(trainer.getLoss().evaluate(new NDList(targets), output));
                }
                trainer.step();
            }
        }

        @Override
        public void close() {
            trainer.close();
            model.close();
        }
    }

    private static Optimizer optimizer(Study.Training training) {
        Tracker rate = Tracker.fixed((float) training.rate());
        float decay = (float) training.decay();
        return switch (training.rule()) {
            case SGD ->
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optWeightDecays(decay)
                        .build();
            // Its RMSprop is "not implemented" for PyTorch; Adam's update costs about as much.
            case RMSPROP, ADAM ->
                Optimizer.adam()
                        .optLearningRateTracker(rate)
                        .optWeightDecays(decay)
                        .build();
            case MOMENTUM -> throw new IllegalArgumentException("DJL's momentum is not measured");
        };
    }

    private static Block block(List<Part> parts) {
        SequentialBlock block = new SequentialBlock();
        parts.forEach(part -> block.add(block(part)));
        return block;
    }

    private static Block block(Part part) {
        return switch (part) {
            case Part.Convolution convolution ->
                Conv2d.builder()
                        .setKernelShape(new Shape(convolution.kernel(), convolution.kernel()))
                        .optPadding(new Shape(convolution.padding(), convolution.padding()))
                        .setFilters(convolution.outputs())
                        .build();
            case Part.Dense dense -> Linear.builder().setUnits(dense.outputs()).build();
            case Part.Relu _ -> Activation.reluBlock();
            case Part.Sigmoid _ -> Activation.sigmoidBlock();
            case Part.BatchNorm _ -> BatchNorm.builder().build();
            case Part.MaxPool _ -> Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
            case Part.Dropout dropout ->
                Dropout.builder().optRate((float) dropout.rate()).build();
            case Part.Flatten _ -> Blocks.batchFlattenBlock();
            case Part.Recurrent recurrent ->
                recurrent.sequence()
                        ? recurrent(recurrent)
                        : new SequentialBlock()
                                .add(recurrent(recurrent))
                                .add(list -> new NDList(list.head().get(":, -1")));
            default -> throw new IllegalArgumentException(part.toString());
        };
    }

    private static Block recurrent(Part.Recurrent part) {
        RecurrentBlock.BaseBuilder<?> builder = switch (part.cell()) {
            case LSTM -> LSTM.builder();
            case GRU -> GRU.builder();
            case RELU -> RNN.builder().setActivation(RNN.Activation.RELU);
        };
        builder.setStateSize(part.units()).setNumLayers(1).optBatchFirst(true).optBidirectional(part.directions() == 2);
        return switch (builder) {
            case LSTM.Builder lstm -> lstm.build();
            case GRU.Builder gru -> gru.build();
            case RNN.Builder rnn -> rnn.build();
            default -> throw new IllegalStateException();
        };
    }
}
