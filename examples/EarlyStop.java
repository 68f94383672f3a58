import module java.base;
import module nunchi.workbench;

/// A multi-layer perceptron that stops when the validation accuracy rises no more, with its curve drawn as it trains;
/// the report draws loss and accuracy of all parts.
///
/// Arguments: the data set (`mnist`, or `digits`, which needs no files) and the folder of the run, `runs/…` unless
/// given.
public class EarlyStop {
    public static void main(String[] arguments) {
        String data = arguments.length > 0 ? arguments[0] : "mnist";
        EarlyStopping stopping = new EarlyStopping(Monitor.VAL_ACCURACY, 5).withRestoreBest(true);
        DataSettings settings = new DataSettings(data)
                .withValidation(new Splitter.Random(0.1))
                .withBatch(100)
                .withPreprocess(new Standardize());
        Experiment experiment = new Experiment(
                "early-stop",
                data.equals("digits") ? settings.withTest(new Splitter.Random(0.2)) : settings,
                List.of(new Flatten(), new Dense(1024, new Relu(), new HeUniform()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(30).withEarlyStopping(stopping));

        RunOptions options = new RunOptions().withListener(curve());
        RunResult result =
                Runs.run(experiment, arguments.length > 1 ? options.withOut(Path.of(arguments[1])) : options);
        System.out.printf(
                "%s after %d epochs, best epoch %d, test accuracy %.4f; curves: %s%n",
                result.trained().status(),
                result.trained().epochs(),
                result.trained().best().epoch(),
                result.trained().test().accuracy(),
                result.folder().file(RunFolder.REPORT));
    }

    /// One line an epoch: the validation accuracy from 90 to 100 %.
    private static TrainingListener curve() {
        return event -> {
            if (event instanceof TrainingEvent.EpochEnded ended) {
                double accuracy = ended.validation().accuracy();
                System.out.printf(
                        "%2d %.4f %s%n",
                        ended.epoch(), accuracy, "█".repeat(Math.max(0, (int) (800 * (accuracy - 0.9)))));
            }
        };
    }
}
