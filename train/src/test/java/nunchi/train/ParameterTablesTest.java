package nunchi.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Branches;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Crop2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GlobalMaxPool2d;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Reshape;
import nunchi.layer.Residual;
import nunchi.layer.Resize;
import nunchi.layer.Scale;
import nunchi.layer.Size;
import nunchi.layer.UpSample2d;
import nunchi.layer.ZeroPad2d;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// The published tables of parameters of convolutional networks, to the unit, with formulas, operations and receptive
/// fields.
class ParameterTablesTest {
    private static final Padding SAME = new Padding.Same();

    private static Summary summary(Shape example, Layer... model) {
        return Summary.of(
                new Experiment(
                        "a",
                        new DataSettings("digits"),
                        List.of(model),
                        new SoftmaxCrossEntropy(),
                        new Sgd(0.1),
                        new TrainSettings(1)),
                example);
    }

    private static Conv2d same(int filters, int kernel) {
        return new Conv2d(filters, kernel, SAME, new Relu());
    }

    private static Layer[] digitsNetwork() {
        return new Layer[] {
            same(64, 5),
            new BatchNorm(),
            same(64, 5),
            new MaxPool2d(2),
            new Dropout(0.2),
            new BatchNorm(),
            same(64, 3),
            new BatchNorm(),
            same(64, 3),
            new MaxPool2d(2),
            new Dropout(0.2),
            new BatchNorm(),
            same(64, 3),
            new Dropout(0.2),
            new Flatten(),
            new BatchNorm(),
            new Dense(256, new Relu()),
            new Dropout(0.2),
            new BatchNorm(),
            new Dense(10)
        };
    }

    /// A network for handwritten digits as Keras' `model.summary()` lists it.
    @Test
    void theDigitsNetworkHas1035146Parameters() {
        Summary summary = summary(Shape.of(28, 28, 1), digitsNetwork());
        assertThat(counted(summary))
                .containsExactly(
                        "0.conv2d [28, 28, 64] 5×5×1×64 + 64 = 1664 sees 5×5",
                        "1.batchNorm [28, 28, 64] 4×64 = 256 sees 5×5",
                        "2.conv2d [28, 28, 64] 5×5×64×64 + 64 = 102464 sees 9×9",
                        "5.batchNorm [14, 14, 64] 4×64 = 256 sees 10×10",
                        "6.conv2d [14, 14, 64] 3×3×64×64 + 64 = 36928 sees 14×14",
                        "7.batchNorm [14, 14, 64] 4×64 = 256 sees 14×14",
                        "8.conv2d [14, 14, 64] 3×3×64×64 + 64 = 36928 sees 18×18",
                        "11.batchNorm [7, 7, 64] 4×64 = 256 sees 20×20",
                        "12.conv2d [7, 7, 64] 3×3×64×64 + 64 = 36928 sees 28×28",
                        "15.batchNorm [3136] 4×3136 = 12544 sees all",
                        "16.dense [256] 3136×256 + 256 = 803072 sees all",
                        "18.batchNorm [256] 4×256 = 1024 sees all",
                        "19.dense [10] 256×10 + 10 = 2570 sees all");
        assertThat(summary.parameters()).isEqualTo(1_035_146);
        assertThat(summary.trainable()).isEqualTo(1_027_850);
        assertThat(summary.notTrainable()).isEqualTo(7_296);
        assertThat(summary.hasFields()).isTrue();
    }

    /// Products and sums of the convolutions and dense layers: 2 · (28²·25·64 + 28²·25·64·64 + 2·14²·9·64² + 7²·9·64² +
    /// 3136·256 + 256·10).
    @Test
    void itsOperationsAreThoseOfItsProductsAndLittleMore() {
        long products = 2L
                * (784 * 25 * 64
                        + 784 * 25 * 64 * 64
                        + 2 * 196 * 9 * 64 * 64
                        + 49 * 9 * 64 * 64
                        + 3136 * 256
                        + 256 * 10);
        assertThat(summary(Shape.of(28, 28, 1), digitsNetwork()).operations())
                .isBetween(products, products + products / 100);
        assertThat(summary(Shape.of(28, 28, 64), same(64, 5)).operations()).isEqualTo(784L * 64 * (2 * 25 * 64 + 2));
    }

