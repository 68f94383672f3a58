package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static Path one;
    private static Path damaged;

    @BeforeAll
    static void train() throws IOException {
        run = folder.resolve("run");
        Path study = Files.writeString(folder.resolve("study.yaml"), CommandsTest.STUDY);
        Answer.to("run", study.toString(), "--out", run.toString(), "--epochs", "1");
        BufferedImage image = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
        IntStream.range(10, 70)
                .forEach(row -> IntStream.range(25, 32).forEach(column -> image.setRGB(column, row, 0xffffff)));
        one = folder.resolve("one.png");
        ImageIO.write(image, "png", one.toFile());
        damaged = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(one), 60));
    }

    @Test
    void picturesArePredictedInATableAndOnAPage() {
        Answer table = Answer.to(
                "predict",
                run.toString(),
                one.toString(),
                "--report",
                folder.resolve("page.html").toString());
        assertThat(table.errors()).isEmpty();
        assertThat(table.code()).isZero();
        assertThat(table.output())
                .containsPattern("one.png +\\d +\\d+\\.\\d\\d %.*light strokes of 60 rows x 7 columns found")
                .contains("1 predicted in", "the rule strokes", "report   ");
        assertThat(folder.resolve("page.html")).content().contains("What the network saw");
    }

    @Test
    void picturesArePredictedAsJson() {
        Answer json = Answer.to(
                "predict",
                run.toString(),
                one.toString(),
                damaged.toString(),
                "--json",
                "--top",
                "1",
                "--picture",
                "stretch");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.errors())
                .startsWith("nunchi: " + damaged + " is damaged")
                .containsOnlyOnce("\n");
        assertThat(json.output())
                .startsWith("{")
                .endsWith("}\n")
                .contains("\"picture\" : \"stretch\"", "\"problem\"", "\"probability\"");
    }

    @Test
    void aMissingPictureAndAMissingTableAreRefusedAlikeBeforeAnythingIsRead() {
        for (String name : List.of("missing.png", "missing.csv", "missing.npy", "missing")) {
            Path missing = folder.resolve(name);
            Answer refused = Answer.to("predict", run.toString(), one.toString(), missing.toString());
            assertThat(refused.code()).as(name).isEqualTo(2);
            assertThat(refused.output()).isEmpty();
            assertThat(refused.errors().replaceAll("\\s+", " ")).isEqualTo("nunchi: there is no file " + missing + " ");
        }
        assertThat(Answer.to("predict", run.toString(), "a.png", one.toString(), "b.csv")
                        .errors()
                        .replaceAll("\\s+", " "))
                .contains("there is no file a.png, and no file b.csv");
    }

    @Test
    void aReasonThatHoldsForManyFilesIsPrintedOnce() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many"));
        Files.copy(one, many.resolve("0.png"));
        for (int i = 1; i <= 6; i++) {
            Files.writeString(many.resolve(i + ".png"), "text");
        }
        Files.copy(damaged, many.resolve("7.png"));
        Answer answer = Answer.to("predict", run.toString(), many.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.errors().lines().map(line -> line.replace(many + "/", "")))
                .hasSize(2)
                .first()
                .isEqualTo("nunchi: 1.png is not an image: it is none of jpg, png, gif, bmp, webp and tiff;"
                        + " the same holds for 5 others: 2.png, 3.png, 4.png, …");
        assertThat(answer.output()).contains("1 predicted in");
    }

    @Test
    void whatCannotBePredictedIsRefused() {
        Path page = folder.resolve("nothing.html");
        assertThat(Answer.to("predict", run.toString(), damaged.toString(), "--report", page.toString())
                        .code())
                .isEqualTo(2);
        assertThat(page).doesNotExist();
        assertThat(Answer.to("predict", run.toString(), damaged.toString()).code())
                .isEqualTo(2);
        assertThat(Answer.to("predict", run.toString(), one.toString(), "--picture", "squash")
                        .errors())
                .contains("stretch, crop, pad, strokes");
        assertThat(Answer.to("predict", folder.resolve("no-run").toString(), one.toString())
                        .code())
                .isEqualTo(2);
    }
}
