package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path run = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
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

    @Test
    void otherRunsHaveNoSuchSection() throws IOException {
        assertThat(report(
                        "{\"part\": \"test\", \"rows\": 40, \"targets\": \"class\", \"loss\": 0.5, \"accuracy\": 0.8}"))
                .doesNotContain("Predicted texts", "of the texts without a mistake");
    }
}
