package nunchi.cpu.step;

import java.util.List;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.FlushToZero;
import org.jspecify.annotations.Nullable;

/// Elementwise instructions run block by block: each block passes through all of them while it lies in the first-level
/// cache, so that a chain of ops costs one pass over memory.
///
/// A cluster is shared by the threads of a team; each has its own [Cursor].
public final class FusedKernel {
    /// The most values of a block: a dozen registers of it fit the first-level cache.
    public static final int BLOCK = 512;
    private static final int LONGEST_BLOCK = 768;

    private final List<Slot> slots;
    private final Instruction[] instructions;
    private final Cursor[] cursors;
    private final Arithmetic arithmetic;
    private final int size;
    private final int block;

    /// @param size of the pass, in values, and of a block
    /// @param team the threads that will run it
    public FusedKernel(
            List<Slot> slots, List<Instruction> instructions, Size size, Arithmetic arithmetic, ThreadPool team) {
        this.slots = List.copyOf(slots);
        this.instructions = instructions.toArray(Instruction[]::new);
        this.arithmetic = arithmetic;
        this.size = size.pass();
        this.block = size.block();
        int members = team.size();
        this.cursors = new Cursor[members];
        for (int member = 0; member < members; member++) {
            cursors[member] = new Cursor(this.slots, arithmetic, block);
        }
    }

    /// The values of a pass and the most of a block.
    public record Size(int pass, int block) {}

    /// A multiple of the first small row that is repeated, so that it need be written out only once; and of whole
    /// vectors where that does not make it much longer, since the rest of a run is left to scalar code.
    public static int blockFor(List<Slot> slots) {
        return slots.stream()
                .filter(slot -> slot.inner() == 1 && slot.period() > 1 && slot.period() <= BLOCK / 2)
                .mapToInt(slot -> blockFor(slot.period()))
                .findFirst()
                .orElse(BLOCK);
    }

    private static int blockFor(int period) {
        int vectors = period;
        while (vectors % Alignment.LINE != 0) {
            vectors *= 2;
        }
        int unit = vectors <= LONGEST_BLOCK ? vectors : period;
        return Math.max(1, BLOCK / unit) * unit;
    }

    int size() {
        return size;
    }

    int block() {
        return block;
    }

    /// The floats of workspace that a thread needs.
    int workspace() {
        return slots.size() * Alignment.roundUp(block);
    }

    /// To be called by each thread before its first block of a step.
    ///
    /// @param memory the thread's workspace, free from `base` on
    Cursor begin(int member, long step, float[] memory, int base) {
        cursors[member].begin(step, memory, base);
        return cursors[member];
    }

    /// Computes the values from `first` up to `end`.
    void run(Cursor cursor, int first, int end) {
        for (int i = first; i < end; i += block) {
            runBlock(cursor, i, Math.min(block, end - i), null, 0);
        }
    }

    /// The same where the product's result for `first` is at `local[localOffset]`.
    void run(Cursor cursor, int first, int end, float[] local, int localOffset) {
        for (int i = first; i < end; i += block) {
            runBlock(cursor, i, Math.min(block, end - i), local, localOffset + i - first);
        }
    }

    /// The same where the local values are not flushed to 0 yet: block by block, in the first-level cache.
    void flushAndRun(Cursor cursor, int first, int end, float[] local, int localOffset) {
        for (int i = first; i < end; i += block) {
            int at = localOffset + i - first;
            int n = Math.min(block, end - i);
            arithmetic.flush(local, at, local, at, FlushToZero.SMALLEST, n);
            runBlock(cursor, i, n, local, at);
        }
    }

    /// Computes one block; afterwards the cursor says where each slot's values are.
    void runBlock(Cursor cursor, int first, int n, float @Nullable [] local, int localOffset) {
        cursor.move(first, n, local, localOffset);
        for (Instruction instruction : instructions) {
            instruction.run(cursor, first, n);
        }
    }
}
