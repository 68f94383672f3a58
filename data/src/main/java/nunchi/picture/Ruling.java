package nunchi.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the lines of ruled and squared paper out of ink: straight, nearly level or upright, thinner than a fiftieth of
/// the longer side, and there in half of all columns or rows. Where a stroke crosses a line, the ink across the line is
/// thicker and stays.
final class Ruling {
    private static final float FAINTEST = 8;
    private static final float SHARE_OF_PEAK = 0.05f;
    private static final int THIN_SHARE = 50;
    private static final int THINNEST = 4;
    private static final int RIM = 2;
    private static final double SEED = 0.05;
    private static final double COVERED = 0.5;
    private static final double STEEPEST = 0.1;

    private final int rows;
    private final int columns;
    private final int thin;
    private final float[] values;
    /// Whether a pixel lies in ink that is thin from above to below.
    private final boolean[] slender;

    private Ruling(Ink ink) {
        this.rows = ink.rows();
        this.columns = ink.columns();
        this.thin = Math.max(THINNEST, ink.side() / THIN_SHARE);
        this.values = ink.values().clone();
        float peak = 0;
        for (float value : values) {
            peak = Math.max(peak, value);
        }
        this.slender = slender(Math.max(FAINTEST, SHARE_OF_PEAK * peak));
    }

    static Ink erased(Ink ink) {
        Ink level = new Ruling(ink).erased(ink.dark());
        return new Ruling(level.transposed()).erased(ink.dark()).transposed();
    }

    private boolean[] slender(float least) {
        boolean[] found = new boolean[values.length];
        for (int column = 0; column < columns; column++) {
            int from = 0;
            for (int row = 0; row <= rows; row++) {
                if (row == rows || values[row * columns + column] < least) {
                    for (int inside = from; inside < row && row - from <= thin; inside++) {
                        found[inside * columns + column] = true;
                    }
                    from = row + 1;
                }
            }
        }
        return found;
    }

    private Ink erased(boolean dark) {
        for (double[] line : lines()) {
            if (covered(line) >= COVERED * columns) {
                erase(line);
            }
        }
        return new Ink(rows, columns, values, dark);
    }

    /// The straight lines, `[height at column 0, slope]`, through flat connected pieces.
    private List<double[]> lines() {
        List<double[]> lines = new ArrayList<>();
        boolean[] seen = new boolean[slender.length];
        for (int i = 0; i < slender.length; i++) {
            if (slender[i] && !seen[i]) {
                double[] line = line(piece(i, seen));
                if (line != null) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private int[] piece(int start, boolean[] seen) {
        int[] found = new int[64];
        int count = 0;
        found[count++] = start;
        seen[start] = true;
        for (int next = 0; next < count; next++) {
            for (int k = 0; k < 9; k++) {
                int row = found[next] / columns + k / 3 - 1;
                int column = found[next] % columns + k % 3 - 1;
                int place = row * columns + column;
                if (row >= 0 && row < rows && column >= 0 && column < columns && slender[place] && !seen[place]) {
                    seen[place] = true;
                    found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                    found[count++] = place;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// By least squares; null where the piece is short, thick or steep.
    private double @Nullable [] line(int[] piece) {
        double x = 0;
        double y = 0;
        for (int place : piece) {
            x += (double) (place % columns) / piece.length;
            y += (double) (place / columns) / piece.length;
        }
        double across = 0;
        double both = 0;
        double down = 0;
        for (int place : piece) {
            across += (place % columns - x) * (place % columns - x);
            both += (place % columns - x) * (place / columns - y);
            down += (place / columns - y) * (place / columns - y);
        }
        double length = Math.sqrt(12 * across / piece.length);
        if (length < SEED * columns) {
            return null;
        }
        double slope = both / across;
        double thickness = Math.sqrt(12 * Math.max(0, down - slope * both) / piece.length);
        return Math.abs(slope) > STEEPEST || thickness > thin ? null : new double[] {y - slope * x, slope};
    }

    private int covered(double[] line) {
        int count = 0;
        for (int column = 0; column < columns; column++) {
            boolean found = false;
            for (int row = first(line, column); row <= last(line, column); row++) {
                found |= slender[row * columns + column];
            }
            count += found ? 1 : 0;
        }
        return count;
    }

    private void erase(double[] line) {
        for (int column = 0; column < columns; column++) {
            for (int row = first(line, column); row <= last(line, column); row++) {
                if (slender[row * columns + column]) {
                    clear(row, column);
                }
            }
        }
    }

    /// The whole run of thin ink from above to below, with its blurred rims.
    private void clear(int row, int column) {
        int top = row;
        while (top > 0 && slender[(top - 1) * columns + column]) {
            top--;
        }
        int bottom = row;
        while (bottom < rows - 1 && slender[(bottom + 1) * columns + column]) {
            bottom++;
        }
        for (int at = Math.max(0, top - RIM); at <= Math.min(rows - 1, bottom + RIM); at++) {
            values[at * columns + column] = 0;
        }
    }

    private int first(double[] line, int column) {
        return Math.clamp(Math.round(line[0] + line[1] * column) - thin / 2, 0, rows - 1);
    }

    private int last(double[] line, int column) {
        return Math.clamp(Math.round(line[0] + line[1] * column) + thin / 2, 0, rows - 1);
    }
}
