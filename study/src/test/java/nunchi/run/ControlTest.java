package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.record.Command;
import nunchi.record.ControlFile;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    @TempDir
    Path folder;

    private SteeredRuns runs;

    @BeforeEach
    void open() {
        runs = new SteeredRuns(folder);
    }

    @Test
    void linesThatAreNoCommandsAreLeftOutWithOneSentence() {
        String untouched = runs.run("untouched", 6, TrainingListener.none()).weightsSha256();
        List<String> warnings = new ArrayList<>();
        String garbage = """
                no JSON
                {"command":"explode"}
                {"command":"set","key":"optimizer.momentum","value":0.5}
                {"command":"set","key":"optimizer.learningRate","value":-1}
                {"command":"set","key":"optimizer.learningRate","value":1E+999}
                {"command":"set","key":"optimizer.learningRate"}
                {"command":["pause"]}
                []

                눈치 %s
                """.formatted("[".repeat(9_000));
        TrainingListener writing = SteeredRuns.after(2, () -> runs.write("a", garbage))
                .and(SteeredRuns.after(3, () -> runs.write("a", "x".repeat(1 << 17))))
                .and(SteeredRuns.after(4, () -> runs.write("a", "\n{\"command\":")));
        RunResult result = Runs.run(
                SteeredRuns.digits(6),
                runs.options("a")
                        .withData(SteeredRuns.DATA.withNotes(warnings::add))
                        .withListener(writing));
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(ControlFile.NAME, "the training goes on")
                .doesNotContain("\n");
        assertThat(result.weightsSha256()).isEqualTo(untouched);
        assertThat(runs.told("a")).isEmpty();
        assertThat(runs.recorded("a")).isEmpty();
    }

    @Test
    void commandsOfBeforeTheTrainingCountForNothing() throws IOException {
        TrainingListener killing = SteeredRuns.after(3, () -> {
            throw new StoppedException("killed");
        });
        assertThatThrownBy(() -> runs.run("a", 5, killing)).isInstanceOf(StoppedException.class);
        runs.write("a", "{\"command\":\"stop\"}\n");
        RunResult result =
                Runs.resume(folder.resolve("a"), runs.options("a").withListener(SteeredRuns.after(4, () -> {})));
        assertThat(result.trained().epochs()).isEqualTo(5);
        assertThat(runs.told("a")).isEmpty();
    }

    @Test
    void aCommandForARunThatIsNotInTrainingIsRefused() {
        runs.run("a", 1, TrainingListener.none());
        assertThatThrownBy(() -> runs.tell("a", Command.of("pause")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a is not in training");
        assertThat(folder.resolve("a").resolve(ControlFile.NAME)).doesNotExist();
        assertThatThrownBy(() -> runs.tell("b", Command.of("pause")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explode", "set", ""})
    void anUnknownCommandIsRefused(String command) {
        assertThatThrownBy(() -> Command.of(command)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer.learningRate, 0",
        "optimizer.learningRate, NaN",
        "optimizer.learningRate, Infinity",
        "optimizer.learningRate, -0.1",
        "optimizer.momentum, 0.5"
    })
    void aSettingThatCannotBeMadeIsRefused(String key, double value) {
        assertThatThrownBy(() -> Command.set(key, value)).isInstanceOf(InvalidRequestException.class);
    }
}
