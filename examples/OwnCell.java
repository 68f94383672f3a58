import module java.base;
import module nunchi.workbench;

/// A recurrent layer with a cell of one's own, which is written step by step.
public class OwnCell {

    // @start region="cell"
    /// A minimal gated unit: `f = σ([x; h]·W_f + b_f)`, `h ← h + f ⊙ (tanh([x; f ⊙ h]·W_h + b_h) - h)`. Zhou et al.:
    /// *Minimal gated unit for recurrent neural networks*, 2016.
    public record MinimalGatedUnit(int units) implements RecurrentCell {
        @Override
        public Step begin(Scope scope, int features) {
            Shape shape = Shape.of(features + units, units);
            Node gate = scope.weight("gate", shape, new GlorotUniform(), Role.KERNEL);
            Node gateBias = scope.weight("gateBias", Shape.of(units), new Constant(1), Role.BIAS);
            Node weight = scope.weight("weight", shape, new GlorotUniform(), Role.KERNEL);
            Node bias = scope.weight("bias", Shape.of(units), new Zeros(), Role.BIAS);
            return (x, states) -> {
                Node h = states.getFirst();
                Node f = new Sigmoid().apply(beside(x, h).matmul(gate).plus(gateBias));
                Node next =
                        new Tanh().apply(beside(x, f.times(h)).matmul(weight).plus(bias));
                return List.of(h.plus(f.times(next.minus(h))));
            };
        }

        private static Node beside(Node first, Node second) {
            return first.graph().add(new Movement.Concatenate(1), first, second);
        }
    }
    // @end

    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "own-cell",
                new DataSettings("digits")
                        .withTest(new Splitter.Random(0.2))
                        .withPreprocess(new Scale(16), new Reshape(List.of(8, 8))),
                List.of(new Unrolled(new MinimalGatedUnit(32)), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.005),
                new TrainSettings(10));
        Trained trained = Trainer.train(experiment, TrainingListener.none());
        System.out.printf("test accuracy %.4f%n", trained.test().accuracy());
    }
}
