package nunchi.cpu.step;

import java.util.Objects;
import nunchi.cpu.memory.Buffer;
import org.jspecify.annotations.Nullable;

/// Where an instruction of a [FusedKernel] finds an operand or puts a result, for the block from index i on.
///
/// A buffer smaller than the pass is stretched: value i is at `(i / inner) % period` of it (a scalar, a row, a column,
/// a middle axis), or where a table says.
///
/// @param kind   register, full buffer, local result of the matrix product before, or stretched buffer
/// @param buffer the values; null for registers and the local result
/// @param period of a stretched buffer, else 0
/// @param inner  of a stretched buffer, else 0
/// @param table  index into the buffer for every value of the pass, where no period says it; else null
public record Slot(Kind kind, @Nullable Buffer buffer, int period, int inner, int @Nullable [] table) {
    public enum Kind {
        REGISTER,
        FULL,
        LOCAL,
        STRETCHED
    }

    public static Slot register() {
        return new Slot(Kind.REGISTER, null, 0, 0, null);
    }

    public static Slot local() {
        return new Slot(Kind.LOCAL, null, 0, 0, null);
    }

    public static Slot full(Buffer buffer) {
        return new Slot(Kind.FULL, buffer, 0, 0, null);
    }

    public static Slot stretched(Buffer buffer, int period, int inner) {
        return new Slot(Kind.STRETCHED, buffer, period, inner, null);
    }

    public static Slot table(Buffer buffer, int[] table) {
        return new Slot(Kind.STRETCHED, buffer, 0, 0, table);
    }

    /// The values; only of one that has a buffer.
    float[] values() {
        return of().array();
    }

    /// Where they begin.
    int offset() {
        return of().offset();
    }

    private Buffer of() {
        return Objects.requireNonNull(buffer);
    }

    boolean scalar() {
        return kind == Kind.STRETCHED && period == 1;
    }
}
