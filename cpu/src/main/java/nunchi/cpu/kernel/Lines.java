package nunchi.cpu.kernel;

/// Which values a transform of short vectors works on: element k of vector i of a line lies at `k·step + i` from where
/// the line begins. Filled in by one thread and read by its transforms.
public final class Lines {
    /// From one element of a vector to the next.
    public int xStep;
    public int yStep;
    /// From one line to the next.
    public int xLine;
    public int yLine;
    public int lines;
    /// Vectors of a line, a multiple of 16.
    public int length;

    public void x(int step, int line) {
        xStep = step;
        xLine = line;
    }

    public void y(int step, int line) {
        yStep = step;
        yLine = line;
    }

    public void count(int number, int vectors) {
        lines = number;
        length = vectors;
    }
}
