package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.PictureSettings;
import nunchi.inspect.LayerMap;
import nunchi.record.JsonFile;
import nunchi.saliency.Occlusion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InspectionsTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void train() {
        run = folder.resolve("run");
        Runs.run(KilledRun.experiment(3), OPTIONS.withOut(run));
    }

    private String inspect(int threads, long seed) throws IOException {
        Inspections.inspect(
                run,
                new InspectSettings()
                        .withPart(Split.TEST)
                        .withRows(90)
                        .withTsne(20, 60)
                        .withSeed(seed),
                OPTIONS.withThreads(threads),
                map -> {});
        return Files.readString(run.resolve("inspection.json")).replaceAll("\"seconds\":[^,}]+", "");
    }

    @Test
    void theFileIsTheSameEveryTimeForAnyNumberOfThreadsButAnotherForAnotherSeed() throws IOException {
        String first = inspect(1, 7);
        assertThat(inspect(2, 7)).isEqualTo(first);
        assertThat(inspect(1, 8)).isNotEqualTo(first);
    }

    @Test
    void theFileHoldsTheChosenRowsOnceWithTheirLabelsAndPictures() throws IOException {
        inspect(1, 7);
        JsonNode tree = JsonFile.read(RunFolder.open(run).file(RunFolder.INSPECTION));
        Dataset test = Runs.evaluate(run, Split.TEST, List.of(), OPTIONS).data();
        assertThat(tree.path("rowNumbers")).hasSize(90).doesNotHaveDuplicates();
        assertThat(tree.path("of").asInt()).isEqualTo(360);
        byte[] images = Base64.getDecoder().decode(tree.path("images").asString());
        assertThat(images).hasSize(90 * 64);
        float[] example = new float[64];
        for (int i = 0; i < 90; i++) {
            int row = tree.path("rowNumbers").path(i).asInt();
            assertThat(tree.path("labels").path(i).asInt()).isEqualTo(test.label(row));
            test.example(row, example, 0);
            assertThat(images).containsSubsequence(test.range().brightnesses(example));
        }
        assertThat(tree.path("layers")).hasSize(4);
        assertThat(tree.path("layers").path(2).path("also").path(0).asString()).isEqualTo("2.dropout");
        assertThat(tree.path("layers").path(3).path("tsne").path("places")).hasSize(180);
        assertThat(tree.path("layers")).allSatisfy(layer -> {
            assertThat(layer.path("clusters").path("kmeans").path("k").asInt()).isEqualTo(10);
            assertThat(layer.path("clusters")
                            .path("kmeans")
                            .path("adjustedRand")
                            .asDouble())
                    .isBetween(0.2, 1.0);
            assertThat(layer.path("clusters").path("dbscan").path("noiseShare").asDouble())
                    .isBetween(0.0, 1.0);
        });
    }

    @Test
    void theReportTellsOfTheLayersInNumbers() throws IOException {
        List<LayerMap> layers =
                Inspections.inspect(run, new InspectSettings().withRows(360).withoutTsne(), OPTIONS, map -> {});
        String report = Files.readString(run.resolve("report.html"));
        assertThat(report)
                .contains("All 360 rows of the test set went through the trained model")
                .contains("data-map=")
                .contains("\"clusterings\":")
                .contains("data-value=\"%s\"".formatted(layers.getLast().nearestLabel()))
                .contains("id=\"clusters\"")
                .contains("data-value=\"%s\""
                        .formatted(
                                layers.getLast().clusters().means().agreement().purity()));
        assertThat(layers.getLast().clusters().density()).isNull();
        assertThat(layers)
                .hasSize(4)
                .allSatisfy(layer -> assertThat(layer.nearestLabel()).isBetween(0.5, 1.0));
    }

    @Test
    void wrongRequestsAreRefusedAndLeaveNoFile() {
        assertThatThrownBy(() -> Inspections.inspect(run, new InspectSettings().withRows(361), OPTIONS, map -> {}))
                .hasMessage("there are 360 rows; ask for 2 to 360 of them, not 361");
        assertThatThrownBy(() -> Inspections.inspect(
                        run, new InspectSettings().withRows(60).withTsne(30, 1000), OPTIONS, map -> {}))
                .hasMessageContaining("a perplexity of 30.0 needs at least 91 rows");
        assertThat(run.resolve("inspection.json")).doesNotExist();
    }

    @Test
    void anExperimentThatSaysSoIsLookedIntoAfterItsTrainingInTheSameWay() throws IOException {
        InspectSettings wanted = new InspectSettings()
                .withPart(Split.TEST)
                .withRows(90)
                .withTsne(20, 60)
                .withSeed(7)
                .withKeepActivations(true);
        String byHand = inspect(1, 7);
        Path looked = folder.resolve("looked");
        Runs.run(KilledRun.experiment(3).withInspect(wanted), OPTIONS.withOut(looked));
        assertThat(Files.readString(looked.resolve("inspection.json")).replaceAll("\"seconds\":[^,}]+", ""))
                .isEqualTo(byHand);
        assertThat(looked.resolve("activations/preprocess.0.standardize.npy")).hasSize(128 + 360 * 64 * 4);
        assertThat(Files.readString(looked.resolve("report.html"))).contains("id=\"layers\"");
    }

    @Test
    void whatCannotBeLookedIntoIsRefusedBeforeTheTraining() {
        InspectSettings tooMany = new InspectSettings().withPart(Split.TEST).withRows(361);
        assertThatThrownBy(() ->
                        Runs.run(KilledRun.experiment(3).withInspect(tooMany), OPTIONS.withOut(folder.resolve("none"))))
                .hasMessage("there are 360 rows; ask for 2 to 360 of them, not 361");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void settingsOfAnInspectionThatDoNotFitAreRefusedBeforeTheTraining() {
        refused(
                new InspectSettings().withPart(Split.TEST).withRows(60).withTsne(30, 300),
                "a perplexity of 30.0 needs at least 91 rows");
        refused(
                new InspectSettings().withLayers("0.dense/inner"),
                "0.dense/inner is within a layer; the layers to choose from are ");
        refused(new InspectSettings().withLayers("9"), "unknown layer '9'");
        refused(
                new InspectSettings().withPictures(new PictureSettings(1, List.of(new Occlusion(9, null, null)))),
                "the window of 9 does not fit into images of 8 x 8");
        refused(
                new InspectSettings().withPictures(new PictureSettings(1, List.of(new Occlusion(2, 3, null)))),
                "a stride of 3 leaves places");
    }

    private void refused(InspectSettings wanted, String complaint) {
        assertThatThrownBy(() ->
                        Runs.run(KilledRun.experiment(3).withInspect(wanted), OPTIONS.withOut(folder.resolve("none"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(complaint);
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
