package nunchi.cpu.memory;

/// Memory for each thread of a team to work in within one task. All steps use the same, so that it stays in cache;
/// nothing in it lasts from one task to the next.
public final class Workspace {
    /// Large enough to be an object that begins on a cache line (see [Alignment]).
    private static final int LEAST = 1 << 18;

    private final float[][] memory;
    private int reserved = LEAST;

    public Workspace(int members) {
        memory = new float[members][];
    }

    /// From now on each thread has at least this many floats from [Alignment#FIRST] on.
    public void reserve(int floats) {
        reserved = Math.max(reserved, floats);
    }

    /// The memory of a thread.
    public float[] of(int member) {
        float[] mine = memory[member];
        if (mine == null || mine.length < reserved) {
            mine = Alignment.allocate(reserved);
            memory[member] = mine;
        }
        return mine;
    }
}
