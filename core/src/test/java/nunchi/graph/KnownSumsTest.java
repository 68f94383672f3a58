package nunchi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import nunchi.graph.op.Sum;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Each rule: which sum is not written, and that the value is that of the sum. The values of x are 1 … 24.
class KnownSumsTest {
    private static final Shape SHAPE = Shape.of(2, 3, 4);
    private final Graph graph = new Graph();
    private final Node x = graph.input("x", SHAPE);
    private final Node row = graph.input("row", Shape.of(4));
    private final Node column = graph.input("column", Shape.of(2, 1, 1));

    @Test
    void overAxesOfExtentOneNothingIsSummed() {
        Node flat = x.reshape(Shape.of(24, 1, 1));
        assertThat(flat.sum(1, 2)).isSameAs(flat);
    }

    @Test
    void aSignIsTakenOut() {
        Node sum = x.sum(0, 1);
        assertKnown(x.negate().sum(0, 1), -66, -72, -78, -84);
        assertThat(sum).isSameAs(x.sum(1, 0));
    }

    @Test
    void aFactorThatDoesNotVaryAlongTheSummedAxesIsTakenOut() {
        x.sum(0, 1);
        assertKnown(x.times(row).sum(0, 1), 66, 144, 234, 336);
        assertKnown(row.times(x).negate().sum(0, 1), -66, -144, -234, -336);
        x.sum(2);
        assertKnown(x.times(column).sum(2), 10, 26, 42, 2 * 58, 2 * 74, 2 * 90);
    }

    @Test
    void aFactorThatVariesStaysIn() {
        x.sum(0, 1);
        assertWritten(x.times(column).sum(0, 1));
        x.sum(2);
        assertWritten(x.times(row).sum(2));
    }

    /// Else x would have to be stored for the sum alone.
    @Test
    void aFactorStaysInWhereTheSumWithoutItIsNotThere() {
        assertWritten(x.times(row).sum(0, 1));
    }

    @Test
    void theFactorOfAStretchedValueStaysIn() {
        row.sum(0);
        assertWritten(row.times(column).sum(2));
    }

    @Test
    void aRepeatedValueIsMultiplied() {
        Node stretched = row.broadcastTo(SHAPE);
        assertKnown(stretched.sum(0, 1), 6, 12, 18, 24);
        assertKnown(
                stretched.sum(0),
                IntStream.range(0, 12).mapToDouble(i -> 2 * (i % 4 + 1)).toArray());
        Node once = column.broadcastTo(SHAPE).sum(0, 1, 2);
        assertThat(once.shape()).isEqualTo(Shape.of(1, 1, 1));
        assertThat(graph.nodes())
                .noneMatch(node ->
                        node.op() instanceof Sum && node.input(0).shape().equals(SHAPE));
        assertValue(once, 36);
    }

    @Test
    void aValueThatIsNotRepeatedAlongTheSummedAxesIsSummed() {
        assertWritten(row.broadcastTo(SHAPE).sum(2));
    }

    private static void assertWritten(Node sum) {
        assertThat(sum.op()).isInstanceOf(Sum.class);
    }

    private void assertKnown(Node sum, double... expected) {
        assertThat(sum.op()).isNotInstanceOf(Sum.class);
        assertValue(sum, expected);
    }

    private void assertValue(Node node, double... expected) {
        graph.output("value", node);
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(graph, backend.initialize(graph, 1), 1);
        program.feed("x", IntStream.rangeClosed(1, 24).asDoubleStream().toArray());
        program.feed("row", new double[] {1, 2, 3, 4});
        program.feed("column", new double[] {1, 2});
        program.run(0);
        assertThat(program.fetch("value")).containsExactly(expected, within(1e-12));
    }
}
