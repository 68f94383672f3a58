package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.Monitor;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Standardize;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.train.TrainingEvent;

/// A process that begins a run or goes on with it, to be killed; it says `training` when it trains.
public final class KilledRun {
    private KilledRun() {}

    /// Everything that lasts from epoch to epoch is in it: moments, running statistics, dropout, the best model, a rate
    /// that is lowered.
    static Experiment experiment(int epochs) {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withValidation(new Splitter.Random(0.2))
                .withBatch(100)
                .withPreprocess(new Standardize());
        EarlyStopping stopping = new EarlyStopping(Monitor.VAL_LOSS, 1000, 0, true, EarlyStopping.Convention.KERAS);
        return new Experiment(
                "killed",
                data,
                List.of(new Dense(24, new Relu()), new BatchNorm(), new Dropout(0.3), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.002),
                new TrainSettings(epochs)
                        .withEvaluateEvery(2)
                        .withEarlyStopping(stopping)
                        .withReduceOnPlateau(new ReduceOnPlateau(Monitor.VAL_LOSS, 0.9, 5)));
    }

    /// With maps of some rows, that take longer than the training.
    static Experiment inspected(int epochs) {
        return experiment(epochs).withInspect(new InspectSettings().withRows(80).withTsne(20, 60));
    }

    /// A kill may have come when nothing but the report was missing.
    private static void resume(Path folder, RunOptions options) {
        try {
            Runs.resume(folder, options);
        } catch (InvalidRequestException done) {
            if (!done.getMessage().contains("is done")) {
                throw done;
            }
        }
    }

    /// @param arguments the run's folder and the number of epochs, and whatever else to be inspected too
    public static void main(String... arguments) {
        Path folder = Path.of(arguments[0]);
        RunOptions options = new RunOptions()
                .withOut(folder)
                .withThreads(1)
                .withCheckpointsEvery(Duration.ZERO)
                .withListener(event -> {
                    switch (event) {
                        case TrainingEvent.Started _ -> System.out.println("training");
                        case TrainingEvent.Inspected _ -> System.out.println("inspecting");
                        default -> {}
                    }
                });
        if (Files.exists(folder.resolve(RunFolder.EXPERIMENT))) {
            resume(folder, options);
        } else {
            int epochs = Integer.parseInt(arguments[1]);
            Runs.run(arguments.length > 2 ? inspected(epochs) : experiment(epochs), options);
        }
    }
}
