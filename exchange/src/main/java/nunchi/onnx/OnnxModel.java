package nunchi.onnx;

import java.util.Map;
import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.layer.Layer;
import nunchi.layer.Scope;
import nunchi.loss.Loss;
import nunchi.network.Network;
import nunchi.protobuf.Message;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.version.NunchiVersion;

/// A trained model as a file of ONNX (format 8, operators 17), which ONNX Runtime and many others run.
///
/// | value of the graph | shape |
/// |---|---|
/// | input `examples`, before preprocessing, which is part of the graph | `[batch, …]`, images with channels last |
/// | input `targets` of a model with a decoder: the tokens predicted so far, 0 behind them | `[batch, steps]` |
/// | output `output`, the logits | `[batch, …]` |
/// | output `prediction`, what they mean: probabilities for a classifier | as `output` |
///
/// The inference graph is translated op by op, so that a layer of one's own is exported as any other. The batch is
/// free. A decoder predicts token by token: step t of the outputs depends on the targets before t alone, so that a
/// program runs the model once for each token and puts the token that it predicts at t among the targets.
///
/// @param model    with its preprocessing
/// @param example  the shape of one example
/// @param loss     says what the output means
/// @param weights  by name, in the shapes of the model; all that it has
/// @param metadata for the file's `metadata_props`: anything by its key
public record OnnxModel(
        Layer model, Shape example, Loss loss, Map<String, Tensor> weights, Map<String, String> metadata) {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    /// The bytes of the file.
    ///
    /// @throws nunchi.check.InvalidRequestException when a weight lacks, or the model is no graph of inference for
    ///                                              every batch
    public byte[] bytes() {
        Message file =
                new Translation(new BatchExtents(this::graph), weights).onnx().model(NunchiVersion.number(), metadata);
        Check.require(
                file.size() <= LARGEST,
                "the model has %,d bytes, but an ONNX file holds at most 2 GB".formatted(file.size()));
        return file.toBytes();
    }

    private Graph graph(int batch) {
        Graph graph = new Graph();
        Node output = model.build(Scope.inference(graph), graph.input(Network.EXAMPLES, example.batch(batch)));
        graph.output(Network.OUTPUT, output);
        graph.output(
                Network.PREDICTION,
                graph.within("prediction", () -> loss.output().prediction(output)));
        return graph;
    }
}
