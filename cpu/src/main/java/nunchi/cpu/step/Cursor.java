package nunchi.cpu.step;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Alignment;
import org.jspecify.annotations.Nullable;

/// One thread's place in a [FusedKernel]: where each slot's values for the present block are, with the thread's own
/// memory for registers and for stretched operands written out.
public final class Cursor {
    private final List<Slot> slots;
    private final Arithmetic arithmetic;
    private final int block;
    private final int stride;
    private float[] memory = {};
    private int base;
    private final float[][] arrays;
    private final int[] offsets;
    private final boolean[] written;
    private long step;

    Cursor(List<Slot> slots, Arithmetic arithmetic, int block) {
        this.slots = slots;
        this.arithmetic = arithmetic;
        this.block = block;
        this.stride = Alignment.roundUp(block);
        this.arrays = new float[slots.size()][];
        this.offsets = new int[slots.size()];
        this.written = new boolean[slots.size()];
    }

    float[] array(int slot) {
        return arrays[slot];
    }

    int offset(int slot) {
        return offsets[slot];
    }

    long step() {
        return step;
    }

    private int place(int slot) {
        return base + slot * stride;
    }

    /// Forgets what was written out: the operands may have changed.
    void begin(long now, float[] workspace, int from) {
        step = now;
        memory = workspace;
        base = from;
        Arrays.fill(written, false);
        for (int slot = 0; slot < slots.size(); slot++) {
            arrays[slot] = memory;
            offsets[slot] = place(slot);
            if (slots.get(slot).scalar()) {
                arithmetic.fill(
                        memory,
                        place(slot),
                        slots.get(slot).values()[slots.get(slot).offset()],
                        block);
            }
        }
    }

    /// Points every slot to the block of `n` values from `first` on; the local result's is at `local` from
    /// `localOffset` on.
    void move(int first, int n, float @Nullable [] local, int localOffset) {
        for (int slot = 0; slot < arrays.length; slot++) {
            Slot description = slots.get(slot);
            switch (description.kind()) {
                case REGISTER -> {}
                case LOCAL -> point(slot, Objects.requireNonNull(local), localOffset);
                case FULL -> point(slot, description.values(), description.offset() + first);
                case STRETCHED -> stretch(slot, description, first, n);
            }
        }
    }

    private void point(int slot, float[] array, int offset) {
        arrays[slot] = array;
        offsets[slot] = offset;
    }

    private void stretch(int slot, Slot description, int first, int n) {
        if (description.scalar()) {
            return;
        }
        if (description.table() != null) {
            lookUp(slot, description, first, n);
        } else if (description.inner() == 1) {
            repeat(slot, description, first, n);
        } else {
            stretchRuns(slot, description, first, n);
        }
    }

    private void lookUp(int slot, Slot description, int first, int n) {
        float[] source = description.values();
        int[] table = Objects.requireNonNull(description.table());
        for (int i = 0; i < n; i++) {
            memory[place(slot) + i] = source[description.offset() + table[first + i]];
        }
    }

    /// A row: used in place where the block does not pass its end; written out once where every block begins with it.
    private void repeat(int slot, Slot description, int first, int n) {
        int period = description.period();
        int begin = first % period;
        float[] source = description.values();
        int offset = description.offset();
        if (begin + n <= period) {
            point(slot, source, offset + begin);
            return;
        }
        boolean steady = begin == 0 && block % period == 0;
        point(slot, memory, place(slot));
        if (steady && written[slot]) {
            return;
        }
        written[slot] = steady;
        int length = steady ? block : n;
        for (int i = 0, from = begin; i < length; from = 0) {
            int run = Math.min(period - from, length - i);
            System.arraycopy(source, offset + from, memory, place(slot) + i, run);
            i += run;
        }
    }

    /// A column or a middle axis: each value repeated `inner` times.
    private void stretchRuns(int slot, Slot description, int first, int n) {
        int inner = description.inner();
        for (int i = 0; i < n; ) {
            int run = Math.min(inner - (first + i) % inner, n - i);
            int index = (first + i) / inner % description.period();
            Arrays.fill(
                    memory, place(slot) + i, place(slot) + i + run, description.values()[description.offset() + index]);
            i += run;
        }
    }
}
