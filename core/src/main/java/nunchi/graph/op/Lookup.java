package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// An op that finds rows of a table by their numbers. A number that is none of 0 … rows - 1 names no row: it is read as
/// zeros, and what is added to it is dropped, as [Categorical.OneHot] says.
public sealed interface Lookup extends Op {
    /// The rows of a table: `y[…, :] = table[ids[…], :]`.
    ///
    /// | array | shape |
    /// |---|---|
    /// | table | `[rows, size]` |
    /// | ids | `[…]` |
    /// | y | `[…, size]` |
    ///
    /// Gradient: the table's is the [ScatterAdd] of ȳ; none flows to the ids.
    record Gather() implements Lookup {
        @Override
        public Shape shape(List<Shape> operands) {
            Shape table = operands.get(0);
            Check.require(table.rank() == 2, "a table has the shape [rows, size], but got " + table);
            int[] extents =
                    Arrays.copyOf(operands.get(1).toArray(), operands.get(1).rank() + 1);
            extents[extents.length - 1] = table.last();
            return Shape.of(extents);
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            int rows = node.input(0).shape().extent(0);
            return Arrays.asList(node.graph().add(new ScatterAdd(rows), node.input(1), upstream), null);
        }

        @Override
        public long operations(Node node) {
            return 0;
        }
    }

    /// The sums of the rows that have a number: `table[r, :] = Σ y[i, :]` over the i with `ids[i] = r`, from the first
    /// i to the last, in this order on every backend.
    ///
    /// | array | shape |
    /// |---|---|
    /// | ids | `[…]` |
    /// | y | `[…, size]` |
    /// | table | `[rows, size]` |
    ///
    /// Gradient: `ȳ` is the [Gather] of the table's; none flows to the ids.
    record ScatterAdd(int rows) implements Lookup {
        public ScatterAdd {
            Check.positive("rows", rows);
        }

        @Override
        public Shape shape(List<Shape> operands) {
            Shape ids = operands.get(0);
            Shape values = operands.get(1);
            Check.require(
                    values.rank() == ids.rank() + 1 && values.rows() == ids.size(),
                    "rows %s to be added have no numbers in %s".formatted(values, ids));
            return Shape.of(rows, values.last());
        }

        @Override
        public List<Node> gradient(Node node, Node upstream) {
            return Arrays.asList(null, node.graph().add(new Gather(), upstream, node.input(0)));
        }

        @Override
        public long operations(Node node) {
            return node.input(1).shape().size();
        }
    }
}
