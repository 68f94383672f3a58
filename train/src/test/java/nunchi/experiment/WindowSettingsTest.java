package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.graph.Graph;
import nunchi.layer.AveragePool2d;
import nunchi.layer.Branches;
import nunchi.layer.Conv2d;
import nunchi.layer.Crop2d;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Residual;
import nunchi.layer.Scope;
import nunchi.layer.Size;
import nunchi.layer.SpatialDropout;
import nunchi.layer.ZeroPad2d;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sizes, strides and padding of windows, branches and shortcuts, and `strict`, in experiment files.
class WindowSettingsTest {
    private static final String FILE = """
            name: a
            data: digits
            model:
              - LAYER
            loss: softmaxCrossEntropy
            optimizer: {sgd: 0.1}
            train: {epochs: 3}
            """;

    private final ExperimentFile files = new ExperimentFile();

    private Experiment experiment(String layer) {
        return files.parse(FILE.replace("data: digits", "data: {name: digits}").replace("LAYER", layer));
    }

    /// What an int cannot hold must not be taken for a smaller number, and a sentence is no stack trace.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d: {filters: 4, kernel: 3, padding: 2147483647}",
                "conv2d: {filters: 4, kernel: 3, padding: [2147483647, 2147483647, 1, 1]}",
                "conv2d: {filters: 4, kernel: 3, padding: 1073741824}",
                "conv2d: {filters: 4, kernel: 3, dilation: 2147483647}",
                "conv2d: {filters: 4, kernel: 3, dilation: 2147483647, padding: same}",
                "conv2d: {filters: 4, kernel: 3, dilation: 1073741824, padding: same}",
                "conv2d: {filters: 4, kernel: 2147483647}",
                "conv2d: {filters: 4, kernel: 65536, padding: same}",
                "conv2d: {filters: 2147483647, kernel: 3}",
                "conv2d: {filters: 4, kernel: 3, stride: 2147483647, padding: same}",
                "conv2d: {filters: 4, kernel: 3, stride: 2147483647}",
                "zeroPad2d: 2147483647",
                "zeroPad2d: [2147483647, 2147483647, 0, 0]",
                "zeroPad2d: 1073741824",
                "upSample2d: 2147483647",
                "upSample2d: 65536",
                "upSample2d: 1073741824",
                "resize: 2147483647",
                "resize: 65536",
                "resize: 46341",
                "maxPool2d: 2147483647",
                "maxPool2d: {size: 2147483647, padding: same}",
                "maxPool2d: {size: 2, stride: 2147483647}",
                "averagePool2d: {size: 65536, padding: same}",
                "averagePool2d: {size: 2147483647, padding: 2147483646}",
                "conv2dTranspose: {filters: 4, kernel: 3, stride: 2147483647}",
                "conv2dTranspose: {filters: 4, kernel: 3, stride: 1073741824, padding: same}",
                "conv2dTranspose: {filters: 4, kernel: 3, padding: 2147483647}",
                "conv2dTranspose: {filters: 4, kernel: 3, dilation: 2147483647}",
                "conv2dTranspose: {filters: 2147483647, kernel: 3}",
                "depthwiseConv2d: {kernel: 3, multiplier: 2147483647}",
                "depthwiseConv2d: {kernel: 3, multiplier: 1073741824}",
                "separableConv2d: {filters: 4, kernel: 3, multiplier: 1073741824}",
                "separableConv2d: {filters: 2147483647, kernel: 3}",
                "dense: {units: 2147483647}",
                "branches: [[{conv2d: {filters: 1073741824, kernel: 1}}], [{conv2d: {filters: 1073741824, kernel: 1}}]]",
                "reshape: [2147483647, 2147483647]",
                "reshape: [65536, 65536]"
            })
    void numbersBeyondAllShapesAreRefusedInASentence(String text) {
        assertThatThrownBy(() -> {
                    Layer wanted = layer(text);
                    Graph graph = new Graph();
                    wanted.build(Scope.training(graph), graph.input("x", Shape.of(2, 8, 8, 4)));
                })
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageMatching("(?s).{20,}");
    }

    private Layer layer(String text) {
        return experiment(text).learner().model().getFirst();
    }

    @Test
    void aSizeIsOneNumberOrRowsAndColumns() {
        assertThat(layer("conv2d: {filters: 4, kernel: 3}")).isEqualTo(new Conv2d(4, 3));
        assertThat(layer("conv2d: {filters: 4, kernel: [3, 5], stride: 2, dilation: [1, 2]}"))
                .extracting("kernel", "stride", "dilation")
                .containsExactly(new Size(3, 5), new Size(2), new Size(1, 2));
        assertThat(layer("conv2d: {filters: 4, kernel: {rows: 3, columns: 5}}"))
                .extracting("kernel")
                .isEqualTo(new Size(3, 5));
        assertThat(layer("maxPool2d: 2")).isEqualTo(new MaxPool2d(2));
        assertThat(layer("maxPool2d: [2, 1]")).isEqualTo(new MaxPool2d(new Size(2, 1)));
        assertThat(layer("averagePool2d: {size: 3, stride: 2}"))
                .isEqualTo(new AveragePool2d(3, 2, new Padding.Valid()));
    }

    @Test
    void paddingIsANameOneNumberOrFour() {
        assertThat(padding("same")).isEqualTo(new Padding.Same());
        assertThat(padding("VALID")).isEqualTo(new Padding.Valid());
        assertThat(padding("2")).isEqualTo(new Padding.Explicit(2));
        assertThat(padding("[0, 1, 2, 3]")).isEqualTo(new Padding.Explicit(0, 1, 2, 3));
        assertThat(padding("{explicit: 2}")).isEqualTo(new Padding.Explicit(2));
        assertThat(padding("{explicit: {top: 0, bottom: 1, left: 2, right: 3}}"))
                .isEqualTo(new Padding.Explicit(0, 1, 2, 3));
        assertThat(layer("zeroPad2d: 1")).isEqualTo(new ZeroPad2d(1));
        assertThat(layer("zeroPadding2d: [1, 2, 0, 0]")).isEqualTo(new ZeroPad2d(1, 2, 0, 0));
        assertThat(layer("cropping2d: [1, 2, 0, 0]")).isEqualTo(new Crop2d(1, 2, 0, 0));
    }

    private Padding padding(String text) {
        return ((Conv2d) layer("conv2d: {filters: 4, kernel: 3, padding: " + text + "}")).padding();
    }

    @Test
    void branchesAndShortcutsAreListsOfLayers() {
        assertThat(layer("branches: [[{conv2d: {filters: 4, kernel: 1}}, flatten], []]")
                        .toString())
                .startsWith("Branches[branches=[[Conv2d[")
                .endsWith("Flatten[]], []]]");
        assertThat(layer("branches: [[{conv2d: {filters: 4, kernel: 1}}], []]"))
                .isEqualTo(new Branches(List.of(List.of(new Conv2d(4, 1)), List.of())));
        assertThat(layer("residual: [{conv2d: {filters: 4, kernel: 1}}]")).isEqualTo(new Residual(new Conv2d(4, 1)));
        assertThat(layer("residual: {layers: [{conv2d: {filters: 4, kernel: 1}}], shortcut: [{maxPool2d: 1}]}"))
                .isEqualTo(new Residual(List.of(new Conv2d(4, 1)), List.of(new MaxPool2d(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d: {filters: 4, kernel: [3, 5], stride: 2, padding: [0, 1, 2, 3], activation: relu}",
                "conv2dTranspose: {filters: 4, kernel: 3, padding: 1}",
                "zeroPad2d: [1, 2, 0, 0]",
                "branches: [[flatten], []]",
                "residual: {layers: [flatten], shortcut: [flatten]}"
            })
    void whatIsWrittenIsReadBackEqual(String text) {
        assertThat(files.parse(files.write(experiment(text)))).isEqualTo(experiment(text));
    }

    @Test
    void sizesAndPaddingAreWrittenAsShortAsTheyCanBe() {
        String written = files.write(experiment("conv2d: {filters: 4, kernel: [3, 5], stride: 2, padding: 1}"));
        assertThat(written).containsPattern("kernel:\\s+- 3\\s+- 5").contains("stride: 2", "padding: 1", "dilation: 1");
        assertThat(files.write(experiment("conv2d: {filters: 4, kernel: 3, padding: same}")))
                .contains("padding: same");
    }

    @Test
    void aSizeCanBeOverridden() {
        Experiment before = experiment("conv2d: {filters: 4, kernel: [3, 5], activation: relu}");
        Conv2d after = (Conv2d) files.with(before, List.of("model.0.conv2d.kernel=5", "model.0.conv2d.padding=same"))
                .learner()
                .model()
                .getFirst();
        assertThat(after).isEqualTo(new Conv2d(4, 5, new Padding.Same(), new Relu()));
    }

    @ParameterizedTest
    @CsvSource({
        "Conv2D, Conv2d",
        "Conv, Conv2d",
        "max_pooling2d, MaxPool2d",
        "AveragePooling2D, AveragePool2d",
        "GlobalAveragePooling2D, GlobalAveragePool2d",
        "conv2d-transpose, Conv2dTranspose",
        "LayerNormalization, LayerNorm",
        "GroupNormalization, GroupNorm",
        "SpatialDropout2D, SpatialDropout",
        "UpSampling2D, UpSample2d",
        "DepthwiseConv2D, DepthwiseConv2d",
        "SeparableConv2D, SeparableConv2d",
        "Concatenate, Branches"
    })
    void otherFrameworksNamesAreUnderstood(String name, String type) {
        assertThat(Catalogue.standard().find(Layer.class, name).getSimpleName()).isEqualTo(type);
    }

    @Test
    void channelsCanBeDropped() {
        assertThat(layer("dropout2d: 0.25")).isEqualTo(new SpatialDropout(0.25));
    }

    @Test
    void strictIsReadAndReachesTheGraph() {
        Experiment plain = experiment("flatten");
        assertThat(plain.learner().strict()).isFalse();
        assertThat(plain.trainingStep().strict()).isFalse();
        Experiment strict = files.with(plain, List.of("strict=true"));
        assertThat(strict).isEqualTo(plain.withStrict(true));
        assertThat(strict.withSeed(5).trainingStep().strict()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxPool2d: {size: 0}|at model.0.maxPool2d.size: rows and columns are 0 and 0; both must be at least 1",
                "maxPool2d: 0|at model.0.maxPool2d: rows and columns are 0 and 0; both must be at least 1",
                "maxPool2d: {size: 2, stride: [2, 0]}|at model.0.maxPool2d.stride: rows and columns are 2 and 0; both must be at least 1",
                "maxPool2d: [2, 2, 2]|at model.0.maxPool2d: expected one whole number or the list [rows, columns], but found a list of 3",
                "maxPool2d: two|at model.0.maxPool2d: expected one whole number or the list [rows, columns], but found 'two'",
                "maxPool2d: [2, x]|at model.0.maxPool2d.1: expected a whole number, but found 'x'",
                "maxPool2d: {size: {rows: 2}}|at model.0.maxPool2d.size: columns is missing; required: rows, columns",
                "conv2d: {filters: 4}|at model.0.conv2d: kernel is missing; required: filters, kernel",
                "conv2d: {filters: 0, kernel: 3}|at model.0.conv2d: filters is 0; it must be at least 1",
                "conv2d: {filters: 4, kernel: 3, groups: 3}|at model.0.conv2d: 4 filters do not divide into 3 groups; the groups must divide the filters",
                "conv2d: {filters: 4, kernel: 3, padding: smae}|at model.0.conv2d.padding: unknown padding 'smae'. Did you mean 'same'? Known: valid, same, explicit",
                "conv2d: {filters: 4, kernel: 3, padding: -1}|at model.0.conv2d.padding: padding is [-1, -1, -1, -1] at top, bottom, left and right; it must be 0 or more",
                "conv2d: {filters: 4, kernel: 3, padding: [1, 2]}|"
                        + "at model.0.conv2d.padding: expected one whole number or the list [top, bottom, left, right], but found a list of 2",
                "spatialDropout: 1|at model.0.spatialDropout: rate is 1.0; it must be at least 0 and below 1",
                "branches: []|at model.0.branches: branches need at least one list of layers"
            })
    void aMistakeIsToldWithItsPath(String text, String complaint) {
        assertThatThrownBy(() -> experiment(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(complaint);
    }
}
