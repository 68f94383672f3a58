package nunchi.cpu.plan;

import java.util.function.LongToDoubleFunction;
import nunchi.cpu.memory.Buffer;
import nunchi.tensor.FlushToZero;

/// A number of the step: where it lies and what it is.
public record StepScalar(Buffer buffer, LongToDoubleFunction value) {

    /// Puts the step's number in its place.
    public void fill(long step) {
        buffer.array()[buffer.offset()] = FlushToZero.of((float) value.applyAsDouble(step));
    }
}
