package nunchi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import nunchi.check.InvalidRequestException;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.init.Zeros;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Shape THREE = Shape.of(3);
    private final Graph graph = new Graph();

    @Test
    void nodesThatNothingNeedsAreNotComputed() {
        Node x = graph.input("x", THREE);
        Node dead = x.negate();
        Node used = x.plus(1);
        graph.output("y", used);
        assertThat(graph.live()).contains(x, used).doesNotContain(dead);
        assertThat(graph.nodes()).contains(dead);
    }

    @Test
    void whatAnUpdateNeedsIsComputed() {
        Node weight = weight("w");
        Node next = weight.plus(1);
        graph.update(weight, next);
        assertThat(graph.live()).contains(weight, next);
    }

    /// `y = x·x + x`, so `x̄ = 2x + 1`.
    @Test
    void theAdjointsOfASharedNodeAreSummed() {
        Node x = graph.input("x", THREE);
        Node y = x.times(x).plus(x);
        graph.output(
                "gradient",
                Adjoints.of(y, graph.constant(1).broadcastTo(THREE), List.of(x)).getFirst());
        assertThat(run(1, 2, -3)).containsExactly(3, 5, -5);
    }

    /// A chain of 60 nodes each used twice has 2^60 paths; each node is visited once.
    @Test
    void manySharedNodesDoNotMakeManyGradients() {
        Node x = graph.input("x", THREE);
        Node y = x;
        for (int i = 0; i < 60; i++) {
            y = y.plus(y).times(0.5);
        }
        graph.output(
                "gradient",
                Adjoints.of(y, graph.constant(1).broadcastTo(THREE), List.of(x)).getFirst());
        assertThat(graph.nodes()).hasSizeLessThan(600);
        assertThat(run(1, 2, 3)).containsExactly(1, 1, 1);
    }

    @Test
    void whatTheOutputDoesNotDependOnHasNoGradient() {
        Node x = graph.input("x", THREE);
        Node other = graph.input("other", THREE);
        assertThat(Adjoints.of(x.negate(), graph.constant(1).broadcastTo(THREE), List.of(other, x)))
                .element(0)
                .isNull();
    }

    @Test
    void noGradientIsWrittenTowardsWhatIsNotAskedFor() {
        Node x = graph.input("x", Shape.of(2, 3));
        Node weight = graph.weight(new Weight("w", Shape.of(3, 4), new Zeros(), Role.KERNEL));
        Node y = x.matmul(weight);
        int before = graph.nodes().size();
        Node gradient = Adjoints.of(y, graph.constant(1).broadcastTo(Shape.of(2, 4)), List.of(weight))
                .getFirst();
        graph.output("gradient", gradient);
        assertThat(gradient.shape()).isEqualTo(Shape.of(3, 4));
        List<String> written = graph.live().stream()
                .filter(node -> node.index() >= before)
                .map(node -> node.op().name())
                .toList();
        assertThat(written).containsExactlyInAnyOrder("constant", "broadcastto", "matmul");
    }

    @Test
    void shapesThatDoNotFitAreRefusedWithTheLayersPath() {
        Node x = graph.input("x", Shape.of(32, 512));
        Node weight = graph.weight(new Weight("1.dense/weight", Shape.of(784, 10), new Zeros(), Role.KERNEL));
        assertThatThrownBy(() -> graph.within("1.dense", () -> x.matmul(weight)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("at 1.dense/matmul: x [32, 512] has 512 features, but weight [784, 10] takes 784");
        assertThatThrownBy(() -> graph.within("2.residual/0.dense", () -> x.plus(weight)))
                .hasMessageStartingWith("at 2.residual/0.dense/add: shapes [32, 512] and [784, 10] do not broadcast");
        assertThatThrownBy(() -> x.sum(2)).hasMessage("at sum: axis 2 is not one of x [32, 512]");
        assertThatThrownBy(() -> x.reshape(Shape.of(5)))
                .hasMessage("at reshape: x [32, 512] has 16384 values, which do not fill [5] (5)");
    }

    /// Over the first and the last axis of 0 … 11 as `[2, 2, 3]`: 0+1+2+6+7+8 and 3+4+5+9+10+11.
    @Test
    void aSumOverAxesThatAreNoNeighboursIsSeveralSums() {
        Node sum = graph.input("x", Shape.of(2, 2, 3)).sum(2, 0);
        assertThat(sum.shape()).isEqualTo(Shape.of(1, 2, 1));
        graph.output("gradient", sum);
        assertThat(run(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).containsExactly(24, 42);
    }

    @Test
    void theSameInputIsOneNode() {
        assertThat(graph.input("x", THREE)).isSameAs(graph.input("x", THREE));
    }

    @Test
    void whatIsWrittenTwiceIsOneNode() {
        Node x = graph.input("x", THREE);
        Node sum = graph.within("0.first", () -> x.plus(1));
        assertThat(graph.within("1.second", () -> x.plus(1))).isSameAs(sum);
        assertThat(sum.path()).isEqualTo("0.first/add");
        assertThat(x.plus(2)).isNotSameAs(sum);
        assertThat(x.minus(sum)).isNotSameAs(sum.minus(x));
    }

    @Test
    void zeroAndMinusZeroAreTwoConstants() {
        assertThat(graph.constant(0)).isSameAs(graph.constant(0)).isNotSameAs(graph.constant(-0.0));
    }

    @Test
    void randomNumbersAreTheSameForTheSamePurposeAlone() {
        Node first = graph.add(new RandomUniform("first", THREE));
        assertThat(graph.add(new RandomUniform("first", THREE))).isSameAs(first);
        assertThat(graph.add(new RandomUniform("second", THREE))).isNotSameAs(first);
    }

    @Test
    void numbersOfTheStepAreTheSameForTheSameFunctionAlone() {
        LongToDoubleFunction half = step -> step * 0.5;
        assertThat(graph.stepValue("rate", half)).isSameAs(graph.stepValue("rate", half));
        assertThat(graph.stepValue("rate", step -> step * 0.25)).isNotSameAs(graph.stepValue("rate", half));
    }

    @Test
    void twoWeightsOfOneNameAndTwoUpdatesOfOneWeightAreFaults() {
        Node weight = weight("w");
        assertThatThrownBy(() -> weight("w"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two weights are named w");
        graph.update(weight, weight.plus(1));
        assertThatThrownBy(() -> graph.update(weight, weight))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("updated twice");
        assertThatThrownBy(() -> graph.update(weight("v"), graph.constant(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot take the value");
    }

    @Test
    void operationsAreCounted() {
        Node x = graph.input("x", Shape.of(100, 784));
        Node product = x.matmul(graph.weight(new Weight("w", Shape.of(784, 10), new Zeros(), Role.KERNEL)));
        assertThat(product.op().operations(product)).isEqualTo(1_568_000);
        Node sum = product.sum(0);
        assertThat(sum.op().operations(sum)).isEqualTo(1000);
        Node view = product.reshape(Shape.of(1000));
        assertThat(view.op().operations(view)).isZero();
    }

    private Node weight(String name) {
        return graph.weight(new Weight(name, THREE, new Zeros(), Role.KERNEL));
    }

    private double[] run(double... x) {
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(graph, backend.initialize(graph, 1), 1);
        program.feed("x", x);
        program.run(0);
        return program.fetch("gradient");
    }

    @Test
    void aPoolingWindowWhollyInThePaddingIsRefusedBothWays() {
        Window window = new Window(new WindowAxis(2, 1, 2, 1, 1, 1), new WindowAxis(2, 1, 2, 1, 1, 1));
        Graph graph = new Graph();
        Node image = graph.input("image", Shape.of(1, 1, 1, 3));
        assertThatThrownBy(() -> graph.add(new MaxPool(window), image, image))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("wholly outside");
        assertThatThrownBy(() -> graph.add(new MaxUnpool(window), image, image))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("wholly outside");
    }
}
