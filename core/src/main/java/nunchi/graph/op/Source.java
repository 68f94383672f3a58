package nunchi.graph.op;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.init.Init;
import nunchi.tensor.Shape;

/// An op without operands: where the values of a graph come from.
public sealed interface Source extends Op {
    /// Nothing: there is no operand.
    @Override
    default List<Node> gradient(Node node, Node upstream) {
        return List.of();
    }

    /// A tensor that is fed before each step: a batch of examples, its targets.
    record Input(String label, Shape shape) implements Source {
        @Override
        public Shape shape(List<Shape> operands) {
            return shape;
        }
    }

    /// A tensor that lasts from step to step and is stored with the model.
    ///
    /// @param label unique in the graph and the same in every graph of the model: `0.dense/weight`
    /// @param shape its extents
    /// @param init  its value before the first step
    /// @param role  what it is there for
    record Weight(String label, Shape shape, Init init, Role role) implements Source {
        @Override
        public String name() {
            return label;
        }

        @Override
        public Shape shape(List<Shape> operands) {
            return shape;
        }
    }

    /// One number, known when the graph is written: a tensor of shape `[]`.
    record Constant(double value) implements Source {
        @Override
        public Shape shape(List<Shape> operands) {
            return Shape.SCALAR;
        }
    }

    /// The numbers 0 … size - 1, of shape `[size]`: places in a sequence.
    record Indices(int size) implements Source {
        public Indices {
            Check.positive("size", size);
        }

        @Override
        public Shape shape(List<Shape> operands) {
            return Shape.of(size);
        }
    }

    /// One number that depends on the number of the step alone, of shape `[]`: a learning rate, a bias correction. The
    /// function is asked once per step, on the host, and must use `StrictMath`, so that the same bits come out
    /// everywhere.
    ///
    /// @param value from the step, counted from 0, to the number
    record StepValue(String label, LongToDoubleFunction value) implements Source {
        @Override
        public String name() {
            return label;
        }

        @Override
        public Shape shape(List<Shape> operands) {
            return Shape.SCALAR;
        }
    }

    /// A tensor of uniform random numbers in [0, 1), new at every step: `yᵢ = uniformFloat(i)` of the key made of the
    /// program's seed, the purpose and the step ([nunchi.random.RandomKey#uniformFloat]). The same for any number of
    /// threads.
    ///
    /// @param purpose tells apart what draws in one step: the layer's path
    record RandomUniform(String purpose, Shape shape) implements Source {
        @Override
        public Shape shape(List<Shape> operands) {
            return shape;
        }
    }
}
