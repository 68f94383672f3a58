package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.activation.Elu;
import nunchi.activation.Gelu;
import nunchi.activation.LeakyRelu;
import nunchi.activation.Linear;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Silu;
import nunchi.activation.Softmax;
import nunchi.activation.Softplus;
import nunchi.activation.Tanh;
import nunchi.init.HeNormal;
import nunchi.init.Normal;
import nunchi.init.Zeros;
import nunchi.layer.Activate;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.Reshape;
import nunchi.layer.Residual;
import nunchi.layer.Scale;
import nunchi.layer.Sequential;
import nunchi.layer.Standardize;
import nunchi.layer.Whiten;
import nunchi.tensor.Shape;

/// The declared cases of every layer: a new layer gets its line here.
public final class LayerCases {
    private LayerCases() {}

    /// Every activation, with and without its settings.
    public static List<Activation> activations() {
        return List.of(
                new Linear(),
                new Sigmoid(),
                new Tanh(),
                new Relu(),
                new LeakyRelu(),
                new LeakyRelu(0.3),
                new Elu(),
                new Elu(0.7),
                new Gelu(),
                new Gelu(true),
                new Silu(),
                new Softplus(),
                new Softmax());
    }

    /// At least one for each layer.
    public static List<LayerCase> all() {
        return Stream.of(
                        dense(),
                        activate(),
                        shapes(),
                        normalizing(),
                        composed(),
                        ImageLayerCases.all(),
                        SequenceLayerCases.all(),
                        RecurrentLayerCases.all(),
                        AttentionLayerCases.all())
                .flatMap(cases -> cases)
                .toList();
    }

    private static Stream<LayerCase> dense() {
        return Stream.of(
                layer(new Dense(4), Shape.of(2, 3), Shape.of(2, 4), 16),
                layer(new Dense(1), Shape.of(1, 1), Shape.of(1, 1), 2),
                layer(new Dense(17, new Tanh()), Shape.of(5, 33), Shape.of(5, 17), 578),
                layer(new Dense(10, new Softmax(), new HeNormal()), Shape.of(7, 8), Shape.of(7, 10), 90),
                layer(
                        new Dense(4, new Relu(), new Normal(), new Normal(), true),
                        Shape.of(2, 3, 5),
                        Shape.of(2, 3, 4),
                        24),
                layer(
                        new Dense(4, new Linear(), new Normal(), new Zeros(), false),
                        Shape.of(3, 5),
                        Shape.of(3, 4),
                        20));
    }

    private static Stream<LayerCase> activate() {
        return activations().stream()
                .flatMap(function -> Stream.of(
                        layer(new Activate(function), Shape.of(3, 17), Shape.of(3, 17), 0),
                        layer(new Activate(function), Shape.of(2, 3, 4), Shape.of(2, 3, 4), 0),
                        layer(new Dense(3, function, new Normal()), Shape.of(5, 2), Shape.of(5, 3), 9)));
    }

    private static Stream<LayerCase> shapes() {
        return Stream.of(
                layer(new Flatten(), Shape.of(2, 3, 4), Shape.of(2, 12), 0),
                layer(new Flatten(), Shape.of(5), Shape.of(5, 1), 0),
                layer(new Reshape(List.of(4, 3)), Shape.of(2, 12), Shape.of(2, 4, 3), 0),
                layer(new Reshape(List.of(6)), Shape.of(2, 2, 3), Shape.of(2, 6), 0));
    }

    private static Stream<LayerCase> normalizing() {
        return Stream.of(
                layer(new Dropout(0), Shape.of(3, 5), Shape.of(3, 5), 0),
                layer(new Dropout(0.3), Shape.of(5, 17), Shape.of(5, 17), 0),
                layer(new Dropout(0.5), Shape.of(2, 3, 4), Shape.of(2, 3, 4), 0),
                layer(new Scale(255), Shape.of(3, 5), Shape.of(3, 5), 0),
                new LayerCase(new Standardize(), Shape.of(3, 5), Shape.of(3, 5), 0, 10),
                new LayerCase(new Standardize(), Shape.of(3, 2, 2), Shape.of(3, 2, 2), 0, 8),
                new LayerCase(new Whiten(2), Shape.of(3, 4, 5, 2), Shape.of(3, 3, 4, 16), 0, 2 * 2 * 2 * 16 + 16),
                new LayerCase(new BatchNorm(), Shape.of(8, 5), Shape.of(8, 5), 10, 10),
                new LayerCase(new BatchNorm(0.9, 1e-5, true), Shape.of(9, 17), Shape.of(9, 17), 34, 34),
                new LayerCase(new BatchNorm(0.9, 1e-3, false), Shape.of(3, 2, 4), Shape.of(3, 2, 4), 8, 8));
    }

    private static Stream<LayerCase> composed() {
        Sequential two = new Sequential(new Dense(4, new Tanh()), new Dropout(0.2), new Dense(3));
        return Stream.of(
                layer(two, Shape.of(5, 2), Shape.of(5, 3), 27),
                layer(new Residual(new Dense(4, new Tanh()), new Dense(3)), Shape.of(5, 3), Shape.of(5, 3), 31),
                layer(
                        new Sequential(new Flatten(), new Residual(new Residual(new Dense(6)))),
                        Shape.of(2, 2, 3),
                        Shape.of(2, 6),
                        42),
                new LayerCase(
                        new Sequential(new Dense(4), new BatchNorm(), new Activate(new Relu())),
                        Shape.of(6, 3),
                        Shape.of(6, 4),
                        24,
                        8));
    }

    private static LayerCase layer(Layer layer, Shape input, Shape output, int trainable) {
        return new LayerCase(layer, input, output, trainable, 0);
    }
}
