package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;
import nunchi.tensor.Shape;

/// What a case feeds to one operand of an op.
///
/// @param values in the op's domain
public record Operand(Shape shape, Values values) {

    /// Operands of these shapes with values of one kind.
    static List<Operand> each(Values values, Shape... shapes) {
        return Stream.of(shapes).map(shape -> new Operand(shape, values)).toList();
    }
}