    /// A network for small colour images as Keras' `model.summary()` lists it.
    @Test
    void theColourNetworkHas2513418Parameters() {
        List<Layer> model = new ArrayList<>();
        Stream.of(64, 128, 256, 512).forEach(filters -> model.addAll(List.of(same(filters, 3), new MaxPool2d(2))));
        model.add(new Flatten());
        Stream.of(128, 256, 512, 1024).forEach(units -> model.add(new Dense(units, new Relu())));
        model.add(new Dense(10));
        Summary summary = summary(Shape.of(32, 32, 3), model.toArray(Layer[]::new));
        assertThat(counted(summary))
                .containsExactly(
                        "0.conv2d [32, 32, 64] 3×3×3×64 + 64 = 1792 sees 3×3",
                        "2.conv2d [16, 16, 128] 3×3×64×128 + 128 = 73856 sees 8×8",
                        "4.conv2d [8, 8, 256] 3×3×128×256 + 256 = 295168 sees 18×18",
                        "6.conv2d [4, 4, 512] 3×3×256×512 + 512 = 1180160 sees 38×38",
                        "9.dense [128] 2048×128 + 128 = 262272 sees all",
                        "10.dense [256] 128×256 + 256 = 33024 sees all",
                        "11.dense [512] 256×512 + 512 = 131584 sees all",
                        "12.dense [1024] 512×1024 + 1024 = 525312 sees all",
                        "13.dense [10] 1024×10 + 10 = 10250 sees all");
        assertThat(summary.rows().get(8).output()).isEqualTo(Shape.of(2048));
        assertThat(summary.parameters()).isEqualTo(2_513_418);
        assertThat(summary.trainable()).isEqualTo(2_513_418);
    }

    /// The question how many parameters a network has: it depends on whether a flatten stands before the dense layers.
    @Test
    void theExerciseHas16874ParametersWithoutAFlattenAnd4342250WithIt() {
        Layer[] images = {new Conv2d(16, 5), new MaxPool2d(2), new Conv2d(32, 3), new MaxPool2d(2)};
        Summary without = summary(Shape.of(100, 100, 3), followed(images, new Dense(256), new Dense(10)));
        assertThat(without.rows())
                .extracting(Summary.Row::output)
                .containsExactly(
                        Shape.of(96, 96, 16),
                        Shape.of(48, 48, 16),
                        Shape.of(46, 46, 32),
                        Shape.of(23, 23, 32),
                        Shape.of(23, 23, 256),
                        Shape.of(23, 23, 10));
        assertThat(counted(without))
                .containsExactly(
                        "0.conv2d [96, 96, 16] 5×5×3×16 + 16 = 1216 sees 5×5",
                        "2.conv2d [46, 46, 32] 3×3×16×32 + 32 = 4640 sees 10×10",
                        "4.dense [23, 23, 256] 32×256 + 256 = 8448 sees 12×12",
                        "5.dense [23, 23, 10] 256×10 + 10 = 2570 sees 12×12");
        assertThat(without.parameters()).isEqualTo(16_874);
        Summary with = summary(Shape.of(100, 100, 3), followed(images, new Flatten(), new Dense(256), new Dense(10)));
        assertThat(with.rows())
                .extracting(row -> row.parameters().count())
                .containsExactly(1_216L, 0L, 4_640L, 0L, 0L, 4_333_824L, 2_570L);
        assertThat(with.parameters()).isEqualTo(4_342_250);
    }

