package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.graph.Op;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Input;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Source.StepValue;
import nunchi.graph.op.Source.Weight;
import nunchi.init.Normal;
import nunchi.tensor.Shape;

/// Ops without operands: what is fed, stored, constant, drawn, or asked of the step.
final class SourceCases {
    private SourceCases() {}

    static Stream<OpCase> all() {
        return Stream.of(
                        new Input("values", Shape.of(17)),
                        new Input("values", Shape.of(3, 5)),
                        new Input("values", Shape.SCALAR),
                        new Weight("weight", Shape.of(5, 7), new Normal(), Role.KERNEL),
                        new Weight("weight", Shape.of(1), new Normal(), Role.STATISTIC),
                        new Constant(0.1),
                        new Constant(-3),
                        new Indices(1),
                        new Indices(33),
                        new StepValue("third", step -> step / 3.0),
                        new RandomUniform("0.dropout", Shape.of(1)),
                        new RandomUniform("0.dropout", Shape.of(7)),
                        new RandomUniform("1.residual/0.dropout", Shape.of(33, 17)),
                        new RandomUniform("", Shape.of(2, 3, 16)))
                .map(SourceCases::exact);
    }

    private static OpCase exact(Op op) {
        return new OpCase(op, List.of(), Tolerance.EXACT);
    }
}
