package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.interchange.Npy;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Fit;
import nunchi.record.Codec;
import nunchi.report.PredictionReport;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PredictionStreamTest {
    private static final int PICTURES = 300;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Path pictures;

    @BeforeAll
    static void trainAndDraw() throws IOException {
        run = folder.resolve("run");
        Runs.run(
                new Experiment(
                        "read <digits>",
                        new DataSettings("digits").withPreprocess(new Scale(16)),
                        List.of(new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.01),
                        new TrainSettings(5)),
                new RunOptions().withOut(run));
        pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.createDirectories(pictures.resolve("deeper"));
        Dataset digits = Digits.load();
        float[] values = new float[64];
        for (int row = 0; row < PICTURES; row++) {
            digits.example(row, values, 0);
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 64; i++) {
                image.getRaster().setSample(i % 8, i / 8, 0, Math.round(values[i] * 255 / 16));
            }
            File file = pictures.resolve((row < 200 ? "" : "deeper/") + "%03d.png".formatted(row))
                    .toFile();
            ImageIO.write(image, "png", file);
        }
        Files.writeString(pictures.resolve("005-notes.png"), "no image");
        Files.writeString(pictures.resolve("list.txt"), "not looked at");
    }

    private static List<Answer> ask(Predictor predictor, List<Question> questions) {
        List<Answer> answers = new ArrayList<>();
        PredictionStream.of(predictor, questions, answers::add);
        return answers;
    }

    private static JsonNode json(AnswerList answers) {
        return new JsonMapper().readTree(Codec.line(answers.record()));
    }

    @Test
    void aFolderIsAnsweredInOrderAndWhatCannotBeReadIsTold() {
        try (Predictor predictor = Predictor.load(run)) {
            List<Answer> answers = ask(
                    predictor, Question.of(List.of(pictures), predictor.form().withFit(Fit.STRETCH), 0));
            assertThat(answers).hasSize(PICTURES + 1);
            assertThat(answers.stream().map(Answer::name)).isSorted();
            List<Answer> refused = answers.stream().filter(Answer::refused).toList();
            assertThat(refused)
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.problem())
                            .isEqualTo(pictures.resolve("005-notes.png")
                                    + " is not an image: it is none of jpg, png, gif, bmp, webp and tiff"));
            Dataset digits = Digits.load();
            List<Answer> read =
                    answers.stream().filter(answer -> !answer.refused()).toList();
            float[] values = new float[64];
            for (int row = 0; row < PICTURES; row++) {
                digits.example(row, values, 0);
                float expected = predictor.predict(values).best().probability();
                assertThat(read.get(row).prediction().best().probability()).isCloseTo(expected, Offset.offset(0.01f));
            }
        }
    }

    @Test
    void foldersWithoutPicturesAndFilesThatAreNotThereAreTold() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        try (Predictor predictor = Predictor.load(run)) {
            assertThatThrownBy(() -> Question.of(List.of(empty), predictor.form(), 0))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("has no images");
            List<Answer> answers = ask(
                    predictor,
                    Question.of(List.of(folder.resolve("no.png"), pictures.resolve("000.png")), predictor.form(), 0));
            assertThat(answers.get(0).problem()).isEqualTo("there is no file " + folder.resolve("no.png"));
            assertThat(answers.get(1).prediction()).isNotNull();
            assertThat(ask(predictor, List.of())).isEmpty();
            Answer wrong = ask(
                            predictor,
                            List.of(new Question("row 1", () -> new Question.Given(new float[3], null, null))))
                    .getFirst();
            assertThat(wrong.problem())
                    .isEqualTo("row 1: an example has 3 values, but this model takes 64, the shape [64]");
        }
    }

    @Test
    void theRowsOfAnArrayAreExamples() {
        Tensor rows = Tensor.zeros(Shape.of(3, 64));
        Digits.load().example(7, rows.values(), 128);
        Path file = folder.resolve("rows.npy");
        Npy.write(file, rows);
        try (Predictor predictor = Predictor.load(run)) {
            List<Answer> answers = ask(predictor, Question.of(List.of(file), predictor.form(), 0));
            assertThat(answers.stream().map(Answer::name))
                    .containsExactly(file + " row 0", file + " row 1", file + " row 2");
            assertThat(answers.get(2).prediction())
                    .isEqualTo(predictor.predict(Arrays.copyOfRange(rows.values(), 128, 192)));
            Npy.write(file, Tensor.zeros(Shape.of(3)));
            assertThatThrownBy(() -> Question.of(List.of(file), predictor.form(), 0))
                    .hasMessageContaining("must be [rows, …]");
        }
    }

    @Test
    void theTreeTellsAllAndThePageShowsIt() throws IOException {
        try (Predictor predictor = Predictor.load(run)) {
            List<Path> asked = List.of(pictures.resolve("003.png"), pictures.resolve("005-notes.png"));
            AnswerList plain = new AnswerList("RUN", predictor.form(), 2, false);
            AnswerList drawn = new AnswerList("RUN", predictor.form(), 2, true);
            ask(predictor, Question.of(asked, predictor.form(), 1)).forEach(answer -> {
                plain.add(answer);
                drawn.add(answer);
            });
            JsonNode first = json(plain).path("predictions").path(0);
            assertThat(json(plain).path("picture").asString()).isEqualTo("strokes");
            assertThat(first.path("class").asString()).isEqualTo("3");
            assertThat(first.path("top")).hasSize(2);
            assertThat(first.path("steps").path(0).asString()).startsWith("light strokes of 8 rows x ");
            assertThat(first.has("seen")).isFalse();
            assertThat(json(plain).path("predictions").path(1).path("problem").asString())
                    .contains("is not an image");
            String page = Files.readString(PredictionReport.write(folder.resolve("page.html"), run, drawn.record()));
            assertThat(page)
                    .contains(
                            "Predictions of read &lt;digits&gt;",
                            "What the network saw",
                            "The image",
                            "What could not be read",
                            "light strokes",
                            "</html>")
                    .doesNotContain("<digits>");
            assertThat(page.split("data:image/png")).hasSize(3);
        }
    }
}
