package nunchi.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.init.Constant;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

class ReferenceProgramTest {
    private final Graph graph = new Graph();
    private final Node x = graph.input("x", Shape.of(2));
    private final Node w = graph.weight(new Weight("w", Shape.of(2), new Constant(3), Role.KERNEL));
    private final Node product = x.times(w);
    private final Node result = product.plus(x);

    private ReferenceProgram program() {
        graph.output("result", result);
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceProgram program = backend.compile(graph, backend.initialize(graph, 1), 1);
        program.feed("x", new double[] {1, 2});
        program.run(0);
        return program;
    }

    @Test
    void everyNodeThatIsComputedHasItsValue() {
        Node unused = x.plus(7);
        ReferenceProgram program = program();
        assertThat(program.value(product)).containsExactly(3, 6);
        assertThat(program.value(result)).containsExactly(program.fetch("result"));
        assertThatThrownBy(() -> program.value(unused)).hasMessageContaining("is not computed");
    }

    @Test
    void anotherValueChangesWhatReadsItAndNothingElse() {
        ReferenceProgram program = program();
        assertThat(program.valueIf(product, new double[] {10, 20}, result)).containsExactly(11, 22);
        assertThat(program.valueIf(x, new double[] {10, 20}, result)).containsExactly(40, 80);
        assertThat(program.valueIf(w, new double[] {0, 1}, result)).containsExactly(1, 4);
        assertThat(program.valueIf(result, new double[] {5, 5}, result)).containsExactly(5, 5);
        assertThat(program.valueIf(result, new double[] {5, 5}, product)).containsExactly(3, 6);
        assertThat(program.value(product)).containsExactly(3, 6);
        assertThat(program.fetch("result")).containsExactly(4, 8);
    }
}
