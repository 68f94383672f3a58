package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.init.Init;
import nunchi.tensor.Shape;

/// A tensor that lasts from step to step and is stored with the model.
///
/// @param label unique in the graph and the same in every graph of the model: `0.dense/weight`
/// @param shape its extents
/// @param init  its value before the first step
/// @param role  what it is there for
public record Weight(String label, Shape shape, Init init, Role role) implements Op {

    /// What a weight is there for; it decides what is trained, penalized and saved where.
    public enum Role {
        /// Multiplies activations; penalties and constraints apply to it.
        KERNEL,
        /// Added to activations.
        BIAS,
        /// Scales normalized activations.
        SCALE,
        /// Belongs to the model but is not trained: running statistics.
        STATISTIC,
        /// Belongs to the optimizer: moments, accumulators.
        OPTIMIZER;

        /// Whether gradients are taken with respect to it and an optimizer changes it.
        public boolean trainable() {
            return this == KERNEL || this == BIAS || this == SCALE;
        }

        /// Whether inference needs it, so that it is stored with the model.
        public boolean partOfModel() {
            return this != OPTIMIZER;
        }
    }

    @Override
    public String name() {
        return label;
    }

    @Override
    public Shape shape(List<Shape> operands) {
        return shape;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of();
    }
}
