package nunchi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import nunchi.data.DataCatalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Intervention;
import nunchi.record.Command;
import nunchi.record.ControlFile;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.record.JournalLine.InterventionLine;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Runs in a folder that are steered while they are trained.
record SteeredRuns(Path folder) {
    static final String RATE = Intervention.LEARNING_RATE;
    static final DataCatalogue DATA = DataCatalogue.standard().keeping();
    /// Longer than the time between two looks at the command file.
    static final Duration LOOK = Duration.ofMillis(230);

    static Experiment digits(int epochs) {
        return new ExperimentFile().parse("""
                name: steered
                data: {name: digits, test: {random: 0.2}, batch: 50, preprocess: [{scale: 16}]}
                model: [{dense: {units: 16, activation: relu}}, {dropout: {rate: 0.1}}, {dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: {exponential: {initial: 0.1, factor: 0.99}}, momentum: 0.9}}
                train: {epochs: %d}
                """.formatted(epochs));
    }

    RunOptions options(String name) {
        return new RunOptions()
                .withThreads(1)
                .withData(DATA)
                .withOut(folder.resolve(name))
                .withCheckpointsEvery(Duration.ZERO);
    }

    RunResult run(String name, int epochs, TrainingListener listener) {
        return Runs.run(digits(epochs), options(name).withListener(listener));
    }

    /// Does something at each place between two steps, by its number.
    static TrainingListener between(Map<Integer, Runnable> actions) {
        int[] count = {0};
        return event -> {
            if (event instanceof TrainingEvent.Steerable) {
                actions.getOrDefault(++count[0], () -> {}).run();
            }
        };
    }

    /// Does something at the end of an epoch; the first step of the next is late enough to be asked for commands.
    static TrainingListener after(int epoch, Runnable action) {
        return event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == epoch) {
                action.run();
                LockSupport.parkNanos(LOOK.toNanos());
            }
        };
    }

    void tell(String run, Command command) {
        ControlFile.append(folder.resolve(run), command);
    }

    void write(String run, String text) {
        try {
            Files.writeString(
                    folder.resolve(run).resolve(ControlFile.NAME),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    List<InterventionLine> told(String run) {
        return lines(run, InterventionLine.class);
    }

    <T extends JournalLine> List<T> lines(String run, Class<T> type) {
        return JournalFile.read(folder.resolve(run).resolve(RunFolder.JOURNAL)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<Intervention> recorded(String run) {
        return new ExperimentFile()
                .read(folder.resolve(run).resolve(RunFolder.EXPERIMENT))
                .course()
                .interventions();
    }
}
