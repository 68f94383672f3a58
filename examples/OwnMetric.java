import module java.base;
import module nunchi.workbench;

/// A metric of one's own: what confusing digits costs, where a 1 read as a 7 costs five times as much as any other
/// mistake. The training stops when it falls no more, and ends with the weights of its best epoch.
public class OwnMetric {

    // @start region="metric"
    /// The mean cost of an example in cents, 0 at best.
    public record Cost(double ofSevens) implements Metric {
        @Override
        public String name() {
            return "cost";
        }

        @Override
        public Direction direction() {
            return Direction.MIN;
        }

        @Override
        public String unit() {
            return "cents";
        }

        @Override
        public double value(Predictions predictions) {
            double sum = 0;
            for (int row = 0; row < predictions.size(); row++) {
                int truth = predictions.data().label(row);
                int answer = predictions.answer(row);
                sum += truth == answer ? 0 : truth == 1 && answer == 7 ? ofSevens : 1;
            }
            return sum / predictions.size();
        }
    }
    // @end

    public static void main(String[] arguments) {
        Cost cost = new Cost(5);
        Experiment experiment = new Experiment(
                "own-metric",
                new DataSettings("digits")
                        .withTest(new Splitter.Random(0.2))
                        .withValidation(new Splitter.Random(0.1))
                        .withPreprocess(new Scale(16)),
                List.of(new Dense(64, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(30)
                        .withMetrics(cost)
                        .withEarlyStopping(new EarlyStopping(Monitor.validation(cost), 5).withRestoreBest(true)));

        Trained trained = Trainer.train(experiment, TrainingListener.none());
        System.out.printf(
                "%s after %d epochs; best epoch %d with a cost of %.4f, test cost %.4f%n",
                trained.status(),
                trained.epochs(),
                trained.best().epoch(),
                trained.best().value(),
                trained.test().value("cost"));
    }
}