    private static Layer[] followed(Layer[] first, Layer... then) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(then)).toArray(Layer[]::new);
    }

    /// `path output formula = parameters sees field` of the layers that have parameters.
    private static List<String> counted(Summary summary) {
        return summary.rows().stream()
                .filter(row -> row.parameters().count() > 0)
                .map(row -> "%s %s %s = %d sees %s"
                        .formatted(
                                row.path(),
                                row.output(),
                                row.parameters().formula(),
                                row.parameters().count(),
                                row.field()))
                .toList();
    }

    @Test
    void fieldsFollowStridesDilationBranchesAndUpsampling() {
        Layer residual =
                new Residual(List.of(same(4, 3).withStride(2), same(4, 3)), List.of(new Conv2d(4, 1).withStride(2)));
        Layer branches = new Branches(new Conv2d(2, 1), same(2, 5));
        Summary summary = summary(
                Shape.of(32, 32, 3),
                same(4, 3).withDilation(2),
                residual,
                branches,
                new UpSample2d(2),
                same(4, 3),
                new Conv2dTranspose(4, 4, 2, SAME),
                new GlobalMaxPool2d());
        assertThat(summary.rows())
                .extracting(row -> row.field().toString())
                .containsExactly("5×5", "11×11", "19×19", "19×19", "21×21", "22×22", "all");
        assertThat(summary(Shape.of(8, 8, 2), same(2, 3), new GlobalAveragePool2d())
                        .rows()
                        .getLast()
                        .field()
                        .whole())
                .isTrue();
    }

    /// Expected by hand: f + (r - 1)·j of the window's reach r over places j apart.
    @Test
    void eachLayerTellsHowItsPlacesLieToThoseBefore() {
        assertThat(sees(16, same(2, 3), same(2, 3))).isEqualTo("5×5");
        assertThat(sees(16, same(2, 3).withStride(2), same(2, 3))).isEqualTo("7×7");
        assertThat(sees(16, same(2, 3).withDilation(3), same(2, 3))).isEqualTo("9×9");
        assertThat(sees(16, new MaxPool2d(2), same(2, 3))).isEqualTo("6×6");
        assertThat(sees(16, new AveragePool2d(4), same(2, 3))).isEqualTo("12×12");
        assertThat(sees(16, same(2, 3), new UpSample2d(2), same(2, 3))).isEqualTo("4×4");
        assertThat(sees(16, same(2, 3), new UpSample2d(new Size(2, 1)), same(2, 3)))
                .isEqualTo("4×5");
        assertThat(sees(16, same(2, 3), new UpSample2d(1), same(2, 3))).isEqualTo("5×5");
        assertThat(sees(16, new MaxPool2d(2), new UpSample2d(2), same(2, 3))).isEqualTo("4×4");
        assertThat(sees(16, new Conv2dTranspose(2, 4, 2, SAME))).isEqualTo("2×2");
        assertThat(sees(16, new Conv2dTranspose(2, 3, 1, SAME), same(2, 3))).isEqualTo("5×5");
        assertThat(sees(16, new Conv2dTranspose(2, 2, 2, SAME), same(2, 3))).isEqualTo("2×2");
        assertThat(sees(16, same(2, 3), new Dense(4), same(2, 3))).isEqualTo("5×5");
        assertThat(sees(16, new Crop2d(2), same(2, 3), new ZeroPad2d(1))).isEqualTo("3×3");
        assertThat(sees(16, same(2, 3), new GlobalAveragePool2d())).isEqualTo("all");
        assertThat(sees(16, same(2, 3), new GlobalMaxPool2d())).isEqualTo("all");
        assertThat(sees(16, same(2, 3), new Resize(8))).isEqualTo("all");
        assertThat(sees(16, same(2, 3), new Flatten())).isEqualTo("all");
        assertThat(sees(16, same(2, 3), new Reshape(List.of(8, 32, 2)))).isEqualTo("all");
    }

    /// The whole of the one place that is left stays where it is.
    @Test
    void aFlattenOfOnePlaceMixesNothing() {
        Layer last = new Conv2d(6, 4).withStride(2);
        assertThat(sees(5, last)).isEqualTo("4×4");
        assertThat(sees(5, last, new Flatten())).isEqualTo("4×4");
        assertThat(sees(5, last, new Flatten(), new Reshape(List.of(1, 1, 6)))).isEqualTo("4×4");
        assertThat(sees(5, last, new Flatten(), new Reshape(List.of(1, 2, 3)))).isEqualTo("all");
    }

    private static String sees(int side, Layer... layers) {
        return summary(Shape.of(side, side, 2), layers).rows().getLast().field().toString();
    }

    @Test
    void networksThatSeeAllAtOnceHaveNoFields() {
        assertThat(summary(Shape.of(28, 28, 1), new Flatten(), new Dense(10)).hasFields())
                .isFalse();
        assertThat(summary(Shape.of(64), new Dense(10)).hasFields()).isFalse();
    }

    @Test
    void flatValuesBecomeAnImageByAReshape() {
        Summary summary = summary(
                Shape.of(64),
                new Scale(16),
                new Reshape(List.of(8, 8, 1)),
                same(4, 3),
                new Flatten(),
                new Dense(64),
                new Reshape(List.of(8, 8, 1)));
        assertThat(summary.rows())
                .extracting(row -> row.field().toString())
                .containsExactly("1", "1×1", "3×3", "all", "all", "all");
        assertThat(summary(Shape.of(64), new Dense(64), new Reshape(List.of(8, 8, 1)), same(4, 3))
                        .hasFields())
                .isFalse();
    }
}
