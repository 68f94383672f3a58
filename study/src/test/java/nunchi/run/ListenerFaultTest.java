package nunchi.run;

import static nunchi.run.ProgramFaultTest.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import nunchi.check.StoppedException;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.lab.Lab;
import nunchi.lab.LabListener;
import nunchi.lab.Labs;
import nunchi.lab.Task;
import nunchi.search.SearchEvent;
import nunchi.search.Searches;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exceptions of a program's own listeners stop what they listen to as an interrupt does.
final class ListenerFaultTest {
    @TempDir
    private Path folder;

    private RunOptions options(String out) {
        return new RunOptions().withOut(folder.resolve(out)).withThreads(1);
    }

    @Test
    void aListenerStopsTheRunAfterTheEpoch() {
        String whole = Runs.run(plain(), options("whole")).weightsSha256();
        TrainingListener throwing = event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 2) {
                throw new AssertionError("not what was expected");
            }
        };
        assertThatThrownBy(() -> Runs.run(plain(), options("run").withListener(throwing)))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("nunchi.run.ListenerFaultTest.lambda$")
                .hasMessageContaining("threw java.lang.AssertionError: not what was expected")
                .hasMessageEndingWith("; the last whole epoch is 2 of 4")
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(CheckpointFile.latest(RunFolder.open(folder.resolve("run")))
                        .checkpoint()
                        .epoch())
                .isEqualTo(2);
        assertThat(Runs.resume(folder.resolve("run"), options("")).weightsSha256())
                .isEqualTo(whole);
    }

    @Test
    void aListenerToTheEndOfATrialStopsTheSearch() {
        Experiment search = plain().withSearch(new SearchSettings().withRepeat(3));
        assertThatThrownBy(() -> Searches.run(search, options("search"), event -> {
                    if (event instanceof SearchEvent.Ended) {
                        throw new IllegalStateException("boom");
                    }
                }))
                .isInstanceOf(StoppedException.class)
                .hasRootCauseMessage("boom");
        assertThat(Searches.resume(folder.resolve("search"), options(""), _ -> {})
                        .trials())
                .hasSize(3);
    }

    @Test
    void aListenerToALabStopsTheLab() {
        Lab lab = Labs.named("digits-from-scratch");
        Labs.Request request = new Labs.Request(true, task -> new Task.Training(plain()));
        LabListener throwing = new LabListener() {
            @Override
            public void begins(Task task) {}

            @Override
            public void on(TrainingEvent event) {
                if (event instanceof TrainingEvent.EpochEnded) {
                    throw new IllegalStateException("boom");
                }
            }

            @Override
            public void on(SearchEvent event) {}

            @Override
            public void on(Grouped set) {}
        };
        assertThatThrownBy(() -> Labs.run(lab, request, options("lab"), throwing))
                .isInstanceOf(StoppedException.class)
                .hasRootCauseMessage("boom");
        assertThat(Labs.resume(folder.resolve("lab"), options(""), LabListener.none())
                        .members())
                .allMatch(member -> !member.trials().getFirst().failed());
    }
}
