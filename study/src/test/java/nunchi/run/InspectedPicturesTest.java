package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.PictureSettings;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Reshape;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Picture;
import nunchi.record.JsonFile;
import nunchi.saliency.GradCam;
import nunchi.saliency.Saliency;
import nunchi.train.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InspectedPicturesTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);
    private static final List<Layer> CONVOLUTIONAL = List.of(
            new Reshape(List.of(8, 8, 1)),
            new Conv2d(20, 3, new Relu()),
            new Conv2d(4, 3, new Relu()),
            new Flatten(),
            new Dense(10));

    @TempDir
    Path folder;

    private static Experiment experiment(List<Layer> model) {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withBatch(100)
                .withPreprocess(new Scale(16));
        return new Experiment("small", data, model, new SoftmaxCrossEntropy(), new Adam(0.003), new TrainSettings(2));
    }

    private Path run(List<Layer> model) {
        return Runs.run(experiment(model), OPTIONS.withOut(folder.resolve("run")))
                .folder()
                .path();
    }

    private static JsonNode inspect(Path run, PictureSettings pictures, InspectedPicture... own) {
        Inspections.inspect(
                run,
                new InspectSettings().withRows(40).withoutTsne().withPictures(pictures),
                List.of(own),
                OPTIONS,
                layer -> {});
        return JsonFile.read(RunFolder.open(run).file(RunFolder.INSPECTION));
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    @Test
    void theSurestRightAnswersOfDifferentClassesAndTheSurestMistakesAreShownWithAMapByEveryMethod() throws IOException {
        Path run = run(CONVOLUTIONAL);
        JsonNode pictures = inspect(run, new PictureSettings(6, List.of())).path("pictures");
        Evaluation evaluation = Runs.evaluate(run, null, List.of(), OPTIONS).evaluation();
        List<JsonNode> shown = pictures.path("shown").valueStream().toList();
        assertThat(shown).hasSize(6);
        assertThat(shown.subList(0, 3))
                .allMatch(one -> one.path("truth").equals(one.path("prediction")))
                .extracting(one -> one.path("truth").asInt())
                .doesNotHaveDuplicates();
        assertThat(shown.subList(3, 6))
                .extracting(one -> one.path("row").asInt())
                .isEqualTo(evaluation.mistakesByConfidence().subList(0, 3).stream()
                        .map(Evaluation.Answer::row)
                        .toList());
        assertThat(shown.getLast().path("probability").asDouble()).isGreaterThan(0.1);
        assertThat(pictures.path("methods"))
                .extracting(method -> method.path("name").asString())
                .containsExactlyElementsOf(
                        Saliency.ALL.stream().map(Saliency::name).toList());
        assertThat(pictures.path("methods").path(3).path("layer").asString()).isEqualTo("2.conv2d");
        assertThat(shown)
                .allSatisfy(one -> assertThat(one.path("maps"))
                        .hasSize(5)
                        .allSatisfy(map -> assertThat(bytes(map.path("map"))).hasSize(64)));
        requireMapsInTheReport(Files.readString(run.resolve("report.html")));
    }

    private static void requireMapsInTheReport(String report) {
        assertThat(report.substring(report.indexOf("id=\"saliency\""), report.indexOf("</main>")))
                .contains(
                        "id=\"saliency\"",
                        "id=\"filters-and-feature-maps\"",
                        "6 images of the test set, the most confident correct predictions, then",
                        "Grad-CAM</b>: where the last convolutional layer finds what speaks for the score (2.conv2d)",
                        "alt=\"Occlusion of row ",
                        "1.conv2d/weight: all 20 filters of 3 x 3;",
                        "2.conv2d/weight: all 4 filters of 3 x 3, a row each, by the first 16 of 20 channels;")
                .doesNotContain("NaN");
    }

    @Test
    void kernelsAndTheStrongestChannelsAreDrawn() {
        JsonNode tree = inspect(run(CONVOLUTIONAL), new PictureSettings(2, List.of(new GradCam())));
        JsonNode second = tree.path("filters").path(1);
        assertThat(tree.path("filters").path(0).path("units").asInt()).isEqualTo(20);
        assertThat(second.path("path").asString()).isEqualTo("2.conv2d/weight");
        assertThat(bytes(second.path("images"))).hasSize(4 * 16 * 9);
        assertThat(tree.path("featureMaps")).hasSize(4);
        JsonNode maps = tree.path("featureMaps").path(0);
        assertThat(maps.path("channels")).hasSize(16).doesNotHaveDuplicates();
        assertThat(bytes(maps.path("images"))).hasSize(16 * 36).contains((byte) 255);
    }

    @Test
    void onesOwnPictureComesFirstAndAModelWithoutConvolutionsHasNoGradCam() throws IOException {
        Path run = run(List.of(new Dense(10)));
        Picture grey = Picture.of(2, 3, 1, new byte[6]);
        JsonNode tree =
                inspect(run, new PictureSettings(1, List.of()), new InspectedPicture("<b>.png", new float[64], grey));
        JsonNode shown = tree.path("pictures").path("shown");
        assertThat(shown).hasSize(2);
        assertThat(shown.path(0).path("name").asString()).isEqualTo("<b>.png");
        assertThat(shown.path(0).has("truth")).isFalse();
        assertThat(tree.path("pictures").path("methods"))
                .extracting(method -> method.path("name").asString())
                .containsExactly("gradient", "smoothGrad", "integratedGradients", "occlusion");
        assertThat(tree.has("filters")).isFalse();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("1 image of your own, and 1 image of the test set", "&lt;b&gt;.png")
                .doesNotContain("<b>.png");
        assertThatThrownBy(() -> inspect(run, new PictureSettings(1, List.of(new GradCam()))))
                .hasMessageContaining("Grad-CAM looks at a convolutional layer, and this model has none");
        assertThat(inspect(run, new PictureSettings(0, List.of())).has("pictures"))
                .isFalse();
    }

    @Test
    void aMethodThatDoesNotFitIsRefusedBeforeTheTraining() {
        InspectSettings wanted = new InspectSettings().withPictures(new PictureSettings(1, List.of(new GradCam("4"))));
        assertThatThrownBy(() -> Runs.run(
                        experiment(CONVOLUTIONAL).withInspect(wanted), OPTIONS.withOut(folder.resolve("none"))))
                .hasMessage(
                        "Grad-CAM takes a layer that puts out images [rows, columns, channels], but 4.dense puts out [10]");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
