package nunchi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.StoppedException;
import nunchi.run.ComparedFolder;
import nunchi.run.RunOptions;
import nunchi.search.SearchEvent;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program interrupts the thread that runs a lab at each thing that it hears of: within members of every kind, and
/// between them.
final class InterruptedLabTest {
    private static final String TRAINING = """
            name: trained
            data: {name: digits, test: {random: 0.2}, limit: {train: 60, test: 40}}
            model: [{scale: 16}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 2}
            """;

    @TempDir
    private Path folder;

    private Path files;

    @BeforeEach
    void filesOfEveryKind() throws IOException {
        files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("a-training.yaml"), TRAINING + "inspect: {rows: 20, tsne: false}\n");
        Files.writeString(
                files.resolve("b-clusters.yaml"),
                "{name: grouped, points: [{name: moons, rows: 30}], kmeans: {clusters: [2]}, dbscan: {minPoints: [3]}}");
        Files.writeString(
                files.resolve("c-outline.yaml"),
                "{name: outlined, data: {name: digits}, model: [{dense: {units: 10}}]}");
        Files.writeString(files.resolve("d-search.yaml"), TRAINING + "search: {repeat: 2}\n");
        Files.writeString(files.resolve("e-last.yaml"), TRAINING);
    }

    /// Hears all events but those that come by the time that has gone by.
    ///
    /// @param at the number of what is heard, from 0, at which the thread is interrupted
    private record Interrupting(Thread caller, int at, List<String> heard) implements LabListener {
        private void hear(String what) {
            if (heard.size() == at) {
                caller.interrupt();
            }
            heard.add(what);
        }

        @Override
        public void begins(Task task) {
            hear("begins " + task.name());
        }

        @Override
        public void on(TrainingEvent event) {
            if (!(event instanceof TrainingEvent.Progressed) && !(event instanceof TrainingEvent.Measuring)) {
                hear(event.getClass().getSimpleName());
            }
        }

        @Override
        public void on(SearchEvent event) {
            if (!(event instanceof SearchEvent.Training)) {
                hear("search " + event.getClass().getSimpleName());
            }
        }

        @Override
        public void on(Grouped set) {
            hear("grouped");
        }
    }

    private RunOptions options(String out) {
        return new RunOptions().withThreads(1).withOut(folder.resolve(out));
    }

    private List<String> run(String out, int at) {
        List<String> heard = new ArrayList<>();
        Labs.run(Labs.in(files), new Labs.Request(), options(out), new Interrupting(Thread.currentThread(), at, heard));
        return heard;
    }

    private boolean stopped(String out, int at) {
        try {
            run(out, at);
            return false;
        } catch (StoppedException interrupted) {
            return true;
        }
    }

    @Test
    void aLabInterruptedAtAnythingGoesOnToTheSameFiles() throws IOException {
        List<String> all = run("whole", -1);
        assertThat(all)
                .contains(
                        "begins trained",
                        "EpochEnded",
                        "Finished",
                        "Inspected",
                        "grouped",
                        "begins outlined",
                        "search Planned",
                        "search Ended");
        var whole = ComparedFolder.of(folder.resolve("whole"));
        for (int at = 0; at < all.size(); at++) {
            String out = "lab" + at;
            boolean stopped = stopped(out, at);
            assertThat(Thread.interrupted())
                    .as("interrupted at %d, %s", at, all.get(at))
                    .isTrue();
            if (stopped) {
                Labs.resume(folder.resolve(out), options(out), LabListener.none());
            }
            assertThat(ComparedFolder.differences(ComparedFolder.of(folder.resolve(out)), whole))
                    .as("interrupted at %d, %s", at, all.get(at))
                    .isEmpty();
        }
    }
}
