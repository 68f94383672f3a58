package nunchi.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.train.Samples;
import nunchi.train.TrainingEvent;

/// A process that begins a search or goes on with it, to be killed; it says `training` when it trains.
public final class KilledSearch {
    private KilledSearch() {}

    /// Equal settings stand in it twice, and one fails.
    static Experiment experiment() {
        SearchSettings search = new SearchSettings()
                .withGrid("optimizer.sgd.learningRate", 0.1, 0.3, 1e300, 0.1)
                .withRepeat(2)
                .withParallel(2);
        return Samples.experiment(Samples.batches(7), new TrainSettings(60)).withSearch(search);
    }

    /// @param arguments the search's folder
    public static void main(String... arguments) {
        Path folder = Path.of(arguments[0]);
        RunOptions options = new RunOptions().withOut(folder).withThreads(2).withCheckpointsEvery(Duration.ZERO);
        SearchListener listener = event -> {
            if (event instanceof SearchEvent.Training training && training.event() instanceof TrainingEvent.Started) {
                System.out.println("training");
            }
        };
        if (Files.exists(folder.resolve(RunFolder.EXPERIMENT))) {
            Searches.resume(folder, Samples.parts(), options, listener);
        } else {
            Searches.run(experiment(), Samples.parts(), options, listener);
        }
    }
}
