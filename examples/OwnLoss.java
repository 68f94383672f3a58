import module java.base;
import module nunchi.workbench;

/// A loss of your own: the hinge loss of support vector machines, for all ten digits at once.
public class OwnLoss {

    // @start region="hinge"
    /// `L = Σ over classes of max(0, 1 - y·s)`, with `y = 1` for the true class and -1 for the others.
    public record Hinge() implements Loss {
        @Override
        public OutputKind output() {
            return OutputKind.CLASS_SCORES;
        }

        @Override
        public Node perExample(Node output, Node target) {
            Graph graph = output.graph();
            Node sign = graph.add(new Categorical.OneHot(output.shape().last()), target)
                    .times(2)
                    .plus(-1);
            Node margin = graph.constant(1).minus(sign.times(output));
            return margin.maximum(graph.constant(0))
                    .sum(1)
                    .reshape(Shape.of(output.shape().extent(0)));
        }
    }
    // @end

    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "own-loss",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                List.of(new Dense(64, new Relu()), new Dense(10)),
                new Hinge(),
                new Adam(0.003),
                new TrainSettings(20));

        Trained trained = Trainer.train(experiment, TrainingListener.none());
        System.out.printf(
                "hinge loss %.4f, test accuracy %.4f%n",
                trained.test().loss(), trained.test().accuracy());
    }
}
