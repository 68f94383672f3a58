package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionsSectionTest {
    private static final String OUTPUT = "\"0.dense\":%s,\"1.flatten\":%s,\"2.dense\":%s";

    @TempDir
    private Path temporary;

    private static String values(double deviation, String more) {
        return String.format(
                Locale.ROOT,
                "{\"count\":4,\"mean\":0.5,\"deviation\":%s,\"least\":-1.0,\"largest\":2.0,\"norm\":%s,\"zeros\":0.25%s,\"counts\":[1,0,3]}",
                deviation,
                10 * deviation,
                more);
    }

    /// Of two dense layers with one between them that passes its input on.
    private static String look(int epoch, double front, double back, String dead) {
        String output = values(0.3, dead);
        return "{\"event\":\"histograms\",\"epoch\":%d,\"rows\":256,\"weights\":{\"0.dense/weight\":%s,\"0.dense/bias\":%s,\"2.dense/weight\":%s},"
                        .formatted(epoch, values(1, ""), values(0, ""), values(2, ""))
                + "\"gradients\":{\"0.dense/weight\":%s,\"2.dense/weight\":%s},"
                        .formatted(values(front, ""), values(back, ""))
                + "\"activations\":{\"preprocess.0.scale\":%s,".formatted(values(7, ",\"dead\":1.0"))
                + OUTPUT.formatted(output, output.replace("0.125", "0.5"), values(4, ",\"dead\":0.0")) + "}}\n";
    }

    private String report(String... looks) throws IOException {
        Path run = Fixture.copy(
                Fixture.RUN, Files.createTempDirectory(temporary, "").resolve("run"));
        Files.writeString(run.resolve("journal.jsonl"), String.join("", looks), StandardOpenOption.APPEND);
        return Report.html(run);
    }

    private static String section(String html) {
        return html.substring(html.indexOf("id=\"distributions\""), html.indexOf("id=\"results\""));
    }

    @Test
    void gradientsThatVanishAreToldOfByTheirFactorBeforeAndAfter() throws IOException {
        String section = section(report(look(0, 1e-6, 0.02, ""), look(1, 0.01, 0.02, "")));
        assertThat(section)
                .contains(
                        "Before the first epoch the gradient of 0.dense/weight deviates by 1.000·10⁻⁶ and that of 2.dense/weight by 0.02000: "
                                + "20,000 times less at the front, as where gradients vanish on their way back.")
                .contains("After epoch 1 it is 0.01000 and 0.02000: they are of the same order of magnitude.");
    }

    @Test
    void gradientsThatGrowAndThoseThatEndAreToldOf() throws IOException {
        assertThat(section(report(look(0, 3, 0.02, ""), look(1, 0, 0.02, ""))))
                .contains(": 150 times more at the front. ")
                .doesNotContain("explode")
                .contains("no gradient reaches the first layer");
    }

    @Test
    void deadUnitsAreCountedWhereThereAreWeightsAndNowhereElse() throws IOException {
        assertThat(section(report(look(0, 1, 1, ",\"dead\":0.125"), look(1, 1, 1, ",\"dead\":0.125"))))
                .contains("Units that are 0 for all 256 rows: 12.50\u00a0% of 0.dense. ");
        assertThat(section(report(look(2, 1, 1, ",\"dead\":0.0"))))
                .contains("No unit of any layer is 0 for all 256 rows.");
    }

    @Test
    void aLayerThatPassesItsInputOnAndThePreprocessingAreNotDrawn() throws IOException {
        String section = section(report(look(0, 1, 1, ",\"dead\":0.125"), look(1, 1, 1, ",\"dead\":0.125")));
        assertThat(Pattern.compile("class=\"plot distribution\"")
                        .matcher(section)
                        .results()
                        .count())
                .isEqualTo(6);
        assertThat(Pattern.compile("class=\"plot depth\"")
                        .matcher(section)
                        .results()
                        .count())
                .isEqualTo(3);
        assertThat(section)
                .contains("output of 0.dense")
                .contains("gradient of 2.dense/weight")
                .doesNotContain("output of 1.flatten")
                .doesNotContain("output of preprocess")
                .contains("<code>preprocess.<wbr>0.<wbr>scale</code>")
                .contains("<code>0.<wbr>dense/bias</code>");
    }

    @Test
    void aLongTrainingIsDrawnInNoMoreColumnsThanCanBeToldApart() throws IOException {
        StringBuilder looks = new StringBuilder();
        for (int epoch = 0; epoch <= 200; epoch++) {
            looks.append(look(epoch, 1, 1, ""));
        }
        String html = report(looks.toString());
        String first = html.substring(
                html.indexOf("\"caption\":\"output of 0.dense\""), html.indexOf("\"caption\":\"0.dense/weight\""));
        assertThat(Pattern.compile("\"epoch\":").matcher(first).results().count())
                .isEqualTo(40);
        assertThat(first).contains("\"epoch\":0,").contains("\"epoch\":200,");
    }
}
