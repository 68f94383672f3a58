package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledInspectionTest {
    @TempDir
    Path folder;

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    /// The process is killed when its inspection has seen one layer, then three.
    @Test
    void anInspectionThatIsKilledIsMadeAgainWithTheSameBits() throws Exception {
        Runs.run(KilledRun.inspected(2), options().withOut(folder.resolve("whole")));
        Path killed = folder.resolve("killed");
        for (int layers : new int[] {1, 3}) {
            assertThat(killed(killed, layers)).isTrue();
            assertThat(killed.resolve(RunFolder.REPORT))
                    .as("the report of the training")
                    .exists();
            assertThat(killed.resolve(RunFolder.INSPECTION)).doesNotExist();
        }
        assertThat(killed(killed, Integer.MAX_VALUE)).isFalse();
        assertThat(inspection(killed)).isEqualTo(inspection(folder.resolve("whole")));
        assertThat(Files.readString(killed.resolve(RunFolder.REPORT))).contains("chosen at random from all");
        assertThat(Runs.complete(killed, options())).isFalse();
    }

    /// Without the times that it took.
    private static String inspection(Path run) throws IOException {
        return Files.readString(run.resolve(RunFolder.INSPECTION)).replaceAll("\"seconds\":[^,}]+", "");
    }

    /// @param layers that have been seen before the kill comes
    /// @return whether the process was still there to be killed
    private static boolean killed(Path run, int layers) throws IOException, InterruptedException {
        Process process = KilledRunTest.start(run, 2, "inspected");
        List<String> said = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (Collections.frequency(said, "inspecting") == layers) {
                    process.destroyForcibly();
                    return process.waitFor() != 0;
                }
            }
        }
        assertThat(process.waitFor()).as(said.toString()).isZero();
        return false;
    }

    /// As on a full disk: a folder that is in the way is met by root too.
    @Test
    void aReportThatCannotBeWrittenIsAFailureOfTheWorkAndLosesNothing() throws IOException {
        Path run = folder.resolve("full");
        RunOptions blocking = options().withOut(run).withListener(event -> {
            if (event instanceof TrainingEvent.Finished) {
                ResumeTest.block(run.resolve(".report.html.part"));
            }
        });
        assertThatThrownBy(() -> Runs.run(KilledRun.experiment(2), blocking))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageStartingWith("%s/report.html cannot be written (", run)
                .hasMessageEndingWith("then write it by Report.write of %s", run);
        ResumeTest.delete(run.resolve(".report.html.part"));
        assertThat(Runs.complete(run, options())).isTrue();
        assertThat(run.resolve(RunFolder.REPORT)).exists();
    }

    @Test
    void aReportOfBeforeTheInspectionIsWrittenAgain() throws IOException {
        Path run = folder.resolve("old");
        Runs.run(KilledRun.inspected(2), options().withOut(run));
        Path report = run.resolve(RunFolder.REPORT);
        String whole = Files.readString(report);
        Files.writeString(report, "of the training alone");
        Files.setLastModifiedTime(report, FileTime.from(Instant.EPOCH));
        assertThat(Runs.complete(run, options())).isTrue();
        assertThat(report).hasContent(whole);
        assertThat(Runs.complete(run, options())).isFalse();
    }
}
