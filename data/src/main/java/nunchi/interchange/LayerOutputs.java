package nunchi.interchange;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nunchi.backend.Program;
import nunchi.graph.Graph;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// What layers of a trained model make of one example after another, by a program that was compiled once:
/// [Activations#single]. One thread may ask at a time.
public final class LayerOutputs {
    private final SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    private final Program program;

    LayerOutputs(Graph graph, Program program) {
        graph.outputs().forEach((path, node) -> shapes.put(path, node.shape().example()));
        this.program = program;
    }

    /// @param example as the data set has it, last axis fastest
    /// @return of each layer, by its path, without an axis for the batch
    public SequencedMap<String, Tensor> of(float[] example) {
        program.feed(Network.EXAMPLES, example);
        program.run(0);
        SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
        shapes.forEach((path, shape) -> {
            float[] values = new float[shape.size()];
            program.fetch(path, values);
            outputs.put(path, new Tensor(shape, values));
        });
        return outputs;
    }
}
