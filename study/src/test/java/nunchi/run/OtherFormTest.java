package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import nunchi.data.ImageForm;
import nunchi.data.Reading;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data of another form than the run's is judged by what it is, not by settings and layers that its person never wrote.
final class OtherFormTest {
    @TempDir
    private static Path folder;

    private static Path pictures;
    private static Path digits;

    @BeforeAll
    static void train() throws IOException {
        for (int label = 0; label < 10; label++) {
            Path place = Files.createDirectories(folder.resolve("shots/" + label));
            ImageIO.write(
                    new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    place.resolve("one.png").toFile());
        }
        DataSettings shots = new DataSettings(folder.resolve("shots").toString())
                .withReading(Reading.PLAIN.withImage(new ImageForm(8)).withSkipDamaged(true));
        pictures = run("pictures", shots.withPreprocess(new Flatten()));
        digits = run("digits", new DataSettings("digits"));
    }

    private static Path run(String name, DataSettings data) {
        Runs.run(
                new Experiment(
                        name,
                        data,
                        List.of(new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.1),
                        new TrainSettings(1)),
                options().withOut(folder.resolve(name)));
        return folder.resolve(name);
    }

    private static RunOptions options() {
        return new RunOptions().withBackend("reference");
    }

    @Test
    void aSettingOfTheRunsOwnReaderIsLeftOutForOtherData() {
        assertThatThrownBy(() ->
                        Runs.evaluate(pictures, null, List.of("data.name=digits", "data.image={size: 8}"), options()))
                .as("a setting that the person wrote")
                .hasMessageContaining("the key image means nothing");
        assertThat(Runs.evaluate(pictures, null, List.of("data.name=digits"), options())
                        .evaluation()
                        .rows())
                .isEqualTo(1797);
        assertThat(Runs.evaluate(digits, null, List.of("data.name=digits"), options())
                        .evaluation()
                        .rows())
                .isEqualTo(1797);
    }

    @Test
    void aModelThatDoesNotFitIsToldByBothShapes() {
        assertThatThrownBy(() -> Runs.evaluate(
                        digits, null, List.of("data.name='%s'".formatted(folder.resolve("shots"))), options()))
                .hasMessageContaining(
                        "the model of " + digits + " takes examples of shape [64], but those of shots are [8, 8, ")
                .hasMessageContaining("fit it by data.preprocess")
                .hasMessageNotContaining("flatten");
    }
}
