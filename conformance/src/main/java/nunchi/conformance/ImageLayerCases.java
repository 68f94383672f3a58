package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Softplus;
import nunchi.activation.Tanh;
import nunchi.init.GlorotUniform;
import nunchi.init.HeUniform;
import nunchi.init.Normal;
import nunchi.init.Zeros;
import nunchi.layer.AveragePool2d;
import nunchi.layer.BatchNorm;
import nunchi.layer.Branches;
import nunchi.layer.Colour;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Crop2d;
import nunchi.layer.Dense;
import nunchi.layer.DepthwiseConv2d;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.GlobalMaxPool2d;
import nunchi.layer.Grey;
import nunchi.layer.GroupNorm;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Residual;
import nunchi.layer.Resize;
import nunchi.layer.SeparableConv2d;
import nunchi.layer.Sequential;
import nunchi.layer.Size;
import nunchi.layer.SpatialDropout;
import nunchi.layer.UpSample2d;
import nunchi.layer.ZeroPad2d;
import nunchi.tensor.Shape;

/// Layers on images `[batch, height, width, channels]`, and the networks made of them.
final class ImageLayerCases {
    static final Padding SAME = new Padding.Same();
    private static final Padding VALID = new Padding.Valid();
    private static final Size ONE = new Size(1);

    private ImageLayerCases() {}

    static Stream<LayerCase> all() {
        return Stream.of(convolutions(), channelwise(), transposed(), pools(), normalizing(), shapes(), composed())
                .flatMap(cases -> cases);
    }

