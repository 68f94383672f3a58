import module java.base;
import module nunchi.workbench;

/// Trains with two optimizers from the same five seeds and says whether they differ by more than the seeds do.
///
/// Argument: a folder for both; default: `runs/two-optimizers`.
final class TwoOptimizers {
    private static final Measure ACCURACY = new Measure(Split.TEST, Quantity.ACCURACY);

    private TwoOptimizers() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments.length == 0 ? "runs/two-optimizers" : arguments[0]);
        double[] sgd = accuracies(new Sgd(0.1, 0.9), folder.resolve("sgd"));
        double[] adam = accuracies(new Adam(0.003), folder.resolve("adam"));
        MeanDifference difference = MeanDifference.paired(adam, sgd);
        System.out.printf(
                "adam less sgd: %+.4f ± %.4f (95 %%), p = %.3f%n",
                difference.difference(), difference.confidence95(), difference.p());
    }

    private static double[] accuracies(Optimizer optimizer, Path folder) {
        Experiment experiment = new Experiment(
                        "two-optimizers",
                        new DataSettings("digits")
                                .withTest(new Splitter.Random(0.2))
                                .withPreprocess(new Scale(16)),
                        List.of(new Dense(32, new Relu()), new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        optimizer,
                        new TrainSettings(8))
                .withSearch(new SearchSettings().withRepeat(5));
        SearchResult result = Searches.run(experiment, new RunOptions().withOut(folder), SearchListener.none());
        double[] accuracies = result.trials().stream()
                .mapToDouble(trial -> ACCURACY.of(trial.result()))
                .toArray();
        Statistics statistics = Statistics.of(accuracies);
        System.out.printf(
                "%s: test accuracy %.4f ± %.4f (95 %%)%n",
                folder.getFileName(), statistics.mean(), statistics.confidence95());
        return accuracies;
    }
}
