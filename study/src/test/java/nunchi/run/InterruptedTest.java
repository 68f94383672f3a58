package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.StoppedException;
import nunchi.codec.Catalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.metric.Direction;
import nunchi.metric.Metric;
import nunchi.metric.Predictions;
import nunchi.schedule.Schedule;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program interrupts the thread that trains at each thing that it hears of or is asked for: steps, ends of epochs,
/// evaluations, layers that are inspected.
final class InterruptedTest {
    private static final String STUDY = """
            name: interrupted
            data: {name: digits, limit: {train: 120, test: 30, validation: 30}, test: {random: 0.1}, validation: {random: 0.1}, batch: 60, preprocess: [{scale: 16}]}
            model: [{dense: {units: 8, activation: relu}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: {telling: {rate: 0.01}}}}
            train: {epochs: 2, metrics: [told], earlyStopping: {monitor: val_loss, patience: 3, restoreBest: true}}
            inspect: {rows: 30, tsne: false, pictures: {count: 1, methods: [gradient]}}
            """;
    private static final List<String> HEARD = new ArrayList<>();
    private static int interrupting;

    @TempDir
    private Path folder;

    /// Asked for at every step.
    public record Telling(double rate) implements Schedule {
        @Override
        public double at(double epoch) {
            hear("step");
            return rate;
        }
    }

    /// Asked for at the end of every evaluation.
    public record Told() implements Metric {
        @Override
        public String name() {
            return "told";
        }

        @Override
        public Direction direction() {
            return Direction.MAX;
        }

        @Override
        public double value(Predictions predictions) {
            hear("evaluation");
            return 1;
        }
    }

    private static void hear(String what) {
        if (HEARD.size() == interrupting) {
            Thread.currentThread().interrupt();
        }
        HEARD.add(what);
    }

    /// Some events come by the time that has gone by.
    private static void hear(TrainingEvent event) {
        if (!(event instanceof TrainingEvent.Progressed) && !(event instanceof TrainingEvent.Measuring)) {
            hear(event.getClass().getSimpleName());
        }
    }

    private static Experiment experiment() {
        return new ExperimentFile(catalogue()).parse(STUDY);
    }

    private static Catalogue catalogue() {
        return Catalogue.standard()
                .with(Schedule.class, List.of(Telling.class))
                .with(Metric.class, List.of(Told.class));
    }

    /// @param at the number of what is heard, from 0
    private RunOptions options(String out, int at) {
        HEARD.clear();
        interrupting = at;
        return new RunOptions()
                .withThreads(1)
                .withOut(folder.resolve(out))
                .withCatalogue(catalogue())
                .withListener(InterruptedTest::hear);
    }

    @Test
    void aRunInterruptedAtAnythingGoesOnToTheSameFiles() throws IOException {
        Runs.run(experiment(), options("whole", -1));
        var whole = ComparedFolder.of(folder.resolve("whole"));
        List<String> all = List.copyOf(HEARD);
        assertThat(all).contains("step", "EpochEnded", "Finished", "Inspected");
        assertThat(all.subList(all.lastIndexOf("Resumable"), all.indexOf("Finished")))
                .as("at the end")
                .contains("evaluation");
        for (int at = 0; at < all.size(); at++) {
            String out = "run" + at;
            boolean stopped = stopped(options(out, at));
            assertThat(Thread.interrupted())
                    .as("interrupted at %d, %s", at, all.get(at))
                    .isTrue();
            if (stopped) {
                Runs.resume(folder.resolve(out), options(out, -1));
            }
            assertThat(ComparedFolder.differences(ComparedFolder.of(folder.resolve(out)), whole))
                    .as("interrupted at %d, %s", at, all.get(at))
                    .isEmpty();
        }
    }

    private static boolean stopped(RunOptions options) {
        try {
            Runs.run(experiment(), options);
            return false;
        } catch (StoppedException interrupted) {
            return true;
        }
    }
}
