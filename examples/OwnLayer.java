import module java.base;
import module nunchi.workbench;

/// A layer and an optimizer of one's own: each writes its formula, and gradients and fast code follow.
public class OwnLayer {

    // @start region="layer"
    /// One learnt factor for every feature: `y = s · x`.
    public record Gain() implements Layer {
        @Override
        public Node build(Scope scope, Node x) {
            return x.times(scope.weight("gain", Shape.of(x.shape().last()), new Constant(1), Role.SCALE));
        }
    }
    // @end

    // @start region="optimizer"
    /// Signs instead of gradients: `w ← w - η · sign(m)`, `m ← β·m + (1 - β)·g`. Bernstein et al.: *signSGD*, ICML
    /// 2018.
    public record SignDescent(Schedule learningRate) implements Optimizer {
        @Override
        public Node step(Slot slot, Node weight, Node gradient) {
            Node mean = slot.state("mean", 0);
            Node next = slot.keep(mean, mean.times(0.9).plus(gradient.times(0.1)));
            Node zero = next.graph().constant(0);
            Node sign = next.greater(zero).minus(zero.greater(next));
            return weight.minus(sign.times(slot.learningRate()));
        }
    }
    // @end

    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "own-layer",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Standardize()),
                List.of(new Gain(), new Dense(64, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new SignDescent(epoch -> 0.002 / (1 + epoch)),
                new TrainSettings(20));

        Trained trained = Trainer.train(experiment, event -> {
            if (event instanceof TrainingEvent.EpochEnded epoch) {
                System.out.printf(
                        "epoch %d: loss %.4f%n", epoch.epoch(), epoch.running().loss());
            }
        });
        System.out.printf("test accuracy %.4f%n", trained.test().accuracy());
    }
}
