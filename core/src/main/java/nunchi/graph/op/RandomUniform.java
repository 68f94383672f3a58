package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// A tensor of uniform random numbers in [0, 1), new at every step: `yᵢ = uniformFloat(i)` of the key made of the program's seed, the
/// purpose and the step ([nunchi.random.RandomKey#uniformFloat]). The same for any number of threads.
///
/// @param purpose tells apart what draws in one step: the layer's path
public record RandomUniform(String purpose, Shape shape) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        return shape;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of();
    }
}
