package nunchi.cpu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [Arithmetic#addRows] on the Vector API.
final class VectorRows {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorRows() {}

    /// Four vectors of columns at a time go through all rows in registers.
    static void add(float[] y, int yo, float[] x, int xo, int n, int rows) {
        int j = 0;
        for (; j <= n - 4 * LANES; j += 4 * LANES) {
            addFour(y, yo + j, x, xo + j, n, rows);
        }
        for (; j <= n - LANES; j += LANES) {
            FloatVector total = FloatVector.fromArray(SPECIES, y, yo + j);
            for (int row = 0; row < rows; row++) {
                total = total.add(FloatVector.fromArray(SPECIES, x, xo + row * n + j));
            }
            total.intoArray(y, yo + j);
        }
        if (j < n) {
            addLast(y, yo + j, x, xo + j, n, rows, n - j);
        }
    }

    /// The last columns, too few for a vector: of each row as many values are read as a vector has, of which those
    /// beyond the columns are forgotten; the last rows, behind which the array may end, go one by one.
    private static void addLast(float[] y, int yo, float[] x, int xo, int n, int rows, int columns) {
        VectorMask<Float> wanted = SPECIES.indexInRange(0, columns);
        FloatVector total = FloatVector.fromArray(SPECIES, y, yo, wanted);
        int row = 0;
        for (; row < rows && xo + row * n + LANES <= x.length; row++) {
            total = total.add(FloatVector.fromArray(SPECIES, x, xo + row * n));
        }
        total.intoArray(y, yo, wanted);
        for (; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                y[yo + j] += x[xo + row * n + j];
            }
        }
    }

    private static void addFour(float[] y, int yo, float[] x, int xo, int n, int rows) {
        FloatVector a = FloatVector.fromArray(SPECIES, y, yo);
        FloatVector b = FloatVector.fromArray(SPECIES, y, yo + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, y, yo + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, y, yo + 3 * LANES);
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            a = a.add(FloatVector.fromArray(SPECIES, x, at));
            b = b.add(FloatVector.fromArray(SPECIES, x, at + LANES));
            c = c.add(FloatVector.fromArray(SPECIES, x, at + 2 * LANES));
            d = d.add(FloatVector.fromArray(SPECIES, x, at + 3 * LANES));
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + LANES);
        c.intoArray(y, yo + 2 * LANES);
        d.intoArray(y, yo + 3 * LANES);
    }
}
