package nunchi.conformance;

import java.util.Map;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.activation.Tanh;
import nunchi.init.GlorotUniform;
import nunchi.init.Init;
import nunchi.init.Orthogonal;
import nunchi.layer.Bidirectional;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.PeepholeLstm;
import nunchi.layer.RecurrentLayer.Convention;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.SimpleRnn;
import nunchi.layer.Unrolled;
import nunchi.tensor.Shape;

/// The declared cases of recurrent layers, and those that PyTorch computes.
final class RecurrentLayerCases {
    private static final Shape INPUT = Shape.of(3, 4, 2);
    private static final Shape ONE = Shape.of(3, 5);
    private static final Shape ALL = Shape.of(3, 4, 5);
    private static final Init INIT = new GlorotUniform();
    private static final Init RECURRENT = new Orthogonal();

    private RecurrentLayerCases() {}

    static Stream<LayerCase> all() {
        return Stream.of(
                layer(new SimpleRnn(5), ONE, 40),
                layer(simple(5, new Sigmoid(), Output.SEQUENCE, true), ALL, 40),
                layer(simple(5, new Relu(), Output.MAX, false), ONE, 40),
                layer(new Lstm(5), ONE, 160),
                layer(new Lstm(5, INIT, RECURRENT, false, 1, true, Output.MEAN, Convention.KERAS), ONE, 140),
                layer(lstm(5, Output.SEQUENCE, false, Convention.PYTORCH), ALL, 180),
                layer(new Gru(5), ONE, 135),
                layer(gru(5, false, Output.SEQUENCE, true), ALL, 120),
                layer(new Gru(5, INIT, RECURRENT, false, true, false, Output.LAST, Convention.KERAS), ONE, 105),
                layer(new Bidirectional(new Gru(5, Output.SEQUENCE)), Shape.of(3, 4, 10), 270),
                layer(new Bidirectional(new Lstm(5), Bidirectional.Merge.SUM), ONE, 320),
                layer(new Unrolled(new PeepholeLstm(5)), ONE, 175),
                layer(new Unrolled(new PeepholeLstm(5), true, Output.SEQUENCE), ALL, 175),
                new LayerCase(new Lstm(17), Shape.of(1, 1, 3), Shape.of(1, 17), 1428, 0),
                new LayerCase(new Gru(33), Shape.of(9, 3, 4), Shape.of(9, 33), 3861, 0));
    }

    private static LayerCase layer(Layer layer, Shape output, int trainable) {
        return new LayerCase(layer, INPUT, output, trainable, 0);
    }

    /// The layers of three units whose numbers `torch.txt` has.
    static void addGolden(Map<String, Layer> layers) {
        layers.put("simpleRnn", new SimpleRnn(3));
        layers.put("simpleRnn, relu, sequence, reverse", simple(3, new Relu(), Output.SEQUENCE, true));
        layers.put(
                "simpleRnn, two biases, lengths",
                new SimpleRnn(3, new Tanh(), INIT, RECURRENT, true, false, Output.LAST, Convention.PYTORCH));
        layers.put("lstm", new Lstm(3));
        layers.put("lstm, sequence, reverse", lstm(3, Output.SEQUENCE, true, Convention.KERAS));
        layers.put("lstm, lengths", new Lstm(3));
        layers.put("lstm, sequence, lengths", new Lstm(3, Output.SEQUENCE));
        layers.put("lstm, two biases, maximum, lengths", lstm(3, Output.MAX, false, Convention.PYTORCH));
        layers.put("gru", new Gru(3));
        layers.put("gru, sequence, reverse, lengths", gru(3, true, Output.SEQUENCE, true));
        layers.put("gru, mean, lengths", new Gru(3, Output.MEAN));
        layers.put("gru, reset before", gru(3, false, Output.LAST, false));
        layers.put("bidirectional lstm, sequence, lengths", new Bidirectional(new Lstm(3, Output.SEQUENCE)));
        layers.put("bidirectional gru", new Bidirectional(new Gru(3)));
        layers.put(
                "bidirectional simpleRnn, sum, lengths", new Bidirectional(new SimpleRnn(3), Bidirectional.Merge.SUM));
    }

    private static Layer simple(int units, Activation activation, Output output, boolean reverse) {
        return new SimpleRnn(units, activation, INIT, RECURRENT, true, reverse, output, Convention.KERAS);
    }

    private static Layer lstm(int units, Output output, boolean reverse, Convention convention) {
        return new Lstm(units, INIT, RECURRENT, true, 1, reverse, output, convention);
    }

    private static Layer gru(int units, boolean resetAfter, Output output, boolean reverse) {
        return new Gru(units, INIT, RECURRENT, true, resetAfter, reverse, output, Convention.KERAS);
    }
}
