package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesSectionTest {
    @TempDir
    private Path temporary;

    @Test
    void weightsOfClassesStandInTheMathematicsAndBesideTheCurves() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        assertThat(Report.html(folder)).doesNotContain("Weights of the classes in the training loss", "classWeights)");

        String experiment = Files.readString(folder.resolve("experiment.yaml"));
        Files.writeString(
                folder.resolve("experiment.yaml"),
                experiment
                        .replace("train: {", "train: {classWeights: balanced, ")
                        .replace("reduction: sum", "reduction: mean"));
        assertThat(Report.html(folder))
                .contains("Weights of the classes in the training loss")
                .contains("The training loss counts every example as many times as its class has weight")
                .contains("divided by the number of examples, not by the sum of their weights")
                .as("1437 / (10 · 144)")
                .contains("0.9979");

        Files.writeString(
                folder.resolve("experiment.yaml"),
                experiment.replace(
                        "train: {", "train: {classWeights: {explicit: {weights: [7.5, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}, "));
        assertThat(Report.html(folder)).contains("7.500", "a batch, each times its weight, are added up, not averaged");
    }

    @Test
    void theTableOfEpochsHasThoseThatTheTextNames() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        String journal = Files.readString(folder.resolve("journal.jsonl"));
        List<String> epochs = journal.lines()
                .filter(line -> line.contains("\"event\":\"epoch\"") || line.contains("\"event\": \"epoch\""))
                .toList();
        Files.writeString(folder.resolve("journal.jsonl"), String.join("\n", epochs.subList(0, 4)) + "\n");
        assertThat(Report.html(folder)).contains("Metrics of all epochs").doesNotContain("Metrics of some epochs");

        String result = Files.readString(folder.resolve("result.json"));
        Files.writeString(folder.resolve("journal.jsonl"), journal);
        assertThat(epochsTable(Report.html(folder))).doesNotContain(">17<");
        String best = "\"best\":{\"epoch\":17,\"monitor\":\"val_accuracy\",\"value\":0.9},\"name\":";
        Files.writeString(folder.resolve("result.json"), result.replace("\"name\":", best));
        assertThat(epochsTable(Report.html(folder))).contains(">17<");
    }

    @Test
    void changedExamplesAreShownOfNoMoreEpochsThanThereWere() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        String data = Files.readString(folder.resolve("data.json"));
        String image = "\"" + "A".repeat(85) + "A==" + "\"";
        Files.writeString(
                folder.resolve("data.json"),
                data.replaceFirst(
                        "\\{",
                        "{\"augmented\":[{\"row\":0,\"image\":%s,\"epochs\":[%1$s,%1$s,%1$s]}],".formatted(image)));
        String result = Files.readString(folder.resolve("result.json"));
        Files.writeString(folder.resolve("result.json"), result.replaceFirst("\"epochs\": *[0-9]+", "\"epochs\":2"));
        assertThat(Report.html(folder)).contains("row 0 in epoch 2").doesNotContain("row 0 in epoch 3");
    }

    private static String epochsTable(String html) {
        int start = html.indexOf("Metrics of some epochs as a table");
        assertThat(start).isPositive();
        return html.substring(start, html.indexOf("</details>", start));
    }
}
