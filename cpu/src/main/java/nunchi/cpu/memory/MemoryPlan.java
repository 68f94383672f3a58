package nunchi.cpu.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Lays the buffers of a program into one array, so that those never needed at the same time share their place.
///
/// Each buffer is needed from the first step that touches it to the last. The largest are placed first, each at the
/// lowest place that no buffer needed at the same time has taken. A result may take the place of an operand that dies
/// in the step that writes it.
public final class MemoryPlan {
    private final Map<Buffer, Lifetime> lifetimes = new LinkedHashMap<>();
    private final Map<Buffer, List<Buffer>> replaceable = new HashMap<>();

    private static final class Lifetime {
        private final int size;
        private int first;
        private int last;
        private final List<Buffer> sharers = new ArrayList<>();
        private int offset = -1;

        Lifetime(Buffer buffer, int step) {
            size = Alignment.roundUp(buffer.size());
            first = step;
            last = step;
            sharers.add(buffer);
        }

        boolean overlaps(Lifetime other) {
            return first <= other.last && other.first <= last;
        }
    }

    /// The step of this number reads or writes the buffer. Steps come in order.
    public void touch(Buffer buffer, int step) {
        if (!buffer.placed()) {
            Lifetime lifetime = lifetimes.computeIfAbsent(buffer, key -> new Lifetime(buffer, step));
            lifetime.last = Math.max(lifetime.last, step);
        }
    }

    /// The buffer keeps its place from run to run.
    public void keep(Buffer buffer) {
        if (!buffer.placed()) {
            Lifetime always = lifetimes.computeIfAbsent(buffer, key -> new Lifetime(buffer, 0));
            always.first = 0;
            always.last = Integer.MAX_VALUE;
        }
    }

    /// The result may be written over the operand, value by value, if the operand is not needed afterwards.
    public void mayReplace(Buffer result, Buffer operand) {
        if (!operand.placed() && operand.size() == result.size()) {
            replaceable.computeIfAbsent(result, key -> new ArrayList<>()).add(operand);
        }
    }

    /// Places every buffer.
    ///
    /// @return the number of floats of the array
    public int place() {
        List.copyOf(lifetimes.keySet()).forEach(this::share);
        List<Lifetime> placed = new ArrayList<>();
        lifetimes.values().stream()
                .distinct()
                .sorted(Comparator.comparingInt((Lifetime lifetime) -> lifetime.size)
                        .reversed())
                .forEach(lifetime -> {
                    lifetime.offset = lowest(lifetime, placed);
                    placed.add(lifetime);
                });
        int size = placed.stream()
                .mapToInt(lifetime -> Math.addExact(lifetime.offset, lifetime.size))
                .max()
                .orElse(0);
        float[] arena = Alignment.allocate(size);
        placed.forEach(
                lifetime -> lifetime.sharers.forEach(buffer -> buffer.place(arena, Alignment.FIRST + lifetime.offset)));
        return arena.length;
    }

    private void share(Buffer result) {
        Lifetime mine = Objects.requireNonNull(lifetimes.get(result));
        for (Buffer operand : replaceable.getOrDefault(result, List.of())) {
            Lifetime theirs = lifetimes.get(operand);
            if (theirs != null && theirs != mine && theirs.last == mine.first && mine.last > mine.first) {
                theirs.last = mine.last;
                theirs.sharers.add(result);
                lifetimes.put(result, theirs);
                return;
            }
        }
    }

    private static int lowest(Lifetime wanted, List<Lifetime> placed) {
        List<Lifetime> rivals = placed.stream()
                .filter(wanted::overlaps)
                .sorted(Comparator.comparingInt(lifetime -> lifetime.offset))
                .toList();
        int offset = 0;
        for (Lifetime rival : rivals) {
            if (offset + wanted.size <= rival.offset) {
                break;
            }
            offset = Math.max(offset, rival.offset + rival.size);
        }
        return offset;
    }
}
