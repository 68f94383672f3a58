package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.InspectSettings;
import nunchi.predict.Predictor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A finished run whose `experiment.yaml` is edited.
class TrainedExperimentTest {
    @TempDir
    Path folder;

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    private Path finished() {
        Path run = folder.resolve("run");
        Runs.run(KilledRun.experiment(2), options().withOut(run));
        return run;
    }

    private static void edit(Path run, String before, String after) throws IOException {
        Path file = run.resolve(RunFolder.EXPERIMENT);
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replaceFirst(before, after));
    }

    private Map<String, ThrowingCallable> uses(Path run) {
        Map<String, ThrowingCallable> uses = new TreeMap<>();
        uses.put("evaluate", () -> Runs.evaluate(run, null, List.of(), options()));
        uses.put(
                "inspect",
                () -> Inspections.inspect(
                        run, new InspectSettings().withRows(20).withoutTsne(), options(), _ -> {}));
        uses.put("predict", () -> Predictor.load(run).close());
        uses.put("onnx", () -> Exports.onnx(run, folder.resolve("model.onnx"), options()));
        uses.put("verify", () -> Runs.verify(run, options()));
        return uses;
    }

    @Test
    void noCommandTellsOfAModelThatWasNeverTrained() throws IOException {
        Path run = finished();
        List<List<String>> edits = List.of(
                List.of(
                        "restoreBest: true",
                        "restoreBest: false",
                        "train.earlyStopping.restoreBest was true and is false"),
                List.of("units: 24", "units: 25", "model.0.dense.units was 24 and is 25"),
                List.of("batch: 100", "batch: 50", "data.batch was 100 and is 50"));
        for (List<String> edit : edits) {
            edit(run, edit.get(0), edit.get(1));
            uses(run)
                    .forEach((name, use) -> assertThatThrownBy(use)
                            .as(name)
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageStartingWith(
                                    "%s is no longer what the model was trained with: ",
                                    run.resolve(RunFolder.EXPERIMENT))
                            .hasMessageContaining(edit.get(2))
                            .hasMessageEndingWith("; put it back, or train again"));
            edit(run, edit.get(1), edit.get(0));
        }
        assertThat(Runs.verify(run, options()).same()).isTrue();
    }

    @Test
    void wordsMayBeEditedAndFoldersWithoutTheRecordStayReadable() throws IOException {
        Path run = finished();
        edit(run, "title: null", "title: In other words");
        double loss = Runs.evaluate(run, null, List.of(), options())
                .evaluation()
                .metrics()
                .loss();
        Path model = run.resolve(RunFolder.MODEL);
        JsonMapper mapper = new JsonMapper();
        Files.write(
                model,
                mapper.writeValueAsBytes(
                        mapper.readTree(Files.readAllBytes(model)).asObject().without("experiment")));
        assertThat(Runs.evaluate(run, null, List.of(), options())
                        .evaluation()
                        .metrics()
                        .loss())
                .isEqualTo(loss);
    }
}
