package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.activation.Linear;
import nunchi.codec.Catalogue;
import nunchi.codec.Names;
import nunchi.codec.Tree;
import nunchi.experiment.ExperimentFile;
import nunchi.layer.Activate;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.OneHot;
import nunchi.layer.Reshape;
import nunchi.layer.Sequential;
import nunchi.loss.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathematicsTest {
    /// These only rename axes or hand on to others.
    private static final Set<Class<?>> WITHOUT =
            Set.of(Flatten.class, Reshape.class, Sequential.class, Activate.class, OneHot.class);

    @Test
    void everyLayerThatComputesIsExplained() {
        List<Class<?>> computing = Catalogue.standard().of(Layer.class).stream()
                .filter(type -> !WITHOUT.contains(type))
                .toList();
        assertThat(computing).hasSizeGreaterThan(15).allSatisfy(type -> {
            String name = type.getSimpleName();
            assertThat(Explanation.exists(Names.of(type))).as(name).isTrue();
        });
    }

    /// A bar marks a derivative of the loss; activations are told by their own derivative.
    @Test
    void everyExplanationTellsTheWayBackToo() {
        List<Class<?>> computing = Stream.concat(
                        Catalogue.standard().of(Layer.class).stream(), Catalogue.standard().of(Loss.class).stream())
                .filter(type -> !WITHOUT.contains(type))
                .toList();
        assertThat(computing)
                .hasSizeGreaterThan(18)
                .allSatisfy(type ->
                        assertThat(source(type)).as(type.getSimpleName()).contains("\\bar{"));
        List<Class<?>> activations = Catalogue.standard().of(Activation.class).stream()
                .filter(type -> type != Linear.class)
                .toList();
        assertThat(activations)
                .hasSizeGreaterThan(8)
                .allSatisfy(type ->
                        assertThat(source(type)).as(type.getSimpleName()).containsAnyOf("f'(z)", "\\bar{"));
    }

    private static String source(Class<?> type) {
        return Resource.textOrEmpty("mathematics/%s.txt".formatted(Names.of(type)));
    }

    @Test
    void aScheduleIsToldWithItsNumbers() {
        Tree settings = ExperimentFile.tree("""
                {"learningRate": {"steps": {"initial": 0.001, "factor": 0.7, "every": 1}}, "rho": {"constant": {"value": 0.9}}, "epsilon": 1e-7}""");
        NamedValue optimizer = new NamedValue("rmsProp", settings);
        assertThat(optimizer.setting("learningRate", "")).isEqualTo("steps (initial 0.001, factor 0.7, every 1)");
        assertThat(optimizer.setting("rho", "")).isEqualTo("0.9");
        Tree following = ExperimentFile.tree("""
                {"learningRate": {"warmUp": {"epochs": 1, "then": {"piecewiseLinear": {"epochs": [0, 2.5], "values": [0.1, 0.01]}}}}}""");
        assertThat(new NamedValue("sgd", following).setting("learningRate", ""))
                .isEqualTo("warmUp (epochs 1, then piecewiseLinear (epochs [0, 2.5], values [0.1, 0.01]))");
        assertThat(optimizer.setting("momentum", "its default")).isEqualTo("its default");
    }

    @Test
    void curvesAreThoseOfTheOpsAndTheirAdjoints() {
        ActivationCurve sigmoid = curve("sigmoid");
        assertThat(sigmoid.z()[0]).isEqualTo(-6);
        // 1 / (1 + exp(6)) and its product with its complement
        assertThat(sigmoid.values()[0]).isCloseTo(0.0024726231566347743, within(1e-15));
        assertThat(sigmoid.slopes()[0]).isCloseTo(0.002466509291360048, within(1e-15));
        assertThat(sigmoid.greatestSlope()).isEqualTo(0.25);
        assertThat(curve("tanh").greatestSlope()).isEqualTo(1);
        assertThat(curve("relu").slopeFarBelow()).isZero();
        assertThat(curve("leakyRelu").slopeFarBelow()).isEqualTo(0.01);
        assertThat(List.of("linear", "softmax", "dense", "unheardOf"))
                .allSatisfy(name -> assertThat(ActivationCurve.of(new NamedValue(name, Tree.ABSENT)))
                        .isEmpty());
    }

    private static ActivationCurve curve(String name) {
        return ActivationCurve.of(new NamedValue(name, Tree.ABSENT)).orElseThrow();
    }

    @Test
    void aNetworksActivationsAreComparedWithTheFamily(@TempDir Path temporary) {
        String html = Report.html(Fixture.copy(Fixture.RUN, temporary.resolve("run")));
        assertThat(html)
                .contains("Sigmoid and its derivative", "Derivatives of the activation functions")
                .contains(
                        "Here it passes 2 layers of Sigmoid, whose derivatives multiply it by at most 0.06250: the gradient vanishes")
                .contains("<td class=\"number\" data-value=\"0.0625\">0.06250</td>");
        assertThat(headings(html)).containsSubsequence("Sigmoid", "Activations side by side", "Loss");
    }

    @Test
    void whatOneMemberToldInTheSameWordsIsNotToldAgain(@TempDir Path temporary) throws IOException {
        Path lab = Fixture.copy(Fixture.LAB, temporary.resolve("lab"));
        Fixture.copy(Fixture.RUN, lab.resolve("scikit-learn"), StandardCopyOption.REPLACE_EXISTING);
        String html = Report.html(lab);
        assertThat(html.split("Sigmoid and its derivative\"", -1)).hasSize(2);
        assertThat(html)
                .containsPattern(
                        "Dense, Sigmoid, Activations side by side, Loss, Update of the weights: <a href=\"#network-mathematics\">as above</a>");
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
        assertThat(headings(html))
                .contains(
                        "Residual",
                        "Convolution",
                        "Branches",
                        "Max pooling",
                        "Global max pooling",
                        "Group norm",
                        "Tanh");
        assertThat(html).contains("Receptive field", "<td class=\"number\">3×3</td>");
    }

    private static List<String> headings(String html) {
        return Arrays.stream(html.split("<h3[^>]*>"))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf("</h3>")))
                .toList();
    }
}
