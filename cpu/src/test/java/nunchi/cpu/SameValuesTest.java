package nunchi.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import nunchi.backend.Program;
import nunchi.cpu.kernel.Kernels;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Unary.Exp;
import nunchi.graph.op.Unary.Tanh;
import nunchi.init.Normal;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// How values are computed together does not change their bits: what is computed again in every pass that reads it has
/// those of what is stored, and sums taken in one pass those of sums taken alone. Naming a value as an output makes it
/// stored.
class SameValuesTest {
    private static final List<Shape> SHAPES =
            List.of(Shape.of(3, 5), Shape.of(700, 9), Shape.of(37, 70), Shape.of(2, 20_000), Shape.of(3, 1100));

    private static final String SUM = "sum";
    private static final String PRODUCT = "product";
    private static final String LAST = "last";
    private static final String VALUE = "value";

    private interface Writing {
        void write(Node x, BiConsumer<String, Node> output);
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofAValueThatIsComputedAgain(Shape shape) {
        assertSameWhenStored(shape, (x, output) -> {
            Node value = x.minus(x.mean(0));
            write(value, x.graph().add(new Exp(), value), output);
        });
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofRandomNumbersThatAreDrawnAgain(Shape shape) {
        assertSameWhenStored(shape, (x, output) -> {
            Node mask = x.graph()
                    .add(new RandomUniform("mask", shape))
                    .greater(x.graph().constant(0.3));
            write(mask, mask.times(x), output);
        });
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofAValueMadeOfAWeightThatIsUpdated(Shape shape) {
        assertSameWhenStored(shape, (x, output) -> {
            Node weight = x.graph().weight(new Weight("weight", shape, new Normal(), Role.KERNEL));
            Node value = weight.maximum(x.graph().constant(0.1));
            x.graph().update(weight, weight.times(0.5).plus(x));
            write(value, value.times(x), output);
        });
    }

    /// The weight is written between the product and the sum that takes the product in.
    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofAProductWhoseFactorIsUpdatedBeforeItsSum(Shape shape) {
        assertSameWhenStored(shape, (x, output) -> {
            Node weight = x.graph().weight(new Weight("weight", shape, new Normal(), Role.KERNEL));
            Node product = weight.times(x);
            Node updated = weight.minus(x);
            x.graph().update(weight, updated);
            output.accept(SUM, product.plus(updated));
            output.accept(VALUE, product);
        });
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofAProductComputedWithItsSum(Shape shape) {
        assertSameWhenStored(shape, (x, output) -> {
            Node product = x.times(x.graph().constant(0.3));
            output.accept(SUM, product.plus(x));
            output.accept(VALUE, product);
        });
        assertSameWhenStored(shape, (x, output) -> {
            Node product = x.times(x.graph().constant(0.3));
            output.accept(PRODUCT, x.minus(product));
            output.accept(VALUE, product);
        });
        assertSameWhenStored(shape, (x, output) -> {
            Node product = x.times(x.graph().constant(0.3));
            output.accept(LAST, product.minus(x));
            output.accept(VALUE, product);
        });
    }

    /// Three passes read the value.
    private static void write(Node value, Node summed, BiConsumer<String, Node> output) {
        output.accept(SUM, summed.sum(0));
        output.accept(PRODUCT, value.graph().add(new Tanh(), value.times(2)));
        output.accept(LAST, value.sum(1));
        output.accept(VALUE, value);
    }

    private static void assertSameWhenStored(Shape shape, Writing writing) {
        Graph stored = graph(shape, writing, List.of(SUM, PRODUCT, LAST, VALUE));
        assertThat(stored.outputs()).containsKey(VALUE);
        assertSame(graph(shape, writing, List.of(SUM, PRODUCT, LAST)), stored);
    }

    private static void assertSame(Graph one, Graph other) {
        assertThat(one.outputs().keySet())
                .allSatisfy(name -> assertThat(run(one, name)).isEqualTo(run(other, name)));
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofSumsTakenInOnePass(Shape shape) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            int summed = axis;
            Writing sums = (x, output) -> {
                output.accept(SUM, x.sum(summed));
                output.accept(PRODUCT, x.square().sum(summed));
                output.accept(LAST, x.graph().add(new Exp(), x).sum(summed));
            };
            Graph together = graph(shape, sums, List.of(SUM, PRODUCT, LAST));
            for (String alone : together.outputs().keySet()) {
                assertSame(graph(shape, sums, List.of(alone)), together);
            }
        }
    }

    /// Of the stored value itself, of what is made of it, and of what is made of it and of what it was made of.
    @ParameterizedTest
    @FieldSource("SHAPES")
    void ofSumsTakenWhileAValueIsWritten(Shape shape) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            int summed = axis;
            Writing sums = (x, output) -> {
                Node hidden = x.graph().add(new Exp(), x.minus(x.mean(1)));
                Node value = x.graph().add(new Tanh(), hidden);
                output.accept(VALUE, value);
                output.accept(SUM, value.sum(summed));
                output.accept(PRODUCT, value.square().sum(summed));
                output.accept(LAST, value.times(hidden).sum(summed));
            };
            Graph together = graph(shape, sums, List.of(VALUE, SUM, PRODUCT, LAST));
            for (String alone : together.outputs().keySet()) {
                assertSame(graph(shape, sums, List.of(alone)), together);
            }
        }
    }

    private static Graph graph(Shape shape, Writing writing, List<String> outputs) {
        Graph graph = new Graph();
        writing.write(graph.input("x", shape), (name, node) -> {
            if (outputs.contains(name)) {
                graph.output(name, node);
            }
        });
        return graph;
    }

    /// The bits of an output after two steps.
    private static float[] run(Graph graph, String output) {
        try (CpuBackend backend = new CpuBackend(2, Kernels.best())) {
            Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
            program.feed("x", normal(graph.inputs().get("x").shape().size()));
            program.run(0);
            program.run(1);
            float[] values = new float[graph.outputs().get(output).shape().size()];
            program.fetch(output, values);
            return values;
        }
    }

    private static float[] normal(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) RandomKey.of(5).normal(i);
        }
        return values;
    }
}
