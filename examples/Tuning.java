import module java.base;
import module nunchi.workbench;

/// Tries learning rates and widths with three seeds each, two trainings at a time, and takes the setting that is best
/// on the validation set.
///
/// Argument: the folder of the search; default: `runs/…`.
public class Tuning {
    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "tuning",
                new DataSettings("digits")
                        .withTest(new Splitter.Random(0.2))
                        .withValidation(new Splitter.Random(0.2))
                        .withPreprocess(new Scale(16)),
                List.of(new Dense(32, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.001),
                new TrainSettings(5));
        // @start region="search"
        SearchSettings search = new SearchSettings()
                .withGrid("optimizer.adam.learningRate", 0.0003, 0.003, 0.03)
                .withGrid("model.0.dense.units", 16, 64)
                .withRepeat(3)
                .withParallel(2);

        RunOptions options = new RunOptions().withOut(arguments.length > 0 ? Path.of(arguments[0]) : null);
        SearchResult result = Searches.run(experiment.withSearch(search), options, Tuning::print);
        // @end
        Setting best = result.best().orElseThrow();
        System.out.printf(
                "best: %s, test accuracy %.4f; all: %s%n",
                Plan.inWords(best.values()),
                best.statistics(new Measure(Split.TEST, Quantity.ACCURACY))
                        .orElseThrow()
                        .mean(),
                result.folder().file(RunFolder.REPORT));
    }

    private static void print(SearchEvent event) {
        if (event instanceof SearchEvent.Ended ended) {
            System.out.printf(
                    "%s, seed %d: %s%n",
                    Plan.inWords(ended.outcome().trial().values()),
                    ended.outcome().trial().seed(),
                    ended.outcome().result().status());
        }
    }
}
