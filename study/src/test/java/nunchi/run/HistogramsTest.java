package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nunchi.experiment.Experiment;
import nunchi.experiment.HistogramSettings;
import nunchi.train.TrainingEvent.Histograms;
import nunchi.train.TrainingEvent.Resumable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramsTest {
    @TempDir
    Path folder;

    private static Experiment experiment() {
        Experiment plain = KilledRun.experiment(4);
        return plain.withTrain(plain.train().withHistograms(new HistogramSettings(1, 64)));
    }

    private RunOptions options(String name) {
        return new RunOptions().withOut(folder.resolve(name)).withThreads(1).withCheckpointsEvery(Duration.ZERO);
    }

    @Test
    void theJournalHoldsWhatAListenerHears() {
        List<Histograms> heard = new ArrayList<>();
        Runs.run(experiment(), options("run").withListener(event -> {
            if (event instanceof Histograms histograms) {
                heard.add(histograms);
            }
        }));
        assertThat(heard).extracting(Histograms::epoch).containsExactly(0, 1, 2, 3, 4);
        assertThat(History.histograms(folder.resolve("run"))).isEqualTo(heard);
        assertThat(History.read(folder.resolve("run"))).hasSize(4);
    }

    @Test
    void theWeightsAreThoseOfARunThatIsNotLookedAt() {
        String with = Runs.run(experiment(), options("with")).weightsSha256();
        assertThat(with)
                .isEqualTo(Runs.run(KilledRun.experiment(4), options("without")).weightsSha256());
    }

    /// The kill comes when the third epoch is told of, but not stored.
    @Test
    void aRunThatGoesOnTellsOfEveryEpochOnceAndTheSame() throws IOException {
        Runs.run(experiment(), options("whole"));
        Path killed = folder.resolve("killed");
        RunOptions stopping = options("killed").withListener(event -> {
            if (event instanceof Histograms histograms && histograms.epoch() == 3) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> Runs.run(experiment(), stopping)).hasRootCauseMessage("killed");
        assertThat(History.histograms(killed)).extracting(Histograms::epoch).containsExactly(0, 1, 2, 3);
        Runs.resume(killed, options("killed"));
        assertThat(lines(killed)).isEqualTo(lines(folder.resolve("whole"))).hasSize(5);
    }

    private static List<String> lines(Path run) throws IOException {
        return Files.readAllLines(run.resolve(RunFolder.JOURNAL)).stream()
                .filter(line -> line.contains("\"event\":\"histograms\""))
                .toList();
    }
}
