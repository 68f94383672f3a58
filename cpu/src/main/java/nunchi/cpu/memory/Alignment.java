package nunchi.cpu.memory;

/// Where in an array values begin so that vectors do not straddle cache lines. The data of an array begins 16 bytes
/// after its object, and large objects begin on a cache line (G1 gives them regions of their own): element 12 is on the
/// next.
public final class Alignment {
    /// Floats of a cache line.
    public static final int LINE = 16;

    /// The first aligned element.
    public static final int FIRST = 12;

    /// Floats that must follow the last value of any array, since tiles read whole vectors of up to four lines.
    public static final int SLACK = 4 * LINE;

    private Alignment() {}

    /// An array for `size` values from [#FIRST] on, with slack.
    public static float[] allocate(long size) {
        return new float[Math.toIntExact(FIRST + size + SLACK)];
    }

    public static int roundUp(int size) {
        return (size + LINE - 1) / LINE * LINE;
    }
}