    private static Stream<LayerCase> convolutions() {
        Conv2d whole = new Conv2d(
                6,
                new Size(3, 2),
                new Size(2, 1),
                new Padding.Explicit(2, 0, 1, 3),
                new Size(1, 2),
                2,
                new Tanh(),
                new Normal(),
                new Normal(),
                true);
        return Stream.of(
                layer(new Conv2d(4, 3), Shape.of(2, 5, 6, 3), Shape.of(2, 3, 4, 4), 112),
                layer(new Conv2d(1, 1), Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1), 2),
                layer(new Conv2d(17, 5, SAME, new Relu()), Shape.of(2, 4, 3, 2), Shape.of(2, 4, 3, 17), 867),
                layer(new Conv2d(3, 3).withPadding(SAME).withStride(2), Shape.of(2, 6, 5, 2), Shape.of(2, 3, 3, 3), 57),
                layer(new Conv2d(3, 2).withPadding(SAME).withStride(3), Shape.of(2, 7, 6, 2), Shape.of(2, 3, 2, 3), 27),
                layer(new Conv2d(3, 4).withPadding(SAME), Shape.of(1, 5, 5, 2), Shape.of(1, 5, 5, 3), 99),
                layer(
                        new Conv2d(3, 3).withPadding(SAME).withDilation(2),
                        Shape.of(1, 5, 6, 2),
                        Shape.of(1, 5, 6, 3),
                        57),
                layer(whole, Shape.of(2, 4, 5, 4), Shape.of(2, 2, 7, 6), 78),
                layer(
                        new Conv2d(4, 3).withGroups(2).withoutBias().withInit(new HeUniform()),
                        Shape.of(2, 4, 4, 6),
                        Shape.of(2, 2, 2, 4),
                        108));
    }

    private static Stream<LayerCase> channelwise() {
        Layer two = new DepthwiseConv2d(
                new Size(2, 3), 2, new Size(2), SAME, ONE, new Tanh(), new Normal(), new Normal(), true);
        Layer separable = new SeparableConv2d(
                4, new Size(3), new Size(2), SAME, ONE, 2, new Softplus(), new Normal(), new Normal(), true);
        return Stream.of(
                layer(new DepthwiseConv2d(3), Shape.of(2, 4, 5, 3), Shape.of(2, 2, 3, 3), 30),
                layer(two, Shape.of(2, 5, 4, 3), Shape.of(2, 3, 2, 6), 42),
                layer(new SeparableConv2d(5, 3), Shape.of(2, 4, 5, 3), Shape.of(2, 2, 3, 5), 47),
                layer(separable, Shape.of(2, 5, 6, 3), Shape.of(2, 3, 3, 4), 82));
    }

    /// Sizes as `keras.layers.Conv2DTranspose` and, where the padding is explicit, `torch.nn.ConvTranspose2d` give.
    private static Stream<LayerCase> transposed() {
        Layer grouped = new Conv2dTranspose(
                4, new Size(3), new Size(2), SAME, ONE, 2, new Tanh(), new Normal(), new Normal(), true);
        Layer dilated = new Conv2dTranspose(
                2, new Size(2), ONE, VALID, new Size(2, 3), 1, new Linear(), new GlorotUniform(), new Zeros(), false);
        return Stream.of(
                layer(new Conv2dTranspose(3, 2), Shape.of(2, 3, 4, 2), Shape.of(2, 4, 5, 3), 27),
                layer(new Conv2dTranspose(3, 3, 2, SAME), Shape.of(2, 3, 4, 2), Shape.of(2, 6, 8, 3), 57),
                layer(new Conv2dTranspose(3, 3, 2, VALID), Shape.of(2, 3, 4, 2), Shape.of(2, 7, 9, 3), 57),
                layer(new Conv2dTranspose(3, 2, 3, VALID), Shape.of(1, 3, 2, 2), Shape.of(1, 9, 6, 3), 27),
                layer(
                        new Conv2dTranspose(3, 3, 2, new Padding.Explicit(1)),
                        Shape.of(1, 3, 2, 2),
                        Shape.of(1, 5, 3, 3),
                        57),
                layer(
                        new Conv2dTranspose(3, 3, 2, new Padding.Explicit(1, 0, 1, 0)),
                        Shape.of(1, 3, 2, 2),
                        Shape.of(1, 6, 4, 3),
                        57),
                layer(grouped, Shape.of(2, 2, 3, 6), Shape.of(2, 4, 6, 4), 112),
                layer(dilated, Shape.of(1, 3, 3, 4), Shape.of(1, 5, 6, 2), 32));
    }

    private static Stream<LayerCase> pools() {
        Padding leaning = new Padding.Explicit(0, 1, 2, 0);
        return Stream.of(
                layer(new MaxPool2d(2), Shape.of(2, 4, 6, 3), Shape.of(2, 2, 3, 3), 0),
                layer(new MaxPool2d(2), Shape.of(2, 5, 5, 17), Shape.of(2, 2, 2, 17), 0),
                layer(new MaxPool2d(2, 2, SAME), Shape.of(2, 5, 5, 3), Shape.of(2, 3, 3, 3), 0),
                layer(
                        new MaxPool2d(new Size(2, 3), new Size(1, 2), leaning),
                        Shape.of(2, 4, 5, 2),
                        Shape.of(2, 4, 3, 2),
                        0),
                layer(new AveragePool2d(2), Shape.of(2, 4, 6, 3), Shape.of(2, 2, 3, 3), 0),
                layer(new AveragePool2d(3, 2, SAME), Shape.of(2, 5, 6, 17), Shape.of(2, 3, 3, 17), 0),
                layer(new AveragePool2d(new Size(3), ONE, SAME, true), Shape.of(2, 5, 4, 2), Shape.of(2, 5, 4, 2), 0),
                layer(
                        new AveragePool2d(new Size(2, 3), new Size(1, 2), leaning, false),
                        Shape.of(2, 4, 5, 2),
                        Shape.of(2, 4, 3, 2),
                        0),
                layer(new GlobalAveragePool2d(), Shape.of(2, 3, 5, 17), Shape.of(2, 17), 0),
                layer(new GlobalMaxPool2d(), Shape.of(2, 3, 5, 17), Shape.of(2, 17), 0));
    }

    private static Stream<LayerCase> normalizing() {
        return Stream.of(
                new LayerCase(new BatchNorm(), Shape.of(3, 4, 5, 3), Shape.of(3, 4, 5, 3), 6, 6),
                new LayerCase(new BatchNorm(0.9, 1e-5, true), Shape.of(2, 3, 3, 17), Shape.of(2, 3, 3, 17), 34, 34),
                new LayerCase(new BatchNorm(), Shape.of(1, 2, 2, 3), Shape.of(1, 2, 2, 3), 6, 6),
                layer(new LayerNorm(), Shape.of(3, 7), Shape.of(3, 7), 14),
                layer(new LayerNorm(1e-5), Shape.of(2, 3, 2, 17), Shape.of(2, 3, 2, 17), 34),
                layer(new GroupNorm(2), Shape.of(2, 3, 4, 6), Shape.of(2, 3, 4, 6), 12),
                layer(new GroupNorm(1, 1e-5), Shape.of(2, 3, 2, 5), Shape.of(2, 3, 2, 5), 10),
                layer(new GroupNorm(5, 1e-5), Shape.of(2, 3, 2, 5), Shape.of(2, 3, 2, 5), 10),
                layer(new GroupNorm(3), Shape.of(4, 12), Shape.of(4, 12), 24),
                layer(new SpatialDropout(0.4), Shape.of(3, 2, 3, 17), Shape.of(3, 2, 3, 17), 0),
                layer(new SpatialDropout(0.4), Shape.of(3, 2, 5), Shape.of(3, 2, 5), 0));
    }

    private static Stream<LayerCase> shapes() {
        return Stream.of(
                layer(new ZeroPad2d(1), Shape.of(2, 3, 2, 3), Shape.of(2, 5, 4, 3), 0),
                layer(new ZeroPad2d(0, 2, 1, 0), Shape.of(2, 3, 2, 17), Shape.of(2, 5, 3, 17), 0),
                layer(new Crop2d(1), Shape.of(2, 4, 3, 3), Shape.of(2, 2, 1, 3), 0),
                layer(new Crop2d(0, 2, 1, 0), Shape.of(2, 5, 3, 17), Shape.of(2, 3, 2, 17), 0),
                new LayerCase(new Resize(new Size(2, 5)), Shape.of(2, 5, 3, 3), Shape.of(2, 2, 5, 3), 0, 10 + 15 + 9),
                new LayerCase(new Resize(4), Shape.of(1, 6, 4, 1), Shape.of(1, 4, 4, 1), 0, 24 + 16),
                layer(new Grey(), Shape.of(2, 3, 2, 3), Shape.of(2, 3, 2, 1), 0),
                layer(new Colour(), Shape.of(2, 3, 2, 1), Shape.of(2, 3, 2, 3), 0),
                layer(new UpSample2d(2), Shape.of(2, 3, 2, 3), Shape.of(2, 6, 4, 3), 0),
                layer(new UpSample2d(new Size(1, 3)), Shape.of(2, 3, 2, 17), Shape.of(2, 3, 6, 17), 0));
    }

    private static Stream<LayerCase> composed() {
        Conv2d three = new Conv2d(4, 3, SAME, new Tanh());
        Layer projected = new Residual(
                List.of(new Conv2d(4, 3).withPadding(SAME).withStride(2), new BatchNorm(), three),
                List.of(new Conv2d(4, 1).withStride(2)));
        Layer inception = new Branches(List.of(
                List.of(new Conv2d(2, 1)),
                List.of(new Conv2d(2, 1, new Tanh()), three),
                List.of(new AveragePool2d(3, 1, SAME), new Conv2d(1, 1)),
                List.of()));
        Layer network = new Sequential(
                new Conv2d(4, 3, SAME, new Softplus()),
                new BatchNorm(),
                new MaxPool2d(2),
                new SpatialDropout(0.2),
                new Flatten(),
                new Dense(3));
        return Stream.of(
                layer(new Residual(three, new Conv2d(3, 1)), Shape.of(2, 3, 4, 3), Shape.of(2, 3, 4, 3), 127),
                new LayerCase(projected, Shape.of(2, 5, 4, 3), Shape.of(2, 3, 2, 4), 284, 8),
                layer(inception, Shape.of(2, 4, 3, 3), Shape.of(2, 4, 3, 10), 96),
                layer(new Branches(new Dense(2), new Dense(3)), Shape.of(4, 3), Shape.of(4, 5), 20),
                new LayerCase(network, Shape.of(3, 4, 4, 2), Shape.of(3, 3), 135, 8));
    }

    private static LayerCase layer(Layer layer, Shape input, Shape output, int trainable) {
        return new LayerCase(layer, input, output, trainable, 0);
    }
}
