package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nunchi.experiment.Catalogue;
import nunchi.layer.Activate;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Reshape;
import nunchi.layer.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathematicsTest {
    /// These only rename axes or hand on to others.
    private static final Set<Class<?>> WITHOUT = Set.of(Flatten.class, Reshape.class, Sequential.class, Activate.class);

    @Test
    void everyLayerThatComputesIsExplained() {
        List<Class<?>> computing = Catalogue.standard().of(Layer.class).stream().filter(type -> !WITHOUT.contains(type)).toList();
        assertThat(computing).hasSizeGreaterThan(15).allSatisfy(type -> {
            String name = type.getSimpleName();
            assertThat(Explanation.exists(name.substring(0, 1).toLowerCase() + name.substring(1))).as(name).isTrue();
        });
    }

    /// The report tells of the layers inside a residual block and inside branches, and of what a place sees.
    @Test
    void layersInsideOthersAreExplainedToo(@TempDir Path temporary) throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Files.writeString(folder.resolve("model.json"), """
                {"input": [8, 8, 1], "layers": [
                  {"path": "0.residual", "type": "residual", "output": [8, 8, 1], "parameters": 10, "trainable": 10, "formula": "3×3×1×1 + 1",
                   "operations": 1300, "receptiveField": "3×3", "preprocessing": false,
                   "description": {"layers": [{"conv2d": {"filters": 1, "kernel": [3, 3], "activation": "tanh"}}], "shortcut": [{"groupNorm": {"groups": 1}}]}},
                  {"path": "1.branches", "type": "branches", "output": [8, 8, 2], "parameters": 0, "trainable": 0, "formula": "",
                   "operations": 64, "receptiveField": "4×4", "preprocessing": false,
                   "description": {"branches": [[], [{"maxPool2d": {"size": 2}}, "globalMaxPool2d"]]}}],
                 "parameters": 10, "trainable": 10, "notTrainable": 0, "operations": 1364}""");
        String html = Report.html(folder);
        assertThat(headings(html)).contains("Residual", "Convolution", "Branches", "Max pooling", "Global max pooling", "Group norm", "Tanh");
        assertThat(html).contains("Receptive field", "<td class=\"number\">3×3</td>");
    }

    private static List<String> headings(String html) {
        return Arrays.stream(html.split("<h3[^>]*>")).skip(1).map(rest -> rest.substring(0, rest.indexOf("</h3>"))).toList();
    }
}
