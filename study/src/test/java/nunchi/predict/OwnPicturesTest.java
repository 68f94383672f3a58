package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import nunchi.activation.Relu;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.experiment.Variant;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Picture;
import nunchi.record.JsonFile;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OwnPicturesTest {
    @TempDir
    private Path folder;

    private Path run;
    private Path pictures;

    @BeforeEach
    void trainAndDraw() throws IOException {
        run = folder.resolve("run");
        Experiment experiment = new Experiment(
                "small",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                List.of(new Dense(16, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(2));
        Runs.run(
                experiment.withVariants(new Variant("not divided by 16", List.of("data.preprocess=[]"))),
                new RunOptions().withOut(run));
        pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int digit = 0; digit < 2; digit++) {
            BufferedImage drawn = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 5; y < 35; y++) {
                drawn.getRaster().setSample(18 + digit * (y % 7), y, 0, 255);
            }
            ImageIO.write(drawn, "png", pictures.resolve(digit + ".png").toFile());
        }
    }

    @Test
    void picturesAreKeptWithWhatTheModelMakesOfThemAndOfTheVariantsAsThePredictorSays() throws IOException {
        List<Answer> answers = OwnPictures.keep(run, List.of(pictures), new RunOptions());
        JsonNode tree = JsonFile.read(RunFolder.open(run).file(RunFolder.PREDICTIONS));
        assertThat(tree.path("predictions")).hasSize(2);
        assertThat(tree.path("predictions").path(1).path("class").asString())
                .isEqualTo(answers.get(1).prediction().best().name());
        try (Predictor undivided = Predictor.load(run, List.of("data.preprocess=[]"), new RunOptions())) {
            double probability = undivided.predict(picture(0)).best().probability();
            assertThat((float) tree.path("variants")
                            .path(0)
                            .path("predictions")
                            .path(0)
                            .path("probability")
                            .asDouble())
                    .isEqualTo((float) probability)
                    .isNotEqualTo((float)
                            tree.path("predictions").path(0).path("probability").asDouble());
        }
        assertThat(Files.readString(run.resolve("report.html"))).contains(">Own images</h2>", "Not divided by 16: ");
    }

    private Picture picture(int digit) {
        return Picture.read(pictures.resolve(digit + ".png"));
    }

    @Test
    void aFolderWithoutReadablePicturesIsRefusedAndNothingIsWritten() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("a.png"), "no image");
        assertThatThrownBy(() -> OwnPictures.keep(run, List.of(broken), new RunOptions()))
                .hasMessageContaining("none of the images could be read");
        assertThat(run.resolve("predictions.json")).doesNotExist();
    }
}
