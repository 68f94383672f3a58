package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictedTextsSectionTest {
    private static final String EVALUATION = """
            {"part": "test", "rows": 40, "targets": "sequence", "loss": 0.5, "accuracy": 0.875,
             "metrics": {"exactMatch": 0.25, "perplexity": 1.6487},
             "texts": [{"row": 0, "text": "abc", "target": "cba", "predicted": "cba"},
                       {"row": 1, "text": "<b>", "target": ">b<", "predicted": ">a<"}]}
            """;

    @TempDir
    private Path temporary;

    private String report(String evaluation) throws IOException {
        Path run = Fixture.copy(Fixture.RUN, temporary.resolve("run"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(run.resolve("evaluation.json"), evaluation);
        return Report.html(run).replace('\u00a0', ' ');
    }

    @Test
    void textsStandBesideTheirTargetsAndWhatIsPredicted() throws IOException {
        String html = report(EVALUATION);
        assertThat(html)
                .contains("Of the 40 texts of the test set, 25.00 % are predicted without a mistake")
                .contains("The accuracy, 87.50 %, is that of single tokens")
                .contains("and 25.00 % of the texts without a mistake")
                .doesNotContain("<b></span>")
                .doesNotContain("Wrong predictions");
        assertThat(html.replaceAll("<[^>]+>", "|").replaceAll("[|\\s]+", "|"))
                .contains("Text|Target|Predicted|Right|abc|cba|cba|yes|")
                .contains("&lt;b&gt;|&gt;b&lt;|&gt;a&lt;|no|");
    }

    private static final String LENGTHS = EVALUATION.replace(
            "\"texts\":",
            "\"byLength\": [{\"from\": 2, \"to\": 2, \"rows\": 30, \"exactMatch\": 0.5, \"tokenAccuracy\": 0.75, \"bleu\": 0},"
                    + "{\"from\": 3, \"to\": 7, \"rows\": 10, \"exactMatch\": 0.1, \"tokenAccuracy\": 0.625, \"bleu\": 0}], \"texts\":");

    @Test
    void predictionsAreToldByTheLengthOfTheTexts() throws IOException {
        String html = report(LENGTHS);
        assertThat(html.replaceAll("<[^>]+>", "|").replaceAll("[|\\s]+", "|"))
                .contains("Tokens|Examples|Exact|match|Token|accuracy|2|30|50.00|%|75.00|%|3–7|10|10.00|%|62.50|%|")
                .doesNotContain("|BLEU|");
        assertThat(html).contains("\"names\":[\"2\",\"3–7\"]");
        assertThat(report(LENGTHS.replaceFirst("\"bleu\": 0", "\"bleu\": 0.125")))
                .contains("BLEU</th>", "12.50 %", "BLEU counts words and phrases");
        assertThat(report(LENGTHS.replace("\"to\"", "\"till\""))).doesNotContain("Token accuracy compares");
    }

    /// The run of the fixture has no decoder.
    @Test
    void theAccuracyWithTeacherForcingStandsBesideThatWithout() throws IOException {
        String free = EVALUATION.replace("\"exactMatch\"", "\"tokenAccuracy\": 0.625, \"exactMatch\"");
        assertThat(report(free)).doesNotContain("exposure bias");
        Path run = temporary.resolve("run");
        Path model = run.resolve("model.json");
        Files.writeString(
                model, Files.readString(model).replaceFirst("\"type\" ?: ?\"\\w+\"", "\"type\": \"encoderDecoder\""));
        String html = Report.html(run).replace('\u00a0', ' ');
        assertThat(html)
                .contains("With teacher forcing 87.50 % of the tokens are right, and 62.50 %")
                .contains("−25.00 points");
        Files.writeString(run.resolve("evaluation.json"), EVALUATION);
        assertThat(Report.html(run)).as("runs of before").doesNotContain("exposure bias");
    }

    @Test
    void otherRunsHaveNoSuchSection() throws IOException {
        assertThat(report(
                        "{\"part\": \"test\", \"rows\": 40, \"targets\": \"class\", \"loss\": 0.5, \"accuracy\": 0.8}"))
                .doesNotContain("Predicted texts", "of the texts without a mistake");
    }
}
